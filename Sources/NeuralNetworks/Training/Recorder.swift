/// Watches a training and writes into its history.
///
/// A new recorder is one file in the folder `Recorders`. A training without recorders pays nothing for
/// them.
public protocol Recorder: Sendable {
  /// Names what is kept between steps in a saved state. No two recorders of a training have one name.
  var name: String { get }

  /// What has been gathered since the epoch began, so that a training may be interrupted anywhere.
  /// Recorders that gather nothing have nothing here.
  var gathered: [Double] { get set }

  /// Before the first step, and again where a restored training goes on.
  ///
  /// - Throws: a ``NeuralNetworkError`` for settings that do not fit the network.
  mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError)

  /// Whether the recorder looks at the outputs of single layers or their gradients, of its own copies of the
  /// network too.
  var readsOutputs: Bool { get }

  /// Whether ``stepEnded(_:network:history:)`` looks at the gradients of the parameters; a step that nobody
  /// looks at need not write them down.
  func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool

  /// After the update of each step; the network still holds the batch's activations and their gradients, and
  /// those of the parameters where they are asked for.
  mutating func stepEnded(_ step: StepReport, network: Network, history: inout History)

  /// After the last step of each epoch. The network may be run; its parameters stay.
  mutating func epochEnded(_ epoch: EpochContext, network: inout Network, history: inout History)

  /// What a series means, if it is one of this recorder's.
  func description(of series: String) -> SeriesDescription?
}

extension Recorder {
  public var gathered: [Double] {
    get { [] }
    set {}
  }

  public var readsOutputs: Bool { true }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool { true }

  public mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {}

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {}

  public mutating func epochEnded(
    _ epoch: EpochContext, network: inout Network, history: inout History
  ) {}

  public func description(of series: String) -> SeriesDescription? { nil }
}

/// Where a training stands when its recorders begin to watch.
public struct RecordingStart: Sendable {
  public let network: Network
  public let training: LabelledExamples
  public let validation: LabelledExamples?
  /// Steps taken before.
  public let step: Int
  public let stepsPerEpoch: Int
}

/// One step that was taken.
public struct StepReport: Equatable, Sendable {
  /// Counted from one, over all epochs.
  public let step: Int
  /// Counted from one.
  public let epoch: Int
  /// The number of this batch in its epoch, counted from one.
  public let batch: Int
  public let batchesPerEpoch: Int
  /// Examples in the batch.
  public let count: Int
  /// The sum of the examples' losses before the update, dropout on.
  public let lossSum: Double
  /// How many examples were classified correctly before the update, dropout on.
  public let correct: Int
  /// The rate of this step.
  public let rate: Double
}

/// What a recorder may use at the end of an epoch.
public struct EpochContext: Sendable {
  /// Counted from one.
  public let epoch: Int
  /// Steps taken over all epochs.
  public let step: Int
  public let loss: any Loss
  public let training: LabelledExamples
  public let validation: LabelledExamples?
}
