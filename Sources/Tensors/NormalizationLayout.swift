/// How the activations lie that are normalised, before and after.
public enum NormalizationLayout: Equatable, Sendable {
  /// A channel is summed over the pixels of the batch.
  case images(input: ImageLayout, output: ImageLayout)
  /// Feature-major; a channel is a feature, summed over the examples.
  case features(Int)

  public var channels: Int {
    switch self {
    case .images(let layout, _): layout.channels
    case .features(let features): features
    }
  }

  /// Numbers per channel in a batch.
  public func population(batch: Int) -> Int {
    switch self {
    case .images(let layout, _): batch * layout.height * layout.width
    case .features: batch
    }
  }
}
