/// How a picture is brought to another size.
public enum Sampling: Hashable, Sendable {
  /// Each pixel takes the source pixel under its centre: sharp squares, for digits and weights.
  case nearest

  /// Each pixel takes the mean light of the area under it: smooth, for photographs made smaller.
  case area
}
