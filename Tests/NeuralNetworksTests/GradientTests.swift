import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct GradientTests {
  static let activations: [(String, Double?, @Sendable (Double) -> Double)] = [
    ("identity", nil, { $0 }),
    ("relu", nil, { $0 > 0 ? $0 : 0 }),
    ("tanh", nil, { hyperbolicTangent($0) }),
    ("sigmoid", nil, { 1 / (1 + exponential(-$0)) }),
    ("sigmoid", 0.4, { 1 / (1 + exponential(-0.4 * $0)) }),
  ]

  @Test(
    "gradients of every parameter are the finite differences of the reference",
    arguments: activations.indices)
  func finiteDifferences(_ index: Int) throws {
    let (name, value, function) = Self.activations[index]
    let activation = ActivationSpecification(try Activations.named(name, value: value))
    let layers: [any LayerSpecification] = [
      Dense(units: 7, bias: UniformInitializer.small), activation, Dropout(0.3),
      Dense(units: 6, bias: nil), activation, Dense(units: 4),
    ]
    let examples = try clusters(count: 21, features: 5, classes: 4)
    var network = try Network(
      Model(layers, inputShape: Shape([5])), seed: 11, batchCapacity: 40, context: testContext())
    let pass = Pass(batch: 21, mode: .training(step: 3))
    let losses = backward(&network, examples, pass)

    let reference = PlainNetwork(steps: [
      denseStep(network, "dense1"), .map(function), .mask(try mask(pass)),
      denseStep(network, "dense2"), .map(function), denseStep(network, "dense3"),
    ])
    let inputs = rows(examples)
    let labels = examples.labels.elements.map(Int.init)
    for example in 0..<21 {
      let expected = PlainNetwork.crossEntropy(
        reference.logits(of: inputs[example], example: example), label: labels[example])
      #expect(abs(Double(losses[example]) - expected) < 1e-5)
    }
    for (layer, step) in [("dense1", 0), ("dense2", 3), ("dense3", 5)] {
      try compare(network, layer, reference, step: step, inputs: inputs, labels: labels)
    }
  }

  /// Runs a batch forward and backward and returns the losses of its examples.
  private func backward(
    _ network: inout Network, _ examples: LabelledExamples, _ pass: Pass
  ) -> [Float] {
    var labels = Tensor<Int32>(zeros: Shape([network.lanes]))
    for lane in 0..<examples.count { labels[flat: lane] = examples.labels[flat: lane] }
    var losses = Tensor<Float>(zeros: Shape([network.lanes]))
    network.load(examples, at: (0..<Int32(examples.count)).map { $0 }[...])
    network.forward(pass)
    network.backward(pass, loss: CrossEntropy(), labels: labels, losses: &losses)
    return Array(losses.elements[..<examples.count])
  }

  private func compare(
    _ network: Network, _ layer: String, _ reference: PlainNetwork, step: Int,
    inputs: [[Double]], labels: [Int]
  ) throws {
    guard case .dense(let weight, let bias) = reference.steps[step] else { return }
    for (index, name) in network.parameters.names.enumerated() where name.hasPrefix(layer) {
      let isBias = name.hasSuffix("bias")
      let gradient = network.parameters.gradients[index].elements
      for row in bias.indices {
        for column in isBias ? [nil] : weight[row].indices.map(Optional.init) {
          let expected = reference.derivative(
            step: step, row: row, column: column, inputs: inputs, labels: labels)
          let found = gradient[column.map { row * weight[row].count + $0 } ?? row]
          #expect(abs(Double(found) - expected) < 2e-6, "\(name) \(row) \(column ?? -1)")
        }
      }
    }
  }

  /// The mask of `dropout1` over seven features, seen by sending ones through such a layer alone.
  private func mask(_ pass: Pass) throws -> [[Double]] {
    var network = try Network(
      Model([Dropout(0.3)], inputShape: Shape([7])), seed: 11, batchCapacity: 21,
      context: testContext())
    let ones = try LabelledExamples(
      inputs: Tensor(shape: Shape([21, 7]), elements: [Float](repeating: 1, count: 147)),
      labels: Tensor<Int32>(zeros: Shape([21])))
    network.load(ones, at: (0..<21).map { Int32($0) }[...])
    network.forward(pass)
    let output = network.output.elements
    return (0..<21).map { lane in (0..<7).map { Double(output[$0 * network.lanes + lane]) } }
  }

  @Test("layers before the first one with parameters get no gradient, the others do")
  func neededGradients() throws {
    let examples = try clusters(count: 6, features: 4, classes: 3)
    var network = try Network(
      Model(
        [
          ActivationSpecification(Tanh()), Dense(units: 5), ActivationSpecification(ReLU()),
          Dense(units: 3),
        ],
        inputShape: Shape([4])), seed: 1, batchCapacity: 6, context: testContext())
    #expect(network.gradient(ofLayer: 3) == nil)
    _ = backward(&network, examples, Pass(batch: 6, mode: .training(step: 0)))
    #expect(network.gradient(ofLayer: 0) == nil)
    #expect(network.gradient(ofLayer: 1)?.elements.contains { $0 != 0 } == true)
    #expect(network.gradient(ofLayer: 3)?.elements.contains { $0 != 0 } == true)
  }
}

extension UniformInitializer {
  /// Biases that are not zero, so that forgetting them shows.
  static var small: UniformInitializer? { try? UniformInitializer(bound: 0.2) }
}
