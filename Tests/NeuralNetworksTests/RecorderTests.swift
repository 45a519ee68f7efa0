import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct RecorderTests {
  private func trainer(
    _ recorders: [any Recorder], epochs: Int = 3, batchSize: Int = 25, validation: Bool = true
  ) throws -> Trainer {
    try Trainer(
      Model(
        [
          Flatten(), Dense(units: 9), ActivationSpecification(ReLU()), Dropout(0.3),
          Dense(units: 7),
          ActivationSpecification(Tanh()), Dense(units: 4),
        ], inputShape: Shape([2, 4])),
      configuration: TrainingConfiguration(
        optimizer: Momentum(0.9), schedule: ConstantSchedule(rate: 0.05), batchSize: batchSize,
        epochs: epochs, seed: 6, recorders: recorders),
      training: images(count: 60, seed: 7),
      validation: validation ? images(count: 40, seed: 8) : nil,
      context: testContext())
  }

  private func images(count: Int, seed: UInt64) throws -> LabelledExamples {
    let flat = try clusters(count: count, features: 8, classes: 4, seed: seed)
    return try LabelledExamples(
      inputs: Tensor(shape: Shape([count, 2, 4]), elements: flat.inputs.elements),
      labels: flat.labels)
  }

  /// Runs a training and hands the network after each step to `body`.
  private func run(
    _ trainer: inout Trainer, _ body: (StepReport, Network) -> Void
  ) {
    _ = trainer.run(
      onStep: { report, trainer in
        body(report, trainer.network)
        return .proceed
      }, onEpoch: { _ in .proceed })
  }

  @Test("gradient norms are those of all parameters of each layer, at the steps asked for")
  func gradientNorms() throws {
    var every = try trainer([GradientNormRecorder(every: .everySteps(2))])
    var expected: [Double] = []
    run(&every) { report, network in
      guard report.step % 2 == 0 else { return }
      let squares = (0..<2).flatMap { network.parameters.gradients[$0].elements }
      expected.append(squares.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot())
    }
    let history = every.history
    #expect(history["gradient_norm/at_step"] == [2, 4, 6, 8])
    let epochs = [2, 4, 6, 8].map { Double($0) / 3 }
    #expect(history["gradient_norm/at_epoch"] == epochs)
    #expect(history["gradient_norm/dense1"].count == 4)
    for (found, expected) in zip(history["gradient_norm/dense1"], expected) {
      #expect(abs(found / expected - 1) < 1e-6)
    }
    #expect(
      history.series.map(\.name) == [
        "gradient_norm/at_epoch", "gradient_norm/at_step", "gradient_norm/dense1",
        "gradient_norm/dense2", "gradient_norm/dense3",
      ])
  }

  @Test("statistics, percentiles and histograms are those of the values in use, without padding")
  func distributions() throws {
    let histogram = DistributionRecorder.Histogram(bins: 4, from: -1, to: 1)
    var trainer = try trainer([
      DistributionRecorder(
        .activations, layers: ["tanh1"], percentiles: [0, 50, 100], histogram: histogram)
    ])
    var values: [[Float]] = []
    run(&trainer) { report, network in
      guard report.batch == report.batchesPerEpoch else { return }
      values.append(network.outputs(ofLayer: 5, batch: report.count).elements)
    }
    // The last batch of an epoch has 10 examples.
    #expect(values.allSatisfy { $0.count == 70 })
    let history = trainer.history
    #expect(history["activations/at_epoch"] == [1, 2, 3])
    for (epoch, values) in values.enumerated() {
      let sorted = values.sorted().map(Double.init)
      let mean = sorted.reduce(0, +) / 70
      let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 70
      #expect(abs(history["activations/tanh1/mean"][epoch] - mean) < 1e-12)
      #expect(
        abs(history["activations/tanh1/standard_deviation"][epoch] - variance.squareRoot()) < 1e-12)
      let percentiles = history["activations/tanh1/percentiles"][(epoch * 3)..<(epoch * 3 + 3)]
      #expect(Array(percentiles) == [sorted[0], (sorted[34] + sorted[35]) / 2, sorted[69]])
      let shares = history["activations/tanh1/histogram"][(epoch * 4)..<(epoch * 4 + 4)]
      let expected = [-1.0, -0.5, 0, 0.5].map { low in
        Double(sorted.count { $0 >= low && $0 < low + 0.5 }) / 70
      }
      #expect(Array(shares) == expected)
    }
    #expect(history["activations/tanh1/histogram_range"] == [-1, 1, -1, 1, -1, 1])
    #expect(!history.series.contains { $0.name.contains("relu1") })
  }

  @Test("activations of examples of its own are those of the network in evaluation, in any batches")
  func ownExamples() throws {
    var found: [[Double]] = []
    for batchSize in [7, 25, 60] {
      var trainer = try trainer(
        [DistributionRecorder(.activations, examples: 33)], epochs: 1, batchSize: batchSize)
      run(&trainer) { _, _ in }
      var network = try Network(
        trainer.network.model, seed: 0, batchCapacity: 33, context: testContext())
      network.parameters.values = trainer.network.parameters.values
      network.load(try #require(trainer.validation), at: (0..<33).map { Int32($0) }[...])
      network.forward(Pass(batch: 33, mode: .evaluation))
      let expected = network.context.statistics(network.outputs(ofLayer: 6, batch: 33))
      #expect(trainer.history["activations/dense3/mean"] == [try #require(expected).mean])
      found.append(trainer.history["activations/dense3/mean"])
    }
    #expect(found[0] != found[1])
  }

  @Test("an update is what a step added to the weights, also where the training was resumed")
  func updates() throws {
    let recorders: [any Recorder] = [
      try DistributionRecorder(.updates, every: .everySteps(3)),
      try DistributionRecorder(.weights, every: .everySteps(3)),
      try DistributionRecorder(.weightGradients, every: .everySteps(3)),
      try DistributionRecorder(.gradients, every: .everySteps(3)),
    ]
    var whole = try trainer(recorders)
    var before = whole.network.parameters.values
    var norms: [Double] = []
    run(&whole) { report, network in
      let now = network.parameters.values
      if report.step % 3 == 0 {
        let change = zip(now[2].elements, before[2].elements).map { Double($0 - $1) }
        norms.append(change.reduce(0) { $0 + $1 * $1 }.squareRoot())
      }
      before = now
    }
    #expect(whole.history["updates/dense2/norm"].count == 3)
    for (found, expected) in zip(whole.history["updates/dense2/norm"], norms) {
      #expect(abs(found / expected - 1) < 1e-6)
    }
    for stop in [1, 2, 5] {
      var first = try trainer(recorders)
      _ = first.run(
        onStep: { report, _ in report.step == stop ? .stop : .proceed }, onEpoch: { _ in .proceed })
      var second = try trainer(recorders)
      try second.restore(first.state())
      #expect(second.run() == .completed)
      #expect(second.state() == whole.state())
    }
  }

  @Test("pictures of weights are the first units' rows, in the shape of the examples")
  func images() throws {
    var trainer = try trainer([
      ImageRecorder(of: .weights, units: 3), ImageRecorder(of: .activations, units: 2),
    ])
    run(&trainer) { _, _ in }
    let weight = try #require(trainer.network.exportParameters()["dense1/weight"])
    let series = try #require(
      trainer.history.series.first { $0.name == "images/weights/dense1" })
    #expect(series.width == 24 && series.count == 3)
    #expect(Array(series.values.suffix(24)) == weight.elements.prefix(24).map(Double.init))
    #expect(trainer.description(of: "images/weights/dense1")?.itemShape == [3, 2, 4])
    #expect(trainer.description(of: "images/weights/dense2")?.itemShape == [3, 9])
    // The last batch of an epoch has 10 examples.
    let activations = trainer.history.series.first { $0.name == "images/activations/relu1" }
    #expect(activations?.width == 20)
    #expect(trainer.description(of: "images/activations/relu1")?.itemShape == [2, 10])
    let output = trainer.network.outputs(ofLayer: 2, batch: 10)
    let units = (0..<2).flatMap { unit in (0..<10).map { Double(output[$0, unit]) } }
    #expect(Array(activations?.values.suffix(20) ?? []) == units)
  }

  @Test("pictures of a shorter batch than the first have columns of NaN, and shapes need no entry")
  func ragged() throws {
    var trainer = try trainer([
      ImageRecorder(of: .activations, units: 1, every: .everySteps(1), layers: ["tanh1"])
    ])
    #expect(trainer.description(of: "images/activations/tanh1")?.itemShape == [1, 25])
    run(&trainer) { _, _ in }
    let values = trainer.history["images/activations/tanh1"]
    #expect(values.count == 9 * 25)
    #expect(values.count { $0.isNaN } == 3 * 15)
  }

  @Test("of convolutions, units are channels and pictures their filters and maps")
  func convolution() throws {
    let flat = try clusters(count: 20, features: 25, classes: 2)
    var trainer = try Trainer(
      Model(
        [
          Convolution(filters: 3, WindowSettings(kernel: 3)), ActivationSpecification(ReLU()),
          Flatten(),
          Dense(units: 2),
        ],
        inputShape: Shape([5, 5, 1])),
      configuration: TrainingConfiguration(
        optimizer: GradientDescent(), schedule: ConstantSchedule(rate: 0.01), batchSize: 10,
        epochs: 1, seed: 2,
        recorders: [
          ImageRecorder(of: .weights, units: 2, layers: ["conv1"]),
          ImageRecorder(of: .activations, units: 2, layers: ["relu1"]), DeadUnitRecorder(),
          DistributionRecorder(.gradients),
        ]),
      training: LabelledExamples(
        inputs: Tensor(shape: Shape([20, 5, 5, 1]), elements: flat.inputs.elements),
        labels: flat.labels), context: testContext())
    run(&trainer) { _, _ in }
    #expect(trainer.description(of: "images/weights/conv1")?.itemShape == [2, 3, 3, 1])
    #expect(trainer.description(of: "images/activations/relu1")?.itemShape == [2, 3, 3])
    let weight = try #require(trainer.network.exportParameters()["conv1/weight"])
    var filters: [Double] = []
    for unit in 0..<2 {
      for place in 0..<9 { filters.append(Double(weight[flat: place * 3 + unit])) }
    }
    #expect(trainer.history["images/weights/conv1"] == filters)
    #expect(trainer.history["gradients/relu1/mean"].count == 1)
    let thirds = [0, 1, 2, 3].map { Double($0) / 3 }
    #expect(thirds.contains(trainer.history["dead_units/relu1"][0]))
  }

  @Test("a dead unit is one that no example makes positive")
  func deadUnits() throws {
    var trainer = try trainer([DeadUnitRecorder(examples: 40)], epochs: 1)
    var parameters = trainer.network.exportParameters()
    for unit in [2, 5, 6] { parameters["dense1/bias"]?[flat: unit] = -1000 }
    try trainer.network.importParameters(parameters)
    run(&trainer) { _, _ in }
    #expect(trainer.history["dead_units/relu1"].count == 1)
    #expect(trainer.history["dead_units/relu1"][0] >= 3.0 / 9)
    #expect(trainer.history["dead_units/tanh1"].isEmpty)
  }

  @Test("recorders change no bit of the training, and every series says what it means")
  func harmless() throws {
    var plain = try trainer([TrainingRecorder(), ValidationRecorder()])
    #expect(plain.run() == .completed)
    var watched = try trainer([
      TrainingRecorder(), ValidationRecorder(), GradientNormRecorder(every: .everySteps(1)),
      DistributionRecorder(
        .activations, every: .everySteps(1), examples: 20, percentiles: [98],
        histogram: .init(bins: 5)),
      DistributionRecorder(.updates, every: .everySteps(2)), ImageRecorder(of: .updates, units: 2),
      DeadUnitRecorder(),
    ])
    #expect(watched.run() == .completed)
    #expect(bits(plain.network.exportParameters()) == bits(watched.network.exportParameters()))
    #expect(plain.history["validation_loss"] == watched.history["validation_loss"])
    for series in watched.history.series {
      #expect(watched.description(of: series.name) != nil, "\(series.name)")
    }
    #expect(watched.description(of: "other") == nil)
  }

  @Test("percentiles and histograms of odd samples")
  func oddSamples() throws {
    let context = try testContext()
    let same = Sample(Tensor<Float>([2, 2, 2]), context)
    #expect(same.percentile(98) == 2)
    #expect(same.histogram(.init(bins: 3)).shares == [1, 0, 0])
    let broken = Sample(Tensor<Float>([1, .nan]), context)
    #expect(broken.percentile(50).isNaN)
    #expect(broken.histogram(.init(bins: 2)).shares == [0, 0])
    // numpy.percentile([1, 2, 4, 8], [25, 90]) = 1.75, 6.8
    let four = Sample(Tensor<Float>([8, 1, 4, 2]), context)
    #expect(four.percentile(25) == 1.75)
    #expect(abs(four.percentile(90) - 6.8) < 1e-12)
    #expect(four.histogram(.init(bins: 2, from: 0, to: 4)).shares == [0.25, 0.5])
  }

  @Test("settings that do not fit are refused before anything is trained")
  func badSettings() throws {
    #expect(throws: NeuralNetworkError.self) { try GradientNormRecorder(every: .everySteps(0)) }
    #expect(throws: NeuralNetworkError.self) { try DistributionRecorder(.weights, examples: 5) }
    #expect(throws: NeuralNetworkError.self) { try DistributionRecorder(.activations, examples: 0) }
    #expect(throws: NeuralNetworkError.self) {
      try DistributionRecorder(.activations, percentiles: [101])
    }
    #expect(throws: NeuralNetworkError.self) {
      try DistributionRecorder(.activations, histogram: .init(bins: 0))
    }
    #expect(throws: NeuralNetworkError.self) {
      try DistributionRecorder(.activations, histogram: .init(bins: 3, from: 1, to: 1))
    }
    #expect(throws: NeuralNetworkError.self) { try ImageRecorder(of: .weights, units: 0) }
    #expect(
      throws: NeuralNetworkError.unknown(
        kind: "layer with weights", name: "dense9", known: ["dense1", "dense2", "dense3"])
    ) { try trainer([DistributionRecorder(.weights, layers: ["dense9"])]) }
  }
}
