import Tensors
import Testing

@testable import NeuralNetworks

@Suite("A probe")
struct ProbeTests {
  private let relu = ActivationSpecification(ReLU())

  private func normalExamples(_ count: Int, _ shape: Shape) throws -> LabelledExamples {
    var inputs = Tensor<Float>(zeros: Shape([count] + shape.dimensions))
    try testContext().fillNormal(&inputs, stream: RandomStream(seed: 5, name: "inputs"))
    return try LabelledExamples(inputs: inputs, labels: Tensor<Int32>(zeros: [count]))
  }

  private func report(
    _ layers: [any LayerSpecification], _ examples: LabelledExamples,
    _ gradient: Probe.OutputGradient = .normal(seed: 2)
  ) throws -> ProbeReport {
    var network = try Network(
      Model(layers, inputShape: examples.exampleShape), seed: 3, batchCapacity: examples.count,
      context: testContext(threads: 2))
    return try Probe(gradient).run(on: &network, examples, isInitial: true)
  }

  @Test("finds the numbers that a small network has by hand")
  func byHand() throws {
    let model = try Model([Dense(units: 2), relu, Dense(units: 2)], inputShape: [2])
    var network = try Network(
      model,
      parameters: [
        "dense1/weight": Tensor(shape: [2, 2], elements: [1, 1, -1, 0]),
        "dense1/bias": Tensor([0, 0]),
        "dense2/weight": Tensor(shape: [2, 2], elements: [1, 2, 1, 2]),
        "dense2/bias": Tensor([0, 0]),
      ], seed: 1, batchCapacity: 2, context: testContext())
    let examples = try LabelledExamples(
      inputs: Tensor(shape: [2, 2], elements: [1, 2, 3, -1]), labels: Tensor<Int32>([0, 1]))
    let probe = Probe(
      .loss(CrossEntropy()), percentiles: [0, 50, 100],
      histograms: [.activations: .init(bins: 3, from: 0, to: 6)])
    let report = try probe.run(on: &network, examples, isInitial: false)
    #expect(report.layers == ["dense1", "dense2"])
    // Pre-activations (3, -1) and (2, -3), activations (3, 0) and (2, 0), both outputs equal.
    let before = try #require(report.distributions[.preactivations])
    #expect(before[0].mean == 0.25 && before[0].secondMoment == 5.75)
    let after = try #require(report.distributions[.activations])
    #expect(after[0].mean == 1.25 && after[0].variance == 1.6875)
    #expect(after[0].percentiles == [0, 1, 3])
    #expect(after[0].histogram == [0.5, 0.5, 0] && after[0].histogramRange == [0, 6])
    // Both classes have the probability 1/2: gradients of (-1/4, 1/4) and (1/4, -1/4) at the output, which
    // cancel on the way back, since both outputs have the same weights.
    let gradients = try #require(report.distributions[.gradients])
    #expect(gradients[1].mean == 0 && gradients[1].variance == 0.0625)
    #expect(gradients[0].variance == 0)
    #expect(report.distributions[.weightGradients]?[1].variance == 0.03125)
    #expect(abs((report.meanLoss ?? 0) - logarithm(2)) < 1e-6)
    #expect(report.theory == nil, "a trained network does not have its initialisers' variance")
  }

  @Test(
    "measures what the products of fan and variance say, layer by layer",
    arguments: [
      ("identity", "inverse-square-root"), ("tanh", "glorot-uniform"), ("relu", "glorot-normal"),
      ("relu", "he-uniform"), ("leaky-relu", "he-normal-fan-out"),
    ])
  func theory(activation: String, initializer: String) throws {
    let rule = try Initializers.named(initializer)
    let layers: [any LayerSpecification] = try [240, 180, 240, 200].flatMap {
      units -> [any LayerSpecification] in
      [
        Dense(units: units, initializer: rule),
        ActivationSpecification(try Activations.named(activation)),
      ]
    }
    // Small numbers, since theory speaks of tanh where it is straight.
    let large = try normalExamples(300, [200])
    let examples = try LabelledExamples(
      inputs: Tensor(shape: large.inputs.shape, elements: large.inputs.elements.map { $0 * 0.01 }),
      labels: large.labels)
    let report = try report(layers, examples)
    for theory in [try #require(report.theory), report.theoryOfWeights] {
      let pairs: [(ProbedQuantity, [Double])] = [
        (.preactivations, theory.preactivationVariances),
        (.activations, theory.activationVariances), (.gradients, theory.gradientVariances),
        (.preactivationGradients, theory.preactivationGradientVariances),
        (.weightGradients, theory.weightGradientVariances),
      ]
      for (quantity, expected) in pairs {
        let found = try #require(report.distributions[quantity]).map(\.variance)
        for (layer, (found, expected)) in zip(found, expected).enumerated() {
          #expect(
            abs(found / expected - 1) < 0.25,
            "\(quantity.meaning) of layer \(layer + 1): \(found), theory \(expected)")
        }
      }
    }
  }

  @Test("holds for convolutions too")
  func convolutions() throws {
    let he = VarianceScalingInitializer.he(.normal)
    let report = try report(
      [
        Convolution(filters: 24, WindowSettings(kernel: 3), initializer: he), relu,
        Convolution(filters: 32, WindowSettings(kernel: 3), initializer: he), relu, Flatten(),
        Dense(units: 20, initializer: he),
      ], normalExamples(40, [10, 10, 12]))
    let theory = try #require(report.theory)
    let found = try #require(report.distributions[.preactivations]).map(\.variance)
    #expect(theory.factors.map(\.forward).allSatisfy { abs($0 - 2) < 1e-9 })
    for (found, expected) in zip(found, theory.preactivationVariances) {
      #expect(abs(found / expected - 1) < 0.3, "\(found), theory \(expected)")
    }
  }

  @Test("says nothing of what theory does not cover: layers behind a batch normalisation")
  func normalization() throws {
    let report = try report(
      [Dense(units: 20), relu, Dense(units: 20), BatchNormalization(), relu, Dense(units: 4)],
      normalExamples(30, [10]))
    let variances = try #require(report.theory).activationVariances
    #expect(variances[0].isFinite && variances[1].isNaN && variances[2].isNaN)
    #expect(report.distributions[.activations]?.allSatisfy { $0.variance > 0 } == true)
  }

  @Test("refuses more examples than the network holds, and examples of another shape")
  func refusals() throws {
    let model = try Model([Dense(units: 2)], inputShape: [4])
    var network = try Network(model, seed: 1, batchCapacity: 3, context: testContext())
    for examples in [try normalExamples(4, [4]), try normalExamples(3, [5])] {
      #expect(throws: NeuralNetworkError.self) {
        try Probe(.normal(seed: 1)).run(on: &network, examples, isInitial: true)
      }
    }
  }
}
