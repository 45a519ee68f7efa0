import Artifacts

/// The names of the values that evaluations hold, so that a table may ask for one that only some of
/// its rows have.
enum EvaluationValues {
  static let loss = "loss"
  static let lossSum = "loss_sum"
  static let accuracy = "accuracy"
  static let error = "error"
  static let examples = "examples"
  static let passes = "passes"

  static let names = [loss, lossSum, accuracy, error, examples, passes]
}
