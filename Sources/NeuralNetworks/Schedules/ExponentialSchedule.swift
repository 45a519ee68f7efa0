import Tensors

/// `rate factor^e` in epoch e, counted from zero.
public struct ExponentialSchedule: Schedule, Equatable {
  public let rate: Double
  public let factor: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(rate: Double, factor: Double) throws(NeuralNetworkError) {
    self.rate = try checkedRate(rate, of: "exponential schedule")
    self.factor = try checkedRate(factor, of: "exponential schedule", as: "factor")
  }

  public func rate(at position: SchedulePosition) -> Double {
    rate * Elementary.power(factor, position.epoch)
  }
}
