import Tensors

/// `dead_units/<layer>`: the share of the units of a rectifier whose output no example makes positive. A ReLU
/// unit of that kind passes no gradient for any of them. Of images a unit is a channel.
///
/// Looked at are the first examples of the validation set, or without one of the training set, dropout off.
public struct DeadUnitRecorder: Recorder {
  private let timing = RecordTiming(prefix: "dead_units")
  private var reader: QuantityReader

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(
    every cadence: Cadence = .everyEpoch, examples: Int = 1000
  ) throws(NeuralNetworkError) {
    reader = try QuantityReader(.activations, every: cadence, layers: [], examples: examples)
  }

  public var name: String { "dead-units" }

  public mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {
    try reader.prepare(for: start)
    let model = start.network.model
    reader.keepLayers { name in
      let layer = model.layers.first { $0.name == name }
      let activation = layer?.specification as? ActivationSpecification
      return activation?.activation.isRectifier == true
    }
  }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool { false }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    var isFirst = true
    let timing = timing
    reader.read(step, network) { layer, tensor in
      if isFirst { timing.record(step, in: &history) }
      isFirst = false
      let units = max(1, tensor.shape.dimensions.last ?? 1)
      var isDead = [Bool](repeating: true, count: units)
      for (place, value) in tensor.elements.enumerated() where value > 0 {
        isDead[place % units] = false
      }
      let dead = isDead.count { $0 }
      history.append(Double(dead) / Double(units), to: "dead_units/\(layer)")
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    if let description = timing.description(of: series) { return description }
    guard series.hasPrefix("dead_units/") else { return nil }
    return SeriesDescription(
      meaning:
        "share of the units of \(series.dropFirst("dead_units/".count)) whose output no example "
        + "makes positive")
  }
}
