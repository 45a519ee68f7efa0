/// How the step size of the optimiser changes over the training.
///
/// Another schedule is another file in this folder.
public protocol Schedule: Sendable {
  /// The rate of the step at `position`.
  func rate(at position: SchedulePosition) -> Double
}

/// Where a training stands when a step is about to be taken.
public struct SchedulePosition: Equatable, Sendable {
  /// Steps taken before, over all epochs.
  public var step: Int
  /// Epochs completed before.
  public var epoch: Int
  public var stepsPerEpoch: Int
  public var epochs: Int

  public init(step: Int, epoch: Int, stepsPerEpoch: Int, epochs: Int) {
    self.step = step
    self.epoch = epoch
    self.stepsPerEpoch = stepsPerEpoch
    self.epochs = epochs
  }

  /// 0 at the first step, 1 at the last; 0 when there is only one.
  public var progress: Double {
    let last = stepsPerEpoch * epochs - 1
    return last > 0 ? Double(step) / Double(last) : 0
  }
}

/// The check that all schedules share.
func checkedRate(
  _ rate: Double, of schedule: String, as parameter: String = "rate"
) throws(NeuralNetworkError) -> Double {
  guard rate >= 0, rate.isFinite else {
    throw .outOfRange(
      what: schedule, parameter: parameter, found: rate, allowed: "finite and not negative")
  }
  return rate
}
