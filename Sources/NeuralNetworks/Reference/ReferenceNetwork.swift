import Tensors

/// A model in Float64, slow and plain: what gradients are checked against, and what the fast path is.
///
/// Dropout is off; batch normalisation takes the statistics of the batch, as in training. Everything is computed with + - * / and ``Elementary``, so that results are the same on
/// every machine.
public struct ReferenceNetwork: Sendable {
  public let model: Model
  public let loss: any Loss
  /// `dense1/weight`, …, in the order of the layers.
  public let names: [String]
  /// Of each parameter, row-major.
  public var parameters: [[Double]]
  private let layers: [any ReferenceLayer]

  /// The network with its parameters as they are.
  ///
  /// - Throws: ``NeuralNetworkError/noReference(layer:)`` for a layer that exists in Float32 only.
  public init(_ network: Network, loss: any Loss) throws(NeuralNetworkError) {
    model = network.model
    self.loss = loss
    names = network.parameters.names
    parameters = network.parameters.values.map { $0.elements.map(Double.init) }
    layers = try Self.layers(of: network.model)
  }

  private static func layers(
    of model: Model
  ) throws(NeuralNetworkError) -> [any ReferenceLayer] {
    var layers: [any ReferenceLayer] = []
    var first = 0
    for layer in model.layers {
      let parameters = first..<(first + layer.parameters.count)
      first = parameters.upperBound
      let placement = LayerPlacement(
        identity: layer.identity, inputShape: layer.inputShape, outputShape: layer.outputShape,
        inputLayout: .features, outputLayout: .features, parameters: parameters, batchCapacity: 1,
        seed: 0, isRectified: false)
      guard let reference = layer.specification.makeReferenceLayer(in: placement) else {
        throw .noReference(layer: layer.identity)
      }
      layers.append(reference)
    }
    return layers
  }

  /// The outputs of every layer for a batch; the last entry is that of the network.
  public func outputs(of inputs: [[Double]]) -> [[[Double]]] {
    var outputs: [[[Double]]] = []
    for layer in layers {
      outputs.append(layer.forward(outputs.last ?? inputs, parameters: parameters))
    }
    return outputs
  }

  /// The mean of the losses of the examples.
  ///
  /// - Precondition: there are as many labels as inputs, at least one, and each names an output.
  public func meanLoss(_ inputs: [[Double]], labels: [Int]) -> Double {
    precondition(inputs.count == labels.count && !labels.isEmpty, "one label for each input")
    let outputs = outputs(of: inputs).last ?? inputs
    var sum = 0.0
    for (output, label) in zip(outputs, labels) { sum += loss.value(output, label: label).loss }
    return sum / Double(labels.count)
  }

  /// The gradient of the mean loss with respect to each parameter, by backpropagation.
  ///
  /// - Precondition: as for ``meanLoss(_:labels:)``.
  public func gradients(_ inputs: [[Double]], labels: [Int]) -> [[Double]] {
    precondition(inputs.count == labels.count && !labels.isEmpty, "one label for each input")
    let outputs = outputs(of: inputs)
    var gradients = parameters.map { [Double](repeating: 0, count: $0.count) }
    var gradient = zip(outputs.last ?? inputs, labels).map { output, label in
      loss.value(output, label: label).gradient.map { $0 / Double(labels.count) }
    }
    for index in layers.indices.reversed() {
      gradient = layers[index].backward(
        gradient, input: index == 0 ? inputs : outputs[index - 1], output: outputs[index],
        parameters: parameters, gradients: &gradients)
    }
    return gradients
  }

  /// The central difference (L(w + ε) - L(w - ε)) / 2ε of the mean loss in one element of a parameter.
  ///
  /// - Precondition: as for ``meanLoss(_:labels:)``, and the element exists.
  public func centralDifference(
    parameter: Int, element: Int, epsilon: Double, inputs: [[Double]], labels: [Int]
  ) -> Double {
    var shifted = self
    shifted.parameters[parameter][element] = parameters[parameter][element] + epsilon
    let above = shifted.meanLoss(inputs, labels: labels)
    shifted.parameters[parameter][element] = parameters[parameter][element] - epsilon
    let below = shifted.meanLoss(inputs, labels: labels)
    return (above - below) / (2 * epsilon)
  }
}

extension LabelledExamples {
  /// The inputs at these places as the reference takes them: one list of numbers for each example.
  public func doubles(at places: Range<Int>) -> [[Double]] {
    let width = inputs.count / count
    return inputs.withUnsafeBufferPointer { elements in
      places.map { place in elements[(place * width)..<((place + 1) * width)].map(Double.init) }
    }
  }
}
