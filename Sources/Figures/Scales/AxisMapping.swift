/// From values to logical pixels along one axis.
public struct AxisMapping: Hashable, Sendable {
  public let scale: Scale

  /// The coordinates (values, or their logarithms) at `start` and `end`.
  let low: Double
  let high: Double

  /// Logical pixels at `low` and `high`.
  public let start: Double
  public let end: Double

  /// Where a value lies, in logical pixels; the value must be one that the scale can show.
  public func position(_ value: Double) -> Double {
    position(coordinate: scale.coordinate(value))
  }

  func position(coordinate: Double) -> Double {
    start + (coordinate - low) / (high - low) * (end - start)
  }
}
