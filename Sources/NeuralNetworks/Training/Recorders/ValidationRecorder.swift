/// `validation_loss` (mean) and `validation_error` after each epoch, dropout off; nothing without
/// validation examples.
public struct ValidationRecorder: Recorder {
  public init() {}

  public var name: String { "validation" }

  public func description(of series: String) -> SeriesDescription? {
    switch series {
    case "validation_loss":
      SeriesDescription(
        meaning: "mean loss of the validation examples after the epoch, dropout off",
        unit: "loss per example")
    case "validation_error":
      SeriesDescription(meaning: "share of the validation examples classified wrongly")
    default: nil
    }
  }

  public var readsOutputs: Bool { false }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool { false }

  public mutating func epochEnded(
    _ epoch: EpochContext, network: inout Network, history: inout History
  ) {
    guard let validation = epoch.validation else { return }
    let evaluation = network.evaluateChecked(validation, loss: epoch.loss)
    history.append(evaluation.meanLoss, to: "validation_loss")
    history.append(evaluation.error, to: "validation_error")
  }
}
