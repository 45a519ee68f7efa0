import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Trains a network and records how it went.
struct TrainStage: Stage {
  static let declaration = StageDeclaration(
    name: "train", version: 3,
    summary: "Trains a network; keeps its parameters and the history of the training.",
    inputs: [InputSlot("data", accepts: ["data"], help: "normalised training examples")],
    produces: "model", outputs: ["model"],
    parameters: [
      DescribedNetwork.modelField(.required),
      DescribedNetwork.initializerField,
      ParameterField(
        "loss", .choice(Losses.names), .defaulted(.string(CrossEntropy.name)),
        help: "what is made small"),
      ParameterField(
        "optimizer", OptimizerParameters.type, .required, help: "how the parameters move"),
      ParameterField(
        "rates", .map(of: .number(NumberRange(minimum: 0))), .defaulted([:]),
        help: "factors of the rate by layer name, such as {\"dense1\": 0.1}"),
      ParameterField(
        "record", RecorderParameters.type, .defaulted([]),
        help: "what the history holds besides loss and error"),
      ParameterField(
        "batch", .integer(IntegerRange(minimum: 1, maximum: 1 << 20)), .required,
        help: "examples in a batch"),
      ParameterField(
        "epochs", .integer(IntegerRange(minimum: 0, maximum: 1_000_000_000)), .required,
        help: "how often the training set is gone through"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1),
        help: "of parameters, order and masks"),
    ])

  private let network: DescribedNetwork
  private let ratesLocation: SourceLocation
  private let loss: any Loss
  private let optimizer: any Optimizer
  private let rateFactors: [String: Double]
  private let schedule: any Schedule
  private let recorders: [any Recorder]
  private let batch: Int
  private let epochs: Int
  private let seed: UInt64

  init(_ parameters: Parameters) throws(SpecificationError) {
    network = try DescribedNetwork(parameters)
    ratesLocation = parameters.location(of: ["rates"])
    do {
      loss = try Losses.named(parameters.string("loss"))
    } catch {
      throw parameters.error("\(error)", at: "loss")
    }
    rateFactors = (parameters["rates"]?.objectValue ?? [:]).reduce(into: [:]) {
      $0[$1.name] = $1.value.doubleValue
    }
    do {
      (optimizer, schedule) = try OptimizerParameters.make(parameters["optimizer"] ?? .null)
    } catch {
      throw parameters.error("\(error)", at: "optimizer")
    }
    recorders = try RecorderParameters.recorders(parameters.list("record")) { index in
      parameters.location(of: ["record", .index(index)])
    }
    batch = parameters.integer("batch")
    epochs = parameters.integer("epochs")
    seed = UInt64(parameters.integer("seed"))
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    guard let model = try network.model(for: DataForecast(inputs["data"]?.first)) else {
      return .unknown
    }
    let trained = model.layers.filter { !$0.parameters.isEmpty }.map(\.name)
    for layer in rateFactors.keys.sorted() where !trained.contains(layer) {
      let error = NeuralNetworkError.unknown(
        kind: "layer with parameters", name: layer, known: trained)
      throw SpecificationError("\(error)", at: ratesLocation)
    }
    return .unknown
  }

  /// The network for examples of a shape.
  ///
  /// - Throws: an error that points at the layer that does not fit.
  func model(for exampleShape: Shape) throws(SpecificationError) -> Model {
    try network.model(for: exampleShape)
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let data = try DataParts(context.input("data"))
    let training = try data.requiredExamples("train")
    let model = try Model(network.layers, inputShape: training.exampleShape)
    var trainer = try Trainer(
      model,
      configuration: TrainingConfiguration(
        loss: loss, optimizer: optimizer, schedule: schedule, rateFactors: rateFactors,
        batchSize: batch, epochs: epochs, seed: seed,
        recorders: [TrainingRecorder(), ValidationRecorder()] + recorders),
      training: training, validation: try data.examples("validation"), context: context.compute)
    if let checkpoint = try context.checkpoints.load() {
      // A checkpoint lies under the key of this very training. One that does not fit was damaged:
      // the training then starts over, and gives the same bits.
      try? trainer.restore(TrainingState(checkpoint))
    }
    let outcome = try train(&trainer, in: context)
    if case .diverged = outcome { context.tell(StageMessage(.warning, "\(outcome)")) }
    return ["model": .tensors(try bundle(trainer, outcome, model, data))]
  }

  private func train(
    _ trainer: inout Trainer, in context: StageContext
  ) throws -> TrainingOutcome {
    let clock = ContinuousClock()
    var lastCheckpoint = clock.now
    let examples = trainer.training.count
    return try trainer.run { (step, trainer) throws(any Error) -> TrainingDecision in
      let done = (step.epoch - 1) * examples + min(step.batch * batch, examples)
      let loss = DecimalText.fixed(step.lossSum / Double(step.count), digits: 4)
      context.report(
        StageProgress(
          fraction: Double(done) / Double(max(1, epochs * examples)),
          message: "epoch \(step.epoch)/\(epochs), loss \(loss)",
          amount: Double(done), unit: "examples"))
      guard context.isCancelled() else { return .proceed }
      try context.checkpoints.save(trainer.state().bundle)
      throw CancellationError()
    } onEpoch: { (trainer) throws(any Error) -> TrainingDecision in
      // Often enough that a kill costs little, seldom enough that short epochs are not slowed.
      if lastCheckpoint.duration(to: clock.now) > Self.checkpointInterval {
        try context.checkpoints.save(trainer.state().bundle)
        lastCheckpoint = clock.now
      }
      return .proceed
    }
  }

  private static let checkpointInterval = Duration.seconds(2)

  private func bundle(
    _ trainer: Trainer, _ outcome: TrainingOutcome, _ model: Model, _ data: DataParts
  ) throws -> TensorBundle {
    var bundle = TensorBundle()
    for (name, tensor) in trainer.network.exportParameters() {
      bundle.set(
        "parameters/\(name)", .float32(tensor), attributes: ["meaning": .string("learned")])
    }
    for series in trainer.history.series {
      let description = trainer.description(of: series.name)
      let item = description?.itemShape ?? (series.width == 1 ? [] : [series.width])
      bundle.set(
        "history/\(series.name)",
        .float64(Tensor(shape: Shape([series.count] + item), elements: series.values)),
        attributes: [
          "meaning": .string(description?.meaning ?? "recorded in training"),
          "unit": .string(description?.unit ?? "1"),
        ])
    }
    // Figures need the numbers of the epochs beside what was measured in them.
    let epochs = (0..<trainer.history["train_loss"].count).map { Double($0 + 1) }
    bundle.set(
      "history/epoch", .float64(Tensor(shape: Shape([epochs.count]), elements: epochs)),
      attributes: [
        "meaning": .string("number of the epoch, from 1"), "unit": .string("epochs"),
      ])
    bundle.setAttribute(ModelAttribute.model, .string(try network.json.canonicalText()))
    bundle.setAttribute(
      ModelAttribute.inputShape, .integers(model.inputShape.dimensions.map(Int64.init)))
    bundle.setAttribute(ModelAttribute.outcome, .string(outcome.description))
    bundle.setAttribute(ModelAttribute.batch, .integer(Int64(batch)))
    bundle.setAttribute(ModelAttribute.loss, .string(type(of: loss).name))
    if let name = data.name { bundle.setAttribute(DataAttribute.dataset, .string(name)) }
    return bundle
  }
}
