import Tensors
import Testing

@testable import NeuralNetworks

/// Activations, losses, layers and ten steps of each optimiser against the numbers that PyTorch computes in
/// Float64.
@Suite struct TrainingFixtureTests {
  /// - Parameter tolerance: of the difference over the larger of 1 and the expected size. 2e-6 is about
  ///   sixteen roundings of Float32; ten steps take more.
  private func expect(
    _ found: [Float], _ name: String, _ key: String, tolerance: Double = 2e-6
  ) throws {
    let expected = try #require(trainingFixtures[name]?[key], "\(name) \(key)")
    #expect(found.count == expected.count, "\(name) \(key)")
    let worst = zip(found, expected).map { abs(Double($0) - $1) / max(1, abs($1)) }.max()
    #expect((worst ?? .infinity) < tolerance, "\(name) \(key): \(worst ?? .nan)")
  }

  @Test(
    "activations and their slopes, in Float32 and in Float64",
    arguments: Activations.names.filter { $0 != "identity" }.map { ($0, Double?.none) }
      + [("leaky-relu", 0.3), ("elu", 0.5), ("sigmoid", 0.4)])
  func activations(name: String, value: Double?) throws {
    let activation = try Activations.named(name, value: value)
    let fixture = "activation \(name)\(value.map { " \($0)" } ?? "")"
    let input = Tensor(fixtureNumbers([64], salt: 1).elements.map { $0 * 8 })
    let context = try testContext()
    var output = Tensor<Float>(zeros: [64])
    var slope = output
    activation.forward(input, into: &output, context: context)
    let ones = Tensor<Float>(repeating: 1, shape: [64])
    activation.backward(
      LayerActivations(
        input: input, output: output, outputGradient: ones, needsInputGradient: true),
      into: &slope, context: context)
    try expect(output.elements, fixture, "output")
    try expect(slope.elements, fixture, "slope")
    let doubles = input.elements.map(Double.init)
    try expect(doubles.map { Float(activation.value(at: $0)) }, fixture, "output", tolerance: 2e-7)
    try expect(doubles.map { Float(activation.slope(at: $0)) }, fixture, "slope", tolerance: 2e-7)
  }

  @Test("losses and their gradients, in Float32 and in Float64", arguments: Losses.names)
  func losses(name: String) throws {
    let loss = try Losses.named(name)
    let context = try testContext()
    let numbers = fixtureNumbers([7, 5], salt: 1).elements.map { $0 * 4 }
    var output = Tensor<Float>(zeros: [5, 16])
    for example in 0..<7 {
      for feature in 0..<5 { output[feature, example] = numbers[example * 5 + feature] }
    }
    let labels = Tensor((0..<16).map { Int32($0 % 5) })
    var losses = Tensor<Float>(zeros: [16])
    var gradient = Tensor<Float>(zeros: [5, 16])
    loss.evaluate(
      output, labels: labels, batch: 7, losses: &losses, gradient: &gradient, context: context)
    let found = (0..<35).map { gradient[$0 % 5, $0 / 5] }
    try expect(Array(losses.elements[..<7]), "loss \(name)", "losses")
    try expect(found, "loss \(name)", "gradient")
    for example in 0..<7 {
      let row = numbers[(example * 5)..<(example * 5 + 5)].map(Double.init)
      let (value, slope) = loss.value(row, label: example % 5)
      #expect(abs(value - (trainingFixtures["loss \(name)"]?["losses"]?[example] ?? .nan)) < 1e-7)
      for feature in 0..<5 {
        let expected = trainingFixtures["loss \(name)"]?["gradient"]?[example * 5 + feature]
        #expect(abs(slope[feature] / 7 - (expected ?? .nan)) < 1e-9)
      }
    }
  }

  @Test("dense layers and softmax")
  func layers() throws {
    let layers: [(any LayerSpecification, [String: Tensor<Float>])] = [
      (
        Dense(units: 4),
        ["weight": fixtureNumbers([4, 5], salt: 2), "bias": fixtureNumbers([4], salt: 3)]
      ),
      (Softmax(), [:]),
    ]
    for (layer, parameters) in layers {
      var single = try SingleLayer(
        layer, input: fixtureNumbers([6, 5], salt: 1), parameters: parameters,
        context: testContext())
      let name = "layer \(layer.kind)"
      try expect(single.forward(.training(step: 0)).elements, name, "output")
      for (key, gradient) in try single.gradients(.training(step: 0)) {
        try expect(gradient.elements, name, key)
      }
    }
  }

  private func parameters(
    after optimizer: any Optimizer, schedule: (any Schedule)? = nil,
    loss: any Loss = CrossEntropy(), rates: [String: Double] = [:]
  ) throws -> [String: Tensor<Float>] {
    let schedule = try schedule ?? ConstantSchedule(rate: 0.1)
    var trainer = try Trainer(
      Model(
        [Dense(units: 6), ActivationSpecification(Tanh()), Dense(units: 3)], inputShape: [4]),
      configuration: TrainingConfiguration(
        loss: loss, optimizer: optimizer, schedule: schedule, rateFactors: rates, batchSize: 8,
        epochs: 10, seed: 1),
      training: LabelledExamples(
        inputs: fixtureNumbers([8, 4], salt: 15), labels: Tensor((0..<8).map { Int32($0 % 3) })),
      context: testContext())
    try trainer.network.importParameters([
      "dense1/weight": fixtureNumbers([6, 4], salt: 11),
      "dense1/bias": fixtureNumbers([6], salt: 12),
      "dense2/weight": fixtureNumbers([3, 6], salt: 13),
      "dense2/bias": fixtureNumbers([3], salt: 14),
    ])
    #expect(trainer.run() == .completed)
    return trainer.network.exportParameters()
  }

  private func expectSteps(_ name: String, _ parameters: [String: Tensor<Float>]) throws {
    #expect(parameters.count == 4)
    for (key, tensor) in parameters {
      try expect(tensor.elements, "steps \(name)", key, tolerance: 1e-5)
    }
  }

  @Test("ten steps of each optimiser, with and without decay and rates of a layer's own")
  func optimizers() throws {
    let decay = try WeightDecay(0.2)
    let cases: [(String, any Optimizer)] = [
      ("sgd", GradientDescent()), ("sgd, l2", GradientDescent(weightDecay: decay)),
      ("momentum", try Momentum(0.9)), ("momentum, l2", try Momentum(0.9, weightDecay: decay)),
      ("nesterov", try Momentum(0.9, nesterov: true)),
      ("nesterov, l2", try Momentum(0.9, nesterov: true, weightDecay: decay)),
      ("adam", try Adam()),
      ("adam, l2", try Adam(beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: decay)),
      ("adamw", try Adam(weightDecay: WeightDecay(0.2, kind: .decoupled))),
    ]
    for (name, optimizer) in cases { try expectSteps(name, parameters(after: optimizer)) }
    try expectSteps("sgd, rates", parameters(after: GradientDescent(), rates: ["dense1": 0.25]))
    try expectSteps(
      "sgd, squared error", parameters(after: GradientDescent(), loss: MeanSquaredError()))
  }

  @Test("ten steps along schedules that PyTorch has too")
  func schedules() throws {
    let cases: [(String, any Schedule)] = [
      ("cosine", try CosineSchedule(from: 0.1, to: 0.01)),
      ("exponential", try ExponentialSchedule(rate: 0.1, factor: 0.8)),
      ("step", try StepSchedule(rate: 0.1, factor: 0.5, every: 3)),
    ]
    for (name, schedule) in cases {
      try expectSteps(name, parameters(after: GradientDescent(), schedule: schedule))
    }
  }
}
