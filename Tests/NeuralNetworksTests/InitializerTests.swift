import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct InitializerTests {
  private func weights(
    _ initializer: any Initializer, inputs: Int = 300, units: Int = 200, seed: UInt64 = 1
  ) throws -> [Float] {
    let model = try Model(
      [Dense(units: units, initializer: initializer)], inputShape: Shape([inputs]))
    let network = try Network(model, seed: seed, batchCapacity: 1, context: try testContext())
    return network.exportParameters()["dense1/weight"]?.elements ?? []
  }

  private func moments(_ values: [Float]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let variance =
      values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)
    return (mean, variance)
  }

  @Test("each initialiser has the variance its paper asks for")
  func variances() throws {
    // 60,000 numbers: the deviation of their variance is 0.6 % (normal), 0.4 % (uniform).
    let expected: [(String, Double?, Double)] = [
      ("uniform", 0.5, 0.25 / 3), ("normal", 0.05, 0.0025),
      ("inverse-square-root", nil, 1.0 / 900),
      ("lecun-uniform", nil, 1.0 / 300), ("lecun-normal", nil, 1.0 / 300),
      ("glorot-uniform", nil, 2.0 / 500), ("glorot-normal", nil, 2.0 / 500),
      ("he-uniform", nil, 2.0 / 300), ("he-normal", nil, 2.0 / 300),
      ("he-uniform-fan-out", nil, 2.0 / 200), ("he-normal-fan-out", nil, 2.0 / 200),
    ]
    for (name, value, variance) in expected {
      let found = moments(try weights(Initializers.named(name, value: value)))
      #expect(abs(found.variance / variance - 1) < 0.03, "\(name)")
      #expect(abs(found.mean) < 5 * (variance / 60_000).squareRoot(), "\(name)")
    }
  }

  @Test("each initialiser knows the variance of what it draws, and the others say that they do not")
  func knownVariances() throws {
    for entry in Initializers.all {
      let value: Double? = ["uniform", "normal", "constant"].contains(entry.name) ? 0.3 : nil
      let initializer = try Initializers.named(entry.name, value: value)
      let known = initializer.variance(of: [200, 300], fanIn: 300, fanOut: 200)
      guard let known else {
        #expect(["constant", "lsuv"].contains(entry.name), "\(entry.name) has a variance")
        continue
      }
      let found = moments(try weights(initializer)).variance
      #expect(abs(found - known) <= 0.03 * known, "\(entry.name): \(found), not \(known)")
    }
  }

  @Test("uniform numbers keep their bound and fill it")
  func bounds() throws {
    let bound = Float((3.0 * 2 / 500).squareRoot())
    let values = try weights(VarianceScalingInitializer.glorot(.uniform))
    #expect(values.allSatisfy { abs($0) <= bound })
    #expect(values.contains { $0 > 0.99 * bound } && values.contains { $0 < -0.99 * bound })
  }

  @Test("zeros and constants are what they say")
  func constants() throws {
    #expect(try weights(ZerosInitializer()).allSatisfy { $0 == 0 })
    #expect(try weights(ConstantInitializer(0.25)).allSatisfy { $0 == 0.25 })
  }

  @Test(
    "an orthogonal matrix has orthonormal rows or columns, whichever are fewer",
    arguments: [(40, 40), (17, 60), (60, 17), (1, 9), (9, 1)])
  func orthogonal(units: Int, inputs: Int) throws {
    let found = try weights(OrthogonalInitializer(gain: 2), inputs: inputs, units: units)
      .map { Double($0) / 2 }
    let vectors: [[Double]] =
      units <= inputs
      ? (0..<units).map { Array(found[($0 * inputs)..<(($0 + 1) * inputs)]) }
      : (0..<inputs).map { column in (0..<units).map { found[$0 * inputs + column] } }
    for (i, a) in vectors.enumerated() {
      for (j, b) in vectors.enumerated() {
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
      }
    }
  }

  @Test("an orthogonal matrix is the Q of its normal one, with a positive diagonal of R")
  func orthogonalSign() throws {
    var normal = Tensor<Float>(zeros: Shape([6, 6]))
    try testContext().fillNormal(&normal, stream: RandomStream(seed: 1, name: "dense1/weight"))
    let q = try weights(OrthogonalInitializer(), inputs: 6, units: 6).map(Double.init)
    // R = Q'A is upper triangular, its diagonal positive.
    for i in 0..<6 {
      for j in 0...i {
        let r = (0..<6).reduce(0) { $0 + q[$1 * 6 + i] * Double(normal[$1, j]) }
        #expect(i == j ? r > 0 : abs(r) < 1e-6)
      }
    }
  }

  @Test("LSUV gives each layer's outputs unit variance on the first batch, within its tolerance")
  func lsuv() throws {
    let lsuv = try LSUVInitializer(tolerance: 0.02)
    let examples = try clusters(count: 120, features: 30, classes: 5)
    let trainer = try Trainer(
      Model(
        [
          Dense(units: 50, initializer: lsuv), ActivationSpecification(ReLU()), Dropout(0.5),
          Dense(units: 40, initializer: lsuv), ActivationSpecification(Tanh()),
          Dense(units: 5, initializer: lsuv),
        ], inputShape: Shape([30])),
      configuration: TrainingConfiguration(
        optimizer: GradientDescent(), schedule: ConstantSchedule(rate: 0.1), batchSize: 64,
        epochs: 1, seed: 9),
      training: examples, context: testContext())
    var network = trainer.network
    let order = try BatchSchedule(exampleCount: 120, batchSize: 64, seed: 9).order(ofEpoch: 0)
    network.load(examples, at: order[..<64])
    network.forward(Pass(batch: 64, mode: .evaluation))
    for layer in [0, 3, 5] {
      let output = network.outputs(ofLayer: layer, batch: 64)
      #expect(output.shape[0] == 64)
      #expect(abs(moments(output.elements).variance - 1) <= 0.02)
    }
    // Still orthogonal rows, all of one length.
    let weight = network.exportParameters()["dense3/weight"]?.elements.map(Double.init) ?? []
    let rows = stride(from: 0, to: weight.count, by: 40).map { Array(weight[$0..<($0 + 40)]) }
    let lengths = rows.map { row in row.reduce(0) { $0 + $1 * $1 } }
    #expect(lengths.allSatisfy { abs($0 / lengths[0] - 1) < 1e-5 })
    #expect(abs(zip(rows[0], rows[1]).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-5 * lengths[0])
  }

  @Test("LSUV leaves a layer alone whose outputs do not vary")
  func lsuvConstant() throws {
    let examples = try LabelledExamples(
      inputs: Tensor(zeros: Shape([8, 4])), labels: Tensor<Int32>(zeros: Shape([8])))
    let trainer = try Trainer(
      Model([Dense(units: 3, initializer: LSUVInitializer())], inputShape: Shape([4])),
      configuration: TrainingConfiguration(
        optimizer: GradientDescent(), schedule: ConstantSchedule(rate: 0.1), batchSize: 8,
        epochs: 1, seed: 9),
      training: examples, context: testContext())
    #expect(
      trainer.network.exportParameters()["dense1/weight"]?.elements.allSatisfy(\.isFinite) == true)
  }

  @Test("1/sqrt(n) counts the inputs of the layer for biases as well")
  func biasBound() throws {
    let model = try Model(
      [Dense(units: 4000, bias: InverseSquareRootInitializer())], inputShape: Shape([25]))
    let network = try Network(model, seed: 1, batchCapacity: 1, context: testContext())
    let bias = network.exportParameters()["dense1/bias"]?.elements ?? []
    #expect(bias.allSatisfy { abs($0) <= 0.2 })
    #expect(bias.contains { $0 > 0.198 } && bias.contains { $0 < -0.198 })
  }

  @Test("numbers belong to the seed and the parameter's name")
  func streams() throws {
    let glorot = VarianceScalingInitializer.glorot(.uniform)
    #expect(try weights(glorot) == weights(glorot))
    #expect(try weights(glorot) != weights(glorot, seed: 2))
    func network(_ layers: [any LayerSpecification]) throws -> [String: Tensor<Float>] {
      try Network(
        Model(layers, inputShape: Shape([8])), seed: 3, batchCapacity: 4, context: testContext()
      ).exportParameters()
    }
    // A layer put before it or its size changed leaves a named layer's stream alone.
    let one = try network([Dense(units: 8, name: "a"), Dense(units: 8, name: "b")])
    let other = try network([
      Dense(units: 4, name: "a"), Dense(units: 8), Dense(units: 8, name: "b"),
    ])
    #expect(one["b/weight"] == other["b/weight"])
    #expect(one["a/weight"] != one["b/weight"])
  }

  @Test("names that are not known and numbers that will not do are refused")
  func badInput() {
    #expect(
      throws: NeuralNetworkError.unknown(
        kind: "initializer", name: "xavier", known: Initializers.names)
    ) { try Initializers.named("xavier") }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("constant") }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("uniform", value: -1) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("normal", value: .nan) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("he-normal", value: 2) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("orthogonal", value: -1) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("lsuv", value: 0) }
  }
}
