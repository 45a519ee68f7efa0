/// How a training ended.
public enum TrainingOutcome: Equatable, Sendable {
  /// All epochs were gone through.
  case completed
  /// The loss of a step, counted from one, or a parameter at the end of an epoch was not finite.
  /// The loss is that of the step; a NaN has its one canonical bit pattern.
  case diverged(step: Int, loss: Double)
  /// A hook asked to stop; the training can go on from its state.
  case stopped

  /// `diverged(nan) == diverged(nan)`: losses are compared by their bits.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.completed, .completed), (.stopped, .stopped):
      true
    case (.diverged(let leftStep, let leftLoss), .diverged(let rightStep, let rightLoss)):
      leftStep == rightStep && leftLoss.bitPattern == rightLoss.bitPattern
    default:
      false
    }
  }
}

extension TrainingOutcome: CustomStringConvertible {
  public var description: String {
    switch self {
    case .completed: "completed"
    case .diverged(let step, let loss): "diverged at step \(step) (loss \(loss))"
    case .stopped: "stopped"
    }
  }
}

/// What a hook wants to happen next.
public enum TrainingDecision: Equatable, Sendable {
  case proceed
  case stop
}
