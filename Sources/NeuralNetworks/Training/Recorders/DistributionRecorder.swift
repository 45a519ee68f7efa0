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

  private let percentiles: [Double]
  private let histogram: Histogram?
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
    let what = "recorder \(quantity.rawValue)"
    for percentile in percentiles where !(0...100).contains(percentile) {
      throw .outOfRange(
        what: what, parameter: "a percentile", found: percentile, allowed: "from 0 to 100")
    }
    if let histogram {
      guard (1...Self.mostBins).contains(histogram.bins) else {
        throw .outOfRange(
          what: what, parameter: "the number of bins", found: Double(histogram.bins),
          allowed: "from 1 to \(Self.mostBins)")
      }
      if let low = histogram.low, let high = histogram.high, !(low < high) {
        throw .outOfRange(
          what: what, parameter: "the end of the histogram", found: high, allowed: "above \(low)")
      }
    }
    reader = try QuantityReader(quantity, every: cadence, layers: layers, examples: examples)
    timing = RecordTiming(prefix: quantity.prefix)
    self.percentiles = percentiles
    self.histogram = histogram
  }

  private static let mostBins = 1 << 16

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
    let (percentiles, histogram, prefix) = (percentiles, histogram, reader.quantity.prefix)
    reader.read(step, network) { layer, tensor in
      if isFirst { timing.record(step, in: &history) }
      isFirst = false
      let path = "\(prefix)/\(layer)"
      let moments = context.statistics(tensor)
      history.append(moments?.mean ?? .nan, to: "\(path)/mean")
      history.append(moments?.standardDeviation ?? .nan, to: "\(path)/standard_deviation")
      history.append(
        Double(context.sumOfSquares(tensor)).squareRoot(), to: "\(path)/norm")
      if percentiles.isEmpty && histogram == nil { return }
      let sample = Sample(tensor, context)
      if !percentiles.isEmpty {
        history.append(percentiles.map(sample.percentile), to: "\(path)/percentiles")
      }
      if let histogram {
        let (shares, range) = sample.histogram(histogram)
        history.append(shares, to: "\(path)/histogram")
        history.append([range.low, range.high], to: "\(path)/histogram_range")
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
        let list = percentiles.map { "\($0)" }.joined(separator: ", ")
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
