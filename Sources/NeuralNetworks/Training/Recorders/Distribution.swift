import Tensors

/// How the numbers of a tensor are distributed.
///
/// Where a number is not finite, percentiles are NaN and a histogram is empty.
public struct Distribution: Equatable, Sendable {
  /// What there is to find out besides the moments.
  public struct Settings: Equatable, Sendable {
    /// Each in 0 ... 100.
    public let percentiles: [Double]
    public let histogram: DistributionRecorder.Histogram?

    /// - Parameter what: whose settings they are, for errors.
    /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
    public init(
      percentiles: [Double] = [], histogram: DistributionRecorder.Histogram? = nil,
      of what: String
    ) throws(NeuralNetworkError) {
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
      self.percentiles = percentiles
      self.histogram = histogram
    }

    private static let mostBins = 1 << 16
  }

  public let mean: Double
  /// Of the numbers as a whole population.
  public let variance: Double
  /// Euclidean.
  public let norm: Double
  /// In the order of the settings.
  public let percentiles: [Double]
  /// The share of all numbers in each bin; empty where none was asked for.
  public let histogram: [Double]
  /// Where the histogram begins and ends; empty where none was asked for.
  public let histogramRange: [Double]

  public init(_ tensor: Tensor<Float>, _ settings: Settings, context: ComputeContext) {
    let moments = context.statistics(tensor)
    mean = moments?.mean ?? .nan
    variance = moments?.variance ?? .nan
    norm = Double(context.sumOfSquares(tensor)).squareRoot()
    guard !settings.percentiles.isEmpty || settings.histogram != nil else {
      (percentiles, histogram, histogramRange) = ([], [], [])
      return
    }
    let sample = Sample(tensor, context)
    percentiles = settings.percentiles.map(sample.percentile)
    if let bins = settings.histogram {
      let (shares, range) = sample.histogram(bins)
      (histogram, histogramRange) = (shares, [range.low, range.high])
    } else {
      (histogram, histogramRange) = ([], [])
    }
  }

  public var standardDeviation: Double { variance.squareRoot() }

  /// The mean of the squares.
  public var secondMoment: Double { variance + mean * mean }
}
