/// `train_loss` and `train_error` of each epoch: means over its examples as they were seen, each
/// before the update of its step, with dropout on.
public struct TrainingRecorder: Recorder {
  private var lossSum = 0.0
  private var wrong = 0
  private var count = 0

  public init() {}

  public var name: String { "training" }

  public var gathered: [Double] {
    get { [lossSum, Double(wrong), Double(count)] }
    set {
      guard newValue.count == 3 else { return }
      lossSum = newValue[0]
      // Counts are far below 2^53, where doubles are exact.
      wrong = Int(exactly: newValue[1]) ?? 0
      count = Int(exactly: newValue[2]) ?? 0
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    switch series {
    case "train_loss":
      SeriesDescription(
        meaning:
          "mean loss of the epoch's examples, each before the update of its step, dropout on",
        unit: "loss per example")
    case "train_error":
      SeriesDescription(
        meaning: "share of the epoch's examples classified wrongly before the update of their step")
    default: nil
    }
  }

  public var readsOutputs: Bool { false }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool { false }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    lossSum += step.lossSum
    wrong += step.count - step.correct
    count += step.count
  }

  public mutating func epochEnded(
    _ epoch: EpochContext, network: inout Network, history: inout History
  ) {
    history.append(lossSum / Double(count), to: "train_loss")
    history.append(Double(wrong) / Double(count), to: "train_error")
    self = TrainingRecorder()
  }
}
