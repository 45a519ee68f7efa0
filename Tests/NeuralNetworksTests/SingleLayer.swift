import Tensors

@testable import NeuralNetworks

/// Number i of a test tensor; Float32 holds it exactly. `scripts/make_layer_fixtures.py` makes the same.
func fixtureNumbers(_ shape: Shape, salt: Int) -> Tensor<Float> {
  Tensor(
    shape: shape,
    elements: (0..<shape.count).map { Float(($0 * 7919 + salt) % 1009 - 504) / 512 })
}

/// A loss whose gradient with respect to the outputs is given: the sum of outputs times numbers.
struct GivenGradient: Loss {
  static let name = "given-gradient"

  /// `[batch, outputs]`.
  let gradient: Tensor<Float>

  func evaluate(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>,
    gradient: inout Tensor<Float>, context: ComputeContext
  ) {
    let outputs = self.gradient.count / batch
    for lane in 0..<batch {
      for feature in 0..<outputs {
        gradient[feature, lane] = self.gradient[flat: lane * outputs + feature]
      }
    }
  }

  func losses(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, into losses: inout Tensor<Float>,
    context: ComputeContext
  ) {}

  /// The tests that use this loss compare gradients of layers alone.
  func value(_ output: [Double], label: Int) -> (loss: Double, gradient: [Double]) {
    (0, output.map { _ in 0 })
  }
}

/// One layer between a trained layer that changes nothing, so that it needs the gradient of its input, and
/// a flatten layer.
struct SingleLayer {
  private(set) var network: Network
  let input: Tensor<Float>
  let outputGradient: Tensor<Float>

  /// - Parameter input: `[batch]` followed by the shape of an example.
  init(
    _ layer: any LayerSpecification, input: Tensor<Float>, parameters: [String: Tensor<Float>],
    context: ComputeContext
  ) throws {
    let example = Shape(Array(input.shape.dimensions.dropFirst()))
    let channels = example[example.rank - 1]
    let first: any LayerSpecification =
      example.rank == 1
      ? Dense(units: channels, bias: nil, name: "first")
      : Convolution(filters: channels, WindowSettings(kernel: 1), bias: nil, name: "first")
    let model = try Model([first, layer, Flatten()], inputShape: example)
    network = try Network(
      model, seed: 1, batchCapacity: input.shape[0] + 2, context: context)
    var all = network.exportParameters()
    for (name, tensor) in parameters { all["\(model.layers[1].name)/\(name)"] = tensor }
    for (name, tensor) in all where name == "first/weight" {
      var identity = Tensor<Float>(zeros: tensor.shape)
      for channel in 0..<channels { identity[flat: channel * (channels + 1)] = 1 }
      all[name] = identity
    }
    try network.importParameters(all)
    self.input = input
    outputGradient = fixtureNumbers(
      Shape([input.shape[0]] + model.layers[1].outputShape.dimensions), salt: 5)
  }

  /// The layer's output, `[batch]` followed by its shape.
  mutating func forward(_ mode: Pass.Mode, on input: Tensor<Float>? = nil) throws -> Tensor<Float> {
    let input = input ?? self.input
    let batch = input.shape[0]
    network.load(
      try LabelledExamples(inputs: input, labels: Tensor<Int32>(zeros: [batch])),
      at: (0..<Int32(batch)).map { $0 }[...])
    network.forward(Pass(batch: batch, mode: mode))
    return network.outputs(ofLayer: 1, batch: batch)
  }

  /// Forward and backward; the gradients of the parameters by name, and that of `input`.
  mutating func gradients(_ mode: Pass.Mode) throws -> [String: Tensor<Float>] {
    _ = try forward(mode)
    let batch = input.shape[0]
    var losses = Tensor<Float>(zeros: [network.lanes])
    network.backward(
      Pass(batch: batch, mode: mode), loss: GivenGradient(gradient: outputGradient),
      labels: Tensor(zeros: [network.lanes]), losses: &losses)
    var result = ["input": network.outputGradients(ofLayer: 0, batch: batch) ?? input]
    let prefix = network.model.layers[1].name + "/"
    for (name, gradient) in zip(network.parameters.names, network.parameters.gradients)
    where name.hasPrefix(prefix) {
      result[String(name.dropFirst(prefix.count))] = gradient
    }
    return result
  }
}
