/// How values are spread along an axis.
public enum Scale: Hashable, Sendable {
  case linear
  /// By decimal logarithm; only positive values can be shown.
  case log10

  /// Whether a finite value has a place on the axis.
  func canShow(_ value: Double) -> Bool {
    switch self {
    case .linear: true
    case .log10: value > 0
    }
  }

  /// The coordinate that grows evenly along the axis.
  func coordinate(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .log10: DecimalPowers.log10(value)
    }
  }
}
