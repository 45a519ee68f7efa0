/// The same rate throughout.
public struct ConstantSchedule: Schedule, Equatable {
  public let rate: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for a rate that is
  ///   negative or not finite.
  public init(rate: Double) throws(NeuralNetworkError) {
    self.rate = try checkedRate(rate, of: "constant schedule")
  }

  public func rate(at position: SchedulePosition) -> Double { rate }
}
