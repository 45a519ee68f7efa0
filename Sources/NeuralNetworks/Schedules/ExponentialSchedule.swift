/// `rate factor^e` in epoch e, counted from zero.
public struct ExponentialSchedule: Schedule, Equatable {
  public let rate: Double
  public let factor: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(rate: Double, factor: Double) throws(NeuralNetworkError) {
    self.rate = try checkedRate(rate, of: "exponential schedule")
    self.factor = try checkedRate(factor, of: "exponential schedule", as: "factor")
  }

  /// The power is a product of its factors in order, so no library function takes part.
  public func rate(at position: SchedulePosition) -> Double {
    var rate = rate
    for _ in 0..<position.epoch { rate *= factor }
    return rate
  }
}
