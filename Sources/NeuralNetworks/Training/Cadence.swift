/// How often a recorder writes.
public enum Cadence: Equatable, Sendable {
  /// After the last step of each epoch.
  case everyEpoch
  /// After every n-th step, counted over all epochs.
  case everySteps(Int)

  /// - Parameter step: counted from one, over all epochs.
  func isDue(afterStep step: Int, stepsPerEpoch: Int) -> Bool {
    switch self {
    case .everyEpoch: step.isMultiple(of: stepsPerEpoch)
    case .everySteps(let count): step.isMultiple(of: count)
    }
  }

  /// The first step that is due, counted from one.
  func firstStep(stepsPerEpoch: Int) -> Int {
    switch self {
    case .everyEpoch: stepsPerEpoch
    case .everySteps(let count): count
    }
  }

  /// The check that all recorders share.
  ///
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for a number of steps that
  ///   is not positive.
  func checked(for recorder: String) throws(NeuralNetworkError) -> Cadence {
    if case .everySteps(let count) = self, count < 1 {
      throw .outOfRange(
        what: "recorder \(recorder)", parameter: "every", found: Double(count),
        allowed: "positive")
    }
    return self
  }
}
