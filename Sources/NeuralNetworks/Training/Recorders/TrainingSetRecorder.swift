/// `training_set_loss` (mean) and `training_set_error` after each epoch, dropout off.
///
/// What ``TrainingRecorder`` keeps is gathered while the parameters move; this is what those at the end of the
/// epoch make of the training set, as ``ValidationRecorder`` says it of the validation set. It costs a forward
/// pass for each example.
public struct TrainingSetRecorder: Recorder {
  public init() {}

  public var name: String { "training-set" }

  public func description(of series: String) -> SeriesDescription? {
    switch series {
    case "training_set_loss":
      SeriesDescription(
        meaning: "mean loss of the training examples after the epoch, dropout off",
        unit: "loss per example")
    case "training_set_error":
      SeriesDescription(
        meaning: "share of the training examples classified wrongly after the epoch, dropout off")
    default: nil
    }
  }

  public var readsOutputs: Bool { false }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool { false }

  public mutating func epochEnded(
    _ epoch: EpochContext, network: inout Network, history: inout History
  ) {
    let evaluation = network.evaluateChecked(epoch.training, loss: epoch.loss)
    history.append(evaluation.meanLoss, to: "training_set_loss")
    history.append(evaluation.error, to: "training_set_error")
  }
}
