import Tensors

/// Trains a network: epochs of mini-batches in a seeded order.
///
/// A trainer is a value that stands between two steps. ``state()`` can be taken at any such moment,
/// and ``restore(_:)`` puts another trainer of the same configuration there.
public struct Trainer: Sendable {
  public let configuration: TrainingConfiguration
  public let training: LabelledExamples
  public let validation: LabelledExamples?
  public internal(set) var network: Network
  public internal(set) var history = History()
  /// Epochs completed.
  public internal(set) var epoch = 0
  /// Batches of the current epoch that are done.
  public internal(set) var batch = 0
  /// Steps taken over all epochs.
  public internal(set) var step = 0
  /// Set once the training can go no further.
  public internal(set) var outcome: TrainingOutcome?

  /// So many that no step count overflows.
  private static let mostEpochs = 1 << 30

  let batches: BatchSchedule
  var optimizer: any Optimizer
  var recorders: [any Recorder]
  /// The order of the current epoch; empty until its first step.
  var order: [Int32] = []
  private var labels: Tensor<Int32>
  private var losses: Tensor<Float>
  private var predictions: Tensor<Int32>

  /// Makes the network with its initial parameters.
  ///
  /// - Throws: a ``NeuralNetworkError`` for examples that do not fit the model, or settings out of
  ///   range; nothing is trained then.
  public init(
    _ model: Model, configuration: TrainingConfiguration, training: LabelledExamples,
    validation: LabelledExamples? = nil, context: ComputeContext
  ) throws(NeuralNetworkError) {
    guard (0...Self.mostEpochs).contains(configuration.epochs) else {
      throw .outOfRange(
        what: "training", parameter: "epochs", found: Double(configuration.epochs),
        allowed: "between 0 and \(Self.mostEpochs)")
    }
    try training.check(against: model)
    try validation?.check(against: model)
    batches = try BatchSchedule(
      exampleCount: training.count, batchSize: configuration.batchSize, seed: configuration.seed)
    network = try Network(
      model, seed: configuration.seed, batchCapacity: batches.batchSize, context: context,
      keepsOutputs: model.needsUnitVariance
        || configuration.recorders.contains(where: \.readsOutputs))
    if model.needsUnitVariance {
      network.scaleToUnitVariance(
        training, at: batches.order(ofEpoch: 0)[batches.range(ofBatch: 0)])
    }
    try network.parameters.setRateFactors(configuration.rateFactors)
    self.configuration = configuration
    self.training = training
    self.validation = validation
    optimizer = configuration.optimizer
    optimizer.prepare(for: network.parameters)
    recorders = configuration.recorders
    labels = Tensor(zeros: Shape([network.lanes]))
    losses = Tensor(zeros: [network.lanes])
    predictions = Tensor(zeros: [network.lanes])
    try prepareRecorders()
  }

  /// Lets the recorders begin to watch where the training stands.
  mutating func prepareRecorders() throws(NeuralNetworkError) {
    let start = RecordingStart(
      network: network, training: training, validation: validation, step: step,
      stepsPerEpoch: batches.stepsPerEpoch)
    for index in recorders.indices { try recorders[index].prepare(for: start) }
  }

  /// What a series of the history means; `nil` for one that no recorder writes.
  public func description(of series: String) -> SeriesDescription? {
    for recorder in recorders {
      if let description = recorder.description(of: series) { return description }
    }
    return nil
  }

  /// Trains until the last epoch, a divergence, or a hook that stops.
  ///
  /// - Parameters:
  ///   - onStep: called after each step; the place to show progress or to stop at once.
  ///   - onEpoch: called after each epoch, once its entries are in the history: the place to save
  ///     the state.
  /// - Returns: how it ended. A training that has ended before returns at once.
  /// - Throws: what a hook throws; the trainer stands after the step it was called for.
  public mutating func run<Failure: Error>(
    onStep: (StepReport, Trainer) throws(Failure) -> TrainingDecision,
    onEpoch: (Trainer) throws(Failure) -> TrainingDecision
  ) throws(Failure) -> TrainingOutcome {
    while true {
      if let outcome { return outcome }
      if epoch == configuration.epochs {
        outcome = .completed
        continue
      }
      guard let report = takeStep() else { continue }
      var decision = try onStep(report, self)
      if batch == batches.stepsPerEpoch {
        endEpoch()
        if try onEpoch(self) == .stop { decision = .stop }
      }
      // An end that was reached is not made undone by a wish to stop.
      if decision == .stop, outcome == nil, epoch < configuration.epochs { return .stopped }
    }
  }

  /// Trains to the end without hooks.
  public mutating func run() -> TrainingOutcome {
    run(onStep: { _, _ in .proceed }, onEpoch: { _ in .proceed })
  }

  /// One batch forward, backward and into the parameters; `nil` when its loss is not finite, which
  /// ends the training before the update.
  private mutating func takeStep() -> StepReport? {
    if order.isEmpty { order = batches.order(ofEpoch: epoch) }
    let places = order[batches.range(ofBatch: batch)]
    let pass = Pass(batch: places.count, mode: .training(step: step))
    network.load(training, at: places)
    training.gatherLabels(at: places, into: &labels)
    network.forward(pass)
    network.evaluate(configuration.loss, of: pass, labels: labels, losses: &losses)
    let context = network.context
    let lossSum = Double(context.sum(losses, range: 0..<places.count))
    guard lossSum.isFinite else {
      outcome = .diverged(
        step: step + 1, loss: lossSum.isNaN ? .nan : lossSum / Double(places.count))
      return nil
    }
    context.argmax(network.output, batch: places.count, into: &predictions)
    let correct = (0..<places.count).count { predictions[flat: $0] == labels[flat: $0] }
    let rate = configuration.schedule.rate(
      at: SchedulePosition(
        step: step, epoch: epoch, stepsPerEpoch: batches.stepsPerEpoch,
        epochs: configuration.epochs))
    optimizer.beginStep()
    step += 1
    let keepsGradients = recorders.contains {
      $0.readsParameterGradients(afterStep: step, stepsPerEpoch: batches.stepsPerEpoch)
    }
    network.backward(
      pass, moving: &optimizer, rate: rate, keepsGradients: keepsGradients)
    batch += 1
    let report = StepReport(
      step: step, epoch: epoch + 1, batch: batch, batchesPerEpoch: batches.stepsPerEpoch,
      count: places.count, lossSum: lossSum, correct: correct, rate: rate)
    for index in recorders.indices {
      recorders[index].stepEnded(report, network: network, history: &history)
    }
    return report
  }

  /// Lets the recorders write and looks at the parameters: a NaN among them can hide from the loss
  /// behind a ReLU, which makes zero of it.
  private mutating func endEpoch() {
    epoch += 1
    batch = 0
    order = []
    let epochContext = EpochContext(
      epoch: epoch, step: step, loss: configuration.loss, training: training,
      validation: validation)
    for index in recorders.indices {
      recorders[index].epochEnded(epochContext, network: &network, history: &history)
    }
    if !network.parameters.values.allSatisfy({ network.context.allFinite($0) }) {
      outcome = .diverged(step: step, loss: history["train_loss"].last ?? .nan)
    } else if epoch == configuration.epochs {
      outcome = .completed
    }
  }
}
