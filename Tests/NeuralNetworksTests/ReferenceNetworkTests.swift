import Tensors
import Testing

@testable import NeuralNetworks

/// The Float64 network against its own finite differences, and the Float32 one against it.
@Suite struct ReferenceNetworkTests {
  static let activations: [(String, Double?)] =
    Activations.names.map { ($0, nil) }
    + [("leaky-relu", 0.3), ("leaky-relu", -0.2), ("elu", 0.5), ("sigmoid", 0.4)]

  private func network(
    _ name: String, _ value: Double?, _ end: [any LayerSpecification] = []
  ) throws -> Network {
    let activation = ActivationSpecification(try Activations.named(name, value: value))
    return try Network(
      Model(
        [
          Dense(
            units: 9, initializer: OrthogonalInitializer(gain: 2), bias: UniformInitializer.small),
          activation, Dense(units: 7, bias: nil), activation, Dropout(0.5), Dense(units: 4),
        ] + end, inputShape: Shape([6])), seed: 3, batchCapacity: 20, context: testContext())
  }

  /// Holds every element of every gradient to its central difference.
  private func expectDifferences(
    of reference: ReferenceNetwork, _ inputs: [[Double]], _ labels: [Int], within tolerance: Double
  ) {
    let gradients = reference.gradients(inputs, labels: labels)
    for parameter in gradients.indices {
      for element in gradients[parameter].indices {
        let difference = reference.centralDifference(
          parameter: parameter, element: element, epsilon: 1e-5, inputs: inputs, labels: labels)
        #expect(
          abs(difference - gradients[parameter][element]) < tolerance,
          "\(reference.names[parameter]) \(element)")
      }
    }
  }

  @Test("backpropagation in Float64 agrees with central differences", arguments: activations)
  func differences(name: String, value: Double?) throws {
    let examples = try clusters(count: 15, features: 6, classes: 4)
    let inputs = examples.doubles(at: 0..<15)
    let labels = examples.labels.elements.map(Int.init)
    for loss in Losses.all {
      let reference = try ReferenceNetwork(network(name, value, [Softmax()]), loss: loss)
      expectDifferences(of: reference, inputs, labels, within: 1e-9)
    }
  }

  @Test(
    "the Float32 network has the gradients and losses of the Float64 one", arguments: activations)
  func fastPath(name: String, value: Double?) throws {
    let examples = try clusters(count: 15, features: 6, classes: 4)
    let inputs = examples.doubles(at: 0..<15)
    let labels = examples.labels.elements.map(Int.init)
    for loss in Losses.all {
      var network = try network(name, value, loss is MeanSquaredError ? [Softmax()] : [])
      let reference = try ReferenceNetwork(network, loss: loss)
      let pass = Pass(batch: 15, mode: .evaluation)
      var losses = Tensor<Float>(zeros: Shape([network.lanes]))
      var lanes = Tensor<Int32>(zeros: Shape([network.lanes]))
      for lane in 0..<15 { lanes[flat: lane] = examples.labels[flat: lane] }
      network.load(examples, at: (0..<15).map { Int32($0) }[...])
      network.forward(pass)
      network.backward(pass, loss: loss, labels: lanes, losses: &losses)
      let mean = Double(network.context.sum(losses, range: 0..<15)) / 15
      #expect(abs(mean - reference.meanLoss(inputs, labels: labels)) < 1e-6)
      for (index, gradient) in reference.gradients(inputs, labels: labels).enumerated() {
        let found = network.parameters.gradients[index].elements
        let worst = zip(found, gradient).map { abs(Double($0) - $1) }.max() ?? .infinity
        #expect(worst < 1e-6, "\(reference.names[index]) with \(loss)")
      }
    }
  }

  /// Networks of images, with windows that reach outside, overlap, and leave pixels out.
  private static func imageModel() throws -> Model {
    try Model(
      [
        Convolution(
          filters: 4, WindowSettings(kernel: (3, 2), stride: 2, padding: .pixels(1)),
          bias: UniformInitializer.small),
        BatchNormalization(), ActivationSpecification(Tanh()),
        Pooling(.maximum, WindowSettings(kernel: 2, padding: .same)),
        Convolution(filters: 3, WindowSettings(kernel: 2), bias: nil),
        ActivationSpecification(GELU()),
        Pooling(.average, WindowSettings(kernel: 2, padding: .pixels(1))),
        Flatten(), Dense(units: 5), BatchNormalization(), Dense(units: 4),
      ], inputShape: [7, 6, 2])
  }

  @Test("of images too: backpropagation agrees with central differences, and Float32 with Float64")
  func images() throws {
    let examples = try ImageNetworkTests.examples(count: 6, height: 7, width: 6, channels: 2)
    let inputs = examples.doubles(at: 0..<6)
    let labels = examples.labels.elements.map(Int.init)
    var network = try Network(
      Self.imageModel(), seed: 5, batchCapacity: 6, context: testContext())
    let reference = try ReferenceNetwork(network, loss: CrossEntropy())
    let gradients = reference.gradients(inputs, labels: labels)
    expectDifferences(of: reference, inputs, labels, within: 1e-8)
    var losses = Tensor<Float>(zeros: Shape([network.lanes]))
    var lanes = Tensor<Int32>(zeros: Shape([network.lanes]))
    for lane in 0..<6 { lanes[flat: lane] = examples.labels[flat: lane] }
    let pass = Pass(batch: 6, mode: .training(step: 0))
    network.load(examples, at: (0..<6).map { Int32($0) }[...])
    network.forward(pass)
    network.backward(pass, loss: CrossEntropy(), labels: lanes, losses: &losses)
    let mean = Double(network.context.sum(losses, range: 0..<6)) / 6
    #expect(abs(mean - reference.meanLoss(inputs, labels: labels)) < 1e-5)
    for (index, gradient) in gradients.enumerated() {
      let found = network.parameters.gradients[index].elements
      let worst = zip(found, gradient).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(worst < 1e-5, "\(reference.names[index])")
    }
  }

  @Test(
    "the error of central differences falls with the square of epsilon, until rounding takes over")
  func epsilons() throws {
    let examples = try clusters(count: 1, features: 6, classes: 4)
    let inputs = examples.doubles(at: 0..<1)
    let labels = [Int(examples.labels[flat: 0])]
    let reference = try ReferenceNetwork(network("tanh", nil), loss: CrossEntropy())
    let exact = reference.gradients(inputs, labels: labels)[2]
    func error(_ epsilon: Double) -> Double {
      exact.indices.map { element in
        abs(
          exact[element]
            - reference.centralDifference(
              parameter: 2, element: element, epsilon: epsilon, inputs: inputs, labels: labels))
      }.max() ?? 0
    }
    #expect((50...200).contains(error(1e-1) / error(1e-2)))
    #expect(error(1e-5) < error(1e-2) / 1000)
    #expect(error(1e-10) > error(1e-5))
  }

  @Test("a layer without a Float64 version is named")
  func noReference() throws {
    struct Odd: LayerSpecification {
      var kind: String { "odd" }
      func plan(
        input: Shape, as identity: LayerIdentity
      ) throws(NeuralNetworkError) -> LayerPlan { LayerPlan(outputShape: input) }
      func makeLayer(in placement: LayerPlacement) -> any Layer {
        Flatten().makeLayer(in: placement)
      }
    }
    let network = try Network(
      Model([Dense(units: 2), Odd()], inputShape: Shape([3])), seed: 1, batchCapacity: 1,
      context: testContext())
    #expect(
      throws: NeuralNetworkError.noReference(layer: LayerIdentity(name: "odd1", position: 2))
    ) { try ReferenceNetwork(network, loss: CrossEntropy()) }
  }
}
