/// From one rate at the first step in a straight line to another at the last; it may rise.
public struct LinearSchedule: Schedule, Equatable {
  public let start: Double
  public let end: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(from start: Double, to end: Double) throws(NeuralNetworkError) {
    self.start = try checkedRate(start, of: "linear schedule", as: "from")
    self.end = try checkedRate(end, of: "linear schedule", as: "to")
  }

  public func rate(at position: SchedulePosition) -> Double {
    // Written so that both ends are met exactly.
    start * (1 - position.progress) + end * position.progress
  }
}
