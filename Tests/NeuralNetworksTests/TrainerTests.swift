import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct TrainerTests {
  static func model(features: Int = 12, classes: Int = 5) throws -> Model {
    try Model(
      [
        Dense(units: 33), ActivationSpecification(ReLU()), Dropout(0.25), Dense(units: 20),
        ActivationSpecification(Tanh()), Dense(units: classes),
      ], inputShape: Shape([features]))
  }

  static func configuration(
    epochs: Int = 4, batchSize: Int = 30, rate: Double = 0.1, seed: UInt64 = 1
  ) throws -> TrainingConfiguration {
    TrainingConfiguration(
      optimizer: try Momentum(0.9, weightDecay: WeightDecay(1e-4)),
      schedule: try LinearSchedule(from: rate, to: rate / 10), batchSize: batchSize, epochs: epochs,
      seed: seed)
  }

  static func trainer(
    epochs: Int = 4, batchSize: Int = 30, rate: Double = 0.1, seed: UInt64 = 1,
    context: ComputeContext? = nil
  ) throws -> Trainer {
    try Trainer(
      model(),
      configuration: configuration(
        epochs: epochs, batchSize: batchSize, rate: rate, seed: seed),
      training: clusters(count: 200, features: 12, classes: 5),
      validation: clusters(count: 77, features: 12, classes: 5, seed: 8),
      context: context ?? testContext())
  }

  @Test("a network learns to tell clusters apart")
  func learning() throws {
    var trainer = try Self.trainer(epochs: 12)
    #expect(trainer.run() == .completed)
    let losses = trainer.history["train_loss"]
    #expect(losses.count == 12)
    #expect(trainer.history["validation_error"].count == 12)
    // Untrained, the loss is about log(5) = 1.6.
    #expect(losses[0] > losses[11])
    #expect(trainer.history["validation_loss"][11] < 0.3)
    #expect(trainer.history["validation_error"][11] < 0.05)
  }

  @Test("the recorded losses and errors are those of the evaluation and of the steps")
  func recorded() throws {
    var trainer = try Self.trainer(epochs: 1)
    var sum = 0.0
    var wrong = 0
    var counts: [Int] = []
    let outcome = trainer.run(
      onStep: { report, _ in
        sum += report.lossSum
        wrong += report.count - report.correct
        counts.append(report.count)
        return .proceed
      }, onEpoch: { _ in .proceed })
    #expect(outcome == .completed)
    #expect(counts == [30, 30, 30, 30, 30, 30, 20])
    #expect(trainer.history["train_loss"] == [sum / 200])
    #expect(trainer.history["train_error"] == [Double(wrong) / 200])
    var network = trainer.network
    let evaluation = try network.evaluate(#require(trainer.validation))
    #expect(trainer.history["validation_loss"] == [evaluation.meanLoss])
    #expect(trainer.history["validation_error"] == [evaluation.error])
  }

  @Test("stopped after any step and restored, a training ends with the same bits")
  func resume() throws {
    var whole = try Self.trainer()
    #expect(whole.run() == .completed)
    for stop in [1, 6, 7, 8, 20, 27] {
      var first = try Self.trainer()
      let outcome = first.run(
        onStep: { report, _ in report.step == stop ? .stop : .proceed },
        onEpoch: { _ in .proceed })
      #expect(outcome == .stopped)
      #expect(first.step == stop)
      var second = try Self.trainer()
      try second.restore(first.state())
      #expect(second.run() == .completed)
      #expect(second.state() == whole.state())
      #expect(
        bits(second.network.exportParameters()) == bits(whole.network.exportParameters()))
    }
  }

  @Test("every optimiser goes on from a checkpoint with the same bits, layers' own rates included")
  func resumeOptimizers() throws {
    let optimizers: [any Optimizer] = [
      GradientDescent(), try Momentum(0.9, nesterov: true),
      try Adam(weightDecay: WeightDecay(0.01)),
      try Adam(weightDecay: WeightDecay(0.01, kind: .decoupled)),
    ]
    for optimizer in optimizers {
      var configuration = try Self.configuration(epochs: 2, rate: 0.01)
      configuration.optimizer = optimizer
      configuration.rateFactors = ["dense1": 0.1, "dense3": 0]
      let examples = try clusters(count: 100, features: 12, classes: 5)
      func trainer() throws -> Trainer {
        try Trainer(
          Self.model(), configuration: configuration, training: examples, context: testContext())
      }
      var whole = try trainer()
      let before = whole.network.exportParameters()
      #expect(whole.run() == .completed)
      #expect(whole.network.exportParameters()["dense3/weight"] == before["dense3/weight"])
      #expect(whole.network.exportParameters()["dense1/weight"] != before["dense1/weight"])
      var first = try trainer()
      _ = first.run(
        onStep: { report, _ in report.step == 5 ? .stop : .proceed }, onEpoch: { _ in .proceed })
      var second = try trainer()
      try second.restore(first.state())
      #expect(second.run() == .completed)
      #expect(second.state() == whole.state())
      var state = first.state()
      if optimizer is Adam {
        state.doubles["optimizer"] = nil
        #expect(throws: NeuralNetworkError.missingTensor(name: "optimizer")) {
          try second.restore(state)
        }
      }
    }
  }

  @Test("a state taken in a hook is not touched by the steps after it")
  func stateIsAValue() throws {
    var states: [TrainingState] = []
    var trainer = try Self.trainer()
    _ = trainer.run(
      onStep: { _, _ in .proceed },
      onEpoch: { trainer in
        states.append(trainer.state())
        return .proceed
      })
    #expect(states.count == 4)
    #expect(states.last == trainer.state())
    var again = try Self.trainer()
    try again.restore(states[1])
    #expect(again.epoch == 2)
    #expect(again.run() == .completed)
    #expect(again.state() == trainer.state())
  }

  @Test("a completed training goes on when more epochs are asked for")
  func extend() throws {
    func trainer(epochs: Int) throws -> Trainer {
      var configuration = try Self.configuration(epochs: epochs)
      configuration.schedule = try ConstantSchedule(rate: 0.1)
      return try Trainer(
        Self.model(), configuration: configuration,
        training: clusters(count: 100, features: 12, classes: 5), context: testContext())
    }
    var short = try trainer(epochs: 2)
    #expect(short.run() == .completed)
    var long = try trainer(epochs: 5)
    try long.restore(short.state())
    #expect(long.run() == .completed)
    var whole = try trainer(epochs: 5)
    _ = whole.run()
    #expect(long.state() == whole.state())
    #expect(throws: NeuralNetworkError.self) { try short.restore(whole.state()) }
  }

  @Test("a hook's error leaves the trainer after the step it was called for")
  func hookError() throws {
    struct DiskFull: Error {}
    var trainer = try Self.trainer()
    #expect(throws: DiskFull.self) {
      _ = try trainer.run(
        onStep: { (_: StepReport, _: Trainer) throws(DiskFull) -> TrainingDecision in .proceed },
        onEpoch: { (trainer: Trainer) throws(DiskFull) -> TrainingDecision in
          if trainer.epoch == 2 { throw DiskFull() }
          return .proceed
        })
    }
    #expect(trainer.epoch == 2)
    #expect(trainer.run() == .completed)
    var whole = try Self.trainer()
    _ = whole.run()
    #expect(whole.state() == trainer.state())
  }

  @Test("another seed gives another network; the same one the same bits")
  func seeds() throws {
    var one = try Self.trainer(epochs: 1)
    var same = try Self.trainer(epochs: 1)
    var other = try Self.trainer(epochs: 1, seed: 2)
    _ = one.run()
    _ = same.run()
    _ = other.run()
    #expect(one.state() == same.state())
    #expect(one.network.exportParameters() != other.network.exportParameters())
  }

  @Test("a loss that is not finite ends the training as an outcome, with the step")
  func divergence() throws {
    var trainer = try Self.trainer(rate: 1e30)
    guard case .diverged(let step, let loss) = trainer.run() else {
      Issue.record("it did not diverge")
      return
    }
    #expect((2...10).contains(step))
    #expect(!loss.isFinite)
    #expect(trainer.step == step - 1)
    #expect(trainer.run() == .diverged(step: step, loss: loss))
    var restored = try Self.trainer(rate: 1e30)
    try restored.restore(trainer.state())
    #expect(restored.run() == .diverged(step: step, loss: loss))
  }

  @Test("a parameter that is not finite is found even where no loss shows it")
  func hiddenDivergence() throws {
    // The NaN of dense1 becomes 0 in the ReLU.
    let model = try Model(
      [Dense(units: 4), ActivationSpecification(ReLU()), Dense(units: 5)], inputShape: Shape([12]))
    var trainer = try Trainer(
      model, configuration: Self.configuration(epochs: 3),
      training: clusters(count: 60, features: 12, classes: 5), context: testContext())
    var parameters = trainer.network.exportParameters()
    parameters["dense1/bias"]?[flat: 2] = .nan
    try trainer.network.importParameters(parameters)
    guard case .diverged(let step, let loss) = trainer.run() else {
      Issue.record("it went unnoticed")
      return
    }
    #expect(step == 2)
    #expect(loss.isFinite)
    #expect(trainer.history["train_loss"].count == 1)
  }

  @Test("no epochs leave the initial network; an empty recorder list records nothing")
  func noEpochs() throws {
    var trainer = try Self.trainer(epochs: 0)
    let before = trainer.network.exportParameters()
    #expect(trainer.run() == .completed)
    #expect(trainer.network.exportParameters() == before)
    var configuration = try Self.configuration(epochs: 1)
    configuration.recorders = []
    var silent = try Trainer(
      Self.model(), configuration: configuration,
      training: clusters(count: 20, features: 12, classes: 5), context: testContext())
    #expect(silent.run() == .completed)
    #expect(silent.history.series.isEmpty)
  }

  @Test("examples and settings that do not fit are refused before anything is trained")
  func badInput() throws {
    let context = try testContext()
    let examples = try clusters(count: 20, features: 12, classes: 5)
    func make(
      _ examples: LabelledExamples, epochs: Int = 1, batchSize: Int = 10, classes: Int = 5
    ) throws {
      _ = try Trainer(
        Self.model(classes: classes),
        configuration: Self.configuration(epochs: epochs, batchSize: batchSize),
        training: examples, context: context)
    }
    #expect(
      throws: NeuralNetworkError.exampleShape(found: Shape([7]), expected: Shape([12]))
    ) { try make(clusters(count: 20, features: 7, classes: 5)) }
    #expect {
      try make(examples, classes: 3)
    } throws: { error in
      if case NeuralNetworkError.labelOutOfRange(_, _, 3) = error { true } else { false }
    }
    #expect(throws: NeuralNetworkError.self) { try make(examples, epochs: -1) }
    #expect(throws: NeuralNetworkError.self) { try make(examples, epochs: .max) }
    #expect(throws: NeuralNetworkError.self) { try make(examples, batchSize: 0) }
    #expect(throws: NeuralNetworkError.labelCount(examples: 2, labels: 3)) {
      try LabelledExamples(
        inputs: Tensor(zeros: Shape([2, 2])), labels: Tensor<UInt8>(zeros: Shape([3])))
    }
    #expect(throws: NeuralNetworkError.noExamples(what: "labelled examples")) {
      try LabelledExamples(
        inputs: Tensor(zeros: Shape([0, 2])), labels: Tensor<Int32>(zeros: Shape([0])))
    }
  }

  @Test("the state of another training is refused and changes nothing")
  func badState() throws {
    var trainer = try Self.trainer()
    let before = trainer.state()
    var other = try Self.trainer(seed: 2)
    #expect(throws: NeuralNetworkError.self) { try trainer.restore(other.state()) }
    other = try Self.trainer(batchSize: 10)
    #expect(throws: NeuralNetworkError.self) { try trainer.restore(other.state()) }
    var state = before
    state.floats["parameters/dense2/bias"] = nil
    #expect(throws: NeuralNetworkError.missingTensor(name: "parameters/dense2/bias")) {
      try trainer.restore(state)
    }
    state = before
    state.floats["optimizer/velocity/dense1/bias"] = Tensor(zeros: Shape([2]))
    #expect(
      throws: NeuralNetworkError.tensorShape(
        name: "optimizer/velocity/dense1/bias", found: Shape([2]), expected: Shape([33]))
    ) { try trainer.restore(state) }
    state = before
    state.floats["extra"] = Tensor(zeros: Shape([2]))
    #expect(throws: NeuralNetworkError.unexpectedTensor(name: "extra")) {
      try trainer.restore(state)
    }
    state = before
    state.integers["progress"]?[flat: 2] = 5
    #expect(throws: NeuralNetworkError.self) { try trainer.restore(state) }
    state.integers["progress"]?[flat: 0] = .max
    #expect(throws: NeuralNetworkError.self) { try trainer.restore(state) }
    state.integers = [:]
    #expect(throws: NeuralNetworkError.missingTensor(name: "progress")) {
      try trainer.restore(state)
    }
    #expect(trainer.state() == before)
  }

  @Test("each epoch uses every example once, in an order of its own")
  func order() throws {
    let batches = try BatchSchedule(exampleCount: 25, batchSize: 10, seed: 3)
    #expect(batches.stepsPerEpoch == 3)
    #expect(batches.range(ofBatch: 2) == 20..<25)
    let orders = (0..<3).map { batches.order(ofEpoch: $0) }
    for order in orders { #expect(order.sorted() == (0..<25).map { Int32($0) }) }
    #expect(orders[0] != orders[1] && orders[1] != orders[2])
    #expect(batches.order(ofEpoch: 1) == orders[1])
    #expect(try BatchSchedule(exampleCount: 4, batchSize: 10, seed: 3).batchSize == 4)
  }
}
