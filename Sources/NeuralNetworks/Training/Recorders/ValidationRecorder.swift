/// `validation_loss` (mean) and `validation_error` after each epoch, dropout off; nothing without
/// validation examples.
public struct ValidationRecorder: Recorder {
  public init() {}

  public var name: String { "validation" }

  public mutating func epochEnded(
    _ epoch: EpochContext, network: inout Network, history: inout History
  ) {
    guard let validation = epoch.validation else { return }
    let evaluation = network.evaluateChecked(validation, loss: epoch.loss)
    history.append(evaluation.meanLoss, to: "validation_loss")
    history.append(evaluation.error, to: "validation_error")
  }
}
