import Tensors

/// `rate factor^k` in the k-th stretch of `epochs` epochs.
public struct StepSchedule: Schedule, Equatable {
  public let rate: Double
  public let factor: Double
  /// The length of a stretch.
  public let epochs: Int

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(rate: Double, factor: Double, every epochs: Int) throws(NeuralNetworkError) {
    self.rate = try checkedRate(rate, of: "step schedule")
    self.factor = try checkedRate(factor, of: "step schedule", as: "factor")
    guard epochs > 0 else {
      throw .outOfRange(
        what: "step schedule", parameter: "every", found: Double(epochs), allowed: "positive")
    }
    self.epochs = epochs
  }

  public func rate(at position: SchedulePosition) -> Double {
    rate * Elementary.power(factor, position.epoch / epochs)
  }
}
