import Tensors

/// From one rate at the first step along half a cosine to another at the last (I. Loshchilov,
/// F. Hutter, "SGDR", 2017, equation 5, without restarts).
public struct CosineSchedule: Schedule, Equatable {
  public let start: Double
  public let end: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(from start: Double, to end: Double = 0) throws(NeuralNetworkError) {
    self.start = try checkedRate(start, of: "cosine schedule", as: "from")
    self.end = try checkedRate(end, of: "cosine schedule", as: "to")
  }

  /// The cosine is that of the arithmetic contract, the same on every machine.
  public func rate(at position: SchedulePosition) -> Double {
    end + 0.5 * (start - end) * (1 + Elementary.cosine(turns: 0.5 * position.progress))
  }
}
