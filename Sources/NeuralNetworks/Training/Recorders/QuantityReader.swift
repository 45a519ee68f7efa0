import Tensors

/// Reads one quantity of every layer from a network in training.
///
/// Weights before a step are kept only where the update of the step is recorded.
struct QuantityReader: Sendable {
  let quantity: RecordedQuantity
  let cadence: Cadence
  /// Only these layers, if any are named.
  private let wanted: [String]
  /// So many examples of the validation set, or without one of the training set, dropout off, and not the batch.
  private let exampleCount: Int?

  /// The layers that are read, with their places in the model or in the parameters.
  private(set) var layers: [(name: String, place: Int)] = []
  private var before: [Tensor<Float>] = []
  private var examples: LabelledExamples?
  private var places: [Int32] = []

  init(
    _ quantity: RecordedQuantity, every cadence: Cadence, layers: [String], examples: Int?
  ) throws(NeuralNetworkError) {
    self.quantity = quantity
    self.cadence = try cadence.checked(for: quantity.rawValue)
    wanted = layers
    exampleCount = examples
    if let examples, examples < 1 || quantity != .activations {
      throw .outOfRange(
        what: "recorder \(quantity.rawValue)", parameter: "examples", found: Double(examples),
        allowed: quantity == .activations
          ? "positive" : "absent; only activations have examples of their own")
    }
  }

  mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {
    let network = start.network
    layers =
      quantity.belongsToWeights
      ? network.trainedLayers.compactMap { layer in layer.weight.map { (layer.name, $0) } }
      : network.activeLayers
    for name in wanted where !layers.contains(where: { $0.name == name }) {
      throw .unknown(
        kind: "layer with \(quantity.rawValue)", name: name, known: layers.map(\.name))
    }
    if !wanted.isEmpty { layers.removeAll { !wanted.contains($0.name) } }
    if let exampleCount {
      let set = start.validation ?? start.training
      examples = set
      places = (0..<Int32(min(exampleCount, set.count))).map { $0 }
    }
    keepWeights(of: network, step: start.step, stepsPerEpoch: start.stepsPerEpoch)
  }

  /// How many examples the tensors of the first recorded step have, when they are activations or gradients.
  func firstExampleCount(of start: RecordingStart) -> Int {
    if examples != nil { return places.count }
    let batchSize = start.network.batchCapacity
    let step = cadence.firstStep(stepsPerEpoch: start.stepsPerEpoch)
    let batch = (step - 1) % start.stepsPerEpoch
    return min(batchSize, start.training.count - batch * batchSize)
  }

  /// Reads these layers alone from now on.
  mutating func keepLayers(_ isKept: (String) -> Bool) {
    layers.removeAll { !isKept($0.name) }
  }

  /// The weights as they are, if the next step is one whose update is recorded.
  private mutating func keepWeights(of network: Network, step: Int, stepsPerEpoch: Int) {
    guard quantity == .updates else { return }
    before =
      cadence.isDue(afterStep: step + 1, stepsPerEpoch: stepsPerEpoch)
      ? layers.map { network.parameters.values[$0.place] } : []
  }

  func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool {
    quantity == .weightGradients && cadence.isDue(afterStep: step, stepsPerEpoch: stepsPerEpoch)
  }

  /// Calls `body` with the tensor of each layer, if the step is one that is recorded: `[examples, …]` for
  /// activations and gradients, the parameter's shape for the others.
  mutating func read(
    _ step: StepReport, _ network: Network, _ body: (String, Tensor<Float>) -> Void
  ) {
    if cadence.isDue(afterStep: step.step, stepsPerEpoch: step.batchesPerEpoch) {
      let own = examples.map { outputs(of: network, for: $0) }
      for (index, layer) in layers.enumerated() {
        let tensor = own?[index] ?? tensor(of: layer.place, index, network, step.count)
        if let tensor { body(layer.name, tensor) }
      }
    }
    keepWeights(of: network, step: step.step, stepsPerEpoch: step.batchesPerEpoch)
  }

  private func tensor(
    of place: Int, _ index: Int, _ network: Network, _ batch: Int
  ) -> Tensor<Float>? {
    switch quantity {
    case .activations: return network.outputs(ofLayer: place, batch: batch)
    case .gradients: return network.outputGradients(ofLayer: place, batch: batch)
    case .weights: return network.parameters.values[place]
    case .weightGradients: return network.parameters.gradients[place]
    case .updates:
      guard before.indices.contains(index) else { return nil }
      var change = Tensor<Float>(zeros: before[index].shape)
      network.context.subtract(network.parameters.values[place], before[index], into: &change)
      return change
    }
  }

  /// The outputs of each layer, `[examples, …]`, for the examples of the recorder's own: they run through a
  /// copy of the network.
  private func outputs(of network: Network, for examples: LabelledExamples) -> [Tensor<Float>] {
    var network = network
    var elements = [[Float]](repeating: [], count: layers.count)
    for first in stride(from: 0, to: places.count, by: network.batchCapacity) {
      let batch = places[first..<min(first + network.batchCapacity, places.count)]
      network.load(examples, at: batch)
      network.forward(Pass(batch: batch.count, mode: .evaluation))
      for (index, layer) in layers.enumerated() {
        elements[index] += network.outputs(ofLayer: layer.place, batch: batch.count).elements
      }
    }
    return zip(layers, elements).map { layer, elements in
      let shape = network.model.layers[layer.place].outputShape
      return Tensor(shape: Shape([places.count] + shape.dimensions), elements: elements)
    }
  }
}
