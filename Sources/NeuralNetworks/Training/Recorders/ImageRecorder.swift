import Tensors

/// Pictures of a quantity: `images/<quantity>/<layer>`, for the first units of each layer.
///
/// Weights, their gradients and updates give one picture for each unit: of a dense layer in the shape of the
/// examples where it sees all of one, of a convolution the filter. Activations and gradients of features are one
/// picture in all, with a row for each unit and a column for each example; those of images are the first
/// example's channels.
public struct ImageRecorder: Recorder {
  private let units: Int
  private let timing: RecordTiming
  private var reader: QuantityReader
  /// Of the pictures of each layer.
  private var shapes: [String: [Int]] = [:]

  /// - Parameters:
  ///   - units: so many of each layer at most.
  ///   - layers: only these, by name; all when empty.
  ///   - examples: as for ``DistributionRecorder``.
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(
    of quantity: RecordedQuantity, units: Int, every cadence: Cadence = .everyEpoch,
    layers: [String] = [], examples: Int? = nil
  ) throws(NeuralNetworkError) {
    guard units > 0 else {
      throw .outOfRange(
        what: "recorder images", parameter: "units", found: Double(units), allowed: "positive")
    }
    self.units = units
    reader = try QuantityReader(quantity, every: cadence, layers: layers, examples: examples)
    timing = RecordTiming(prefix: "images/\(quantity.prefix)")
  }

  public var name: String { "images-\(reader.quantity.rawValue)" }

  public mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {
    try reader.prepare(for: start)
    let network = start.network
    for (name, place) in reader.layers {
      if reader.quantity.belongsToWeights {
        let shape = network.parameters.values[place].shape.dimensions
        shapes[name] = pictureShape(ofWeights: shape, examples: network.model.inputShape)
      } else {
        let shape = network.model.layers[place].outputShape.dimensions
        let columns = reader.firstExampleCount(of: start)
        let count = min(units, shape.last ?? 1)
        shapes[name] = [count] + (shape.count > 1 ? Array(shape.dropLast()) : [columns])
      }
    }
  }

  private func pictureShape(ofWeights shape: [Int], examples: Shape) -> [Int] {
    guard shape.count == 2 else { return [min(units, shape.last ?? 1)] + shape.dropLast() }
    let picture = shape[1] == examples.count ? examples.dimensions : [shape[1]]
    return [min(units, shape[0])] + picture
  }

  /// The numbers of the pictures, unit first. A batch of fewer examples than the first one recorded leaves columns of
  /// NaN.
  private func pictures(of tensor: Tensor<Float>, _ shape: [Int]) -> [Double] {
    let elements = tensor.elements
    let size = shape.dropFirst().reduce(1, *)
    if reader.quantity.belongsToWeights, tensor.shape.rank == 2 {
      return elements.prefix(shape[0] * size).map(Double.init)
    }
    // Units are the last axis.
    let all = tensor.shape.dimensions.last ?? 1
    return (0..<shape[0]).flatMap { unit in
      (0..<size).map { place in
        let position = place * all + unit
        return position < elements.count ? Double(elements[position]) : .nan
      }
    }
  }

  public var readsOutputs: Bool { !reader.quantity.belongsToWeights }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool {
    reader.readsParameterGradients(afterStep: step, stepsPerEpoch: stepsPerEpoch)
  }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    var isFirst = true
    let recorder = self
    reader.read(step, network) { layer, tensor in
      guard let shape = recorder.shapes[layer] else { return }
      if isFirst { recorder.timing.record(step, in: &history) }
      isFirst = false
      history.append(
        recorder.pictures(of: tensor, shape), to: "\(recorder.timing.prefix)/\(layer)")
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    if let description = timing.description(of: series) { return description }
    let quantity = reader.quantity
    guard let (layer, _) = reader.layers.first(where: { "\(timing.prefix)/\($0.name)" == series })
    else { return nil }
    return SeriesDescription(
      meaning: "\(quantity.meaning) of the first units of \(layer), unit first"
        + (quantity.belongsToWeights
          ? "" : "; a column for each example, or the first example's image"),
      unit: quantity.unit, itemShape: shapes[layer])
  }
}
