/// `rate (1 - decay t)` at step t, counted from zero, and never below zero. With a negative decay the rate
/// grows.
public struct LinearDecaySchedule: Schedule, Equatable {
  public let rate: Double
  /// For one step.
  public let decay: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(rate: Double, decay: Double) throws(NeuralNetworkError) {
    self.rate = try checkedRate(rate, of: "linear-decay schedule")
    guard decay.isFinite else {
      throw .outOfRange(
        what: "linear-decay schedule", parameter: "decay", found: decay, allowed: "finite")
    }
    self.decay = decay
  }

  public func rate(at position: SchedulePosition) -> Double {
    let factor = 1 - decay * Double(position.step)
    return factor > 0 ? rate * factor : 0
  }
}
