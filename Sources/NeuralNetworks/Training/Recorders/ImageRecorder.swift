import Tensors

/// Pictures of a quantity: `images/<quantity>/<layer>`, for the first units of each layer.
///
/// Weights, their gradients and updates give one picture for each unit, in the shape of the inputs; activations and
/// gradients one picture in all, with a row for each unit and a column for each example.
public struct ImageRecorder: Recorder {
  private let units: Int
  private let timing: RecordTiming
  private var reader: QuantityReader
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
    let model = start.network.model
    shapes = [:]
    guard reader.quantity.belongsToWeights else { return }
    for layer in model.layers {
      guard let weight = layer.parameters.first(where: { $0.role == .weight }) else { continue }
      let (count, inputs) = Self.rows(of: weight.shape)
      // The weights of the first layer behind a flatten layer are seen in the shape of the examples.
      let picture = inputs == model.inputShape.count ? model.inputShape.dimensions : [inputs]
      shapes[layer.name] = [min(units, count)] + picture
    }
  }

  /// Units, and the numbers that each has.
  private static func rows(of shape: Shape) -> (count: Int, width: Int) {
    let count = shape.dimensions.first ?? 1
    return (count, shape.count / max(1, count))
  }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    var isFirst = true
    let (timing, units) = (timing, units)
    reader.read(step, network) { layer, tensor in
      if isFirst { timing.record(step, in: &history) }
      isFirst = false
      let (count, width) = Self.rows(of: tensor.shape)
      let path = "\(timing.prefix)/\(layer)"
      let entry = tensor.elements.prefix(min(units, count) * width).map(Double.init)
      // A last, shorter batch has fewer columns; an entry as wide as the others is filled up with NaN.
      let widest = history.width(of: path) ?? entry.count
      history.append(Self.resized(entry, rows: min(units, count), to: widest), to: path)
    }
  }

  private static func resized(_ entry: [Double], rows: Int, to count: Int) -> [Double] {
    guard entry.count != count, rows > 0 else { return entry }
    let (width, wanted) = (entry.count / rows, count / rows)
    return (0..<rows).flatMap { row in
      (0..<wanted).map { $0 < width ? entry[row * width + $0] : .nan }
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    if let description = timing.description(of: series) { return description }
    let quantity = reader.quantity
    guard let (layer, _) = reader.layers.first(where: { "\(timing.prefix)/\($0.name)" == series })
    else { return nil }
    return SeriesDescription(
      meaning: quantity.belongsToWeights
        ? "\(quantity.meaning) of the first units of \(layer)"
        : "\(quantity.meaning) of the first units of \(layer), one row each, one column for an example",
      unit: quantity.unit, itemShape: shapes[layer])
  }
}
