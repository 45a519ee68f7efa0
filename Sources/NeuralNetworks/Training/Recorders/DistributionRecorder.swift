import Tensors

/// How one ``RecordedQuantity`` is distributed over each layer: `<quantity>/<layer>/mean`,
/// `/standard_deviation` and `/norm` (Euclidean), and if asked for `/percentiles` and `/histogram`, with its
/// range in `/histogram_range`.
///
/// Where a number is not finite, percentiles are NaN and a histogram is empty.
public struct DistributionRecorder: Recorder {
  /// Equal bins from `low` to `high`; without them from the smallest to the largest number of the moment.
  public struct Histogram: Equatable, Sendable {
    public var bins: Int
    public var low: Double?
    public var high: Double?

    public init(bins: Int, from low: Double? = nil, to high: Double? = nil) {
      self.bins = bins
      self.low = low
      self.high = high
    }
  }

  private let settings: Distribution.Settings
  private let timing: RecordTiming
  private var reader: QuantityReader

  /// - Parameters:
  ///   - layers: only these, by name; all when empty.
  ///   - examples: for activations: so many of the validation set (without one, of the training set), dropout off,
  ///     instead of the batch.
  ///   - percentiles: each in 0 ... 100.
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(
    _ quantity: RecordedQuantity, every cadence: Cadence = .everyEpoch, layers: [String] = [],
    examples: Int? = nil, percentiles: [Double] = [], histogram: Histogram? = nil
  ) throws(NeuralNetworkError) {
    settings = try Distribution.Settings(
      percentiles: percentiles, histogram: histogram, of: "recorder \(quantity.rawValue)")
    reader = try QuantityReader(quantity, every: cadence, layers: layers, examples: examples)
    timing = RecordTiming(prefix: quantity.prefix)
  }

  public var name: String { reader.quantity.rawValue }

  public mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {
    try reader.prepare(for: start)
  }

  public var readsOutputs: Bool { !reader.quantity.belongsToWeights }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool {
    reader.readsParameterGradients(afterStep: step, stepsPerEpoch: stepsPerEpoch)
  }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    var isFirst = true
    let (timing, context) = (timing, network.context)
    let (settings, prefix) = (settings, reader.quantity.prefix)
    reader.read(step, network) { layer, tensor in
      if isFirst { timing.record(step, in: &history) }
      isFirst = false
      let path = "\(prefix)/\(layer)"
      let found = Distribution(tensor, settings, context: context)
      history.append(found.mean, to: "\(path)/mean")
      history.append(found.standardDeviation, to: "\(path)/standard_deviation")
      history.append(found.norm, to: "\(path)/norm")
      if !found.percentiles.isEmpty {
        history.append(found.percentiles, to: "\(path)/percentiles")
      }
      if !found.histogram.isEmpty {
        history.append(found.histogram, to: "\(path)/histogram")
        history.append(found.histogramRange, to: "\(path)/histogram_range")
      }
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    if let description = timing.description(of: series) { return description }
    let quantity = reader.quantity
    for (layer, _) in reader.layers where series.hasPrefix("\(quantity.prefix)/\(layer)/") {
      let of = "of the \(quantity.meaning) of \(layer)"
      switch series.dropFirst("\(quantity.prefix)/\(layer)/".count) {
      case "mean": return SeriesDescription(meaning: "mean \(of)", unit: quantity.unit)
      case "standard_deviation":
        return SeriesDescription(meaning: "standard deviation \(of)", unit: quantity.unit)
      case "norm":
        return SeriesDescription(meaning: "Euclidean norm \(of)", unit: quantity.unit)
      case "percentiles":
        let list = settings.percentiles.map { "\($0)" }.joined(separator: ", ")
        return SeriesDescription(meaning: "percentiles \(list) \(of)", unit: quantity.unit)
      case "histogram":
        return SeriesDescription(meaning: "shares \(of) in equal bins over histogram_range")
      case "histogram_range":
        return SeriesDescription(
          meaning: "where the histogram \(of) begins and ends", unit: quantity.unit)
      default: continue
      }
    }
    return nil
  }
}
