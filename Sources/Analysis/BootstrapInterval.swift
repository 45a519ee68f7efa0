import Tensors

/// Between which values a statistic of a sample would lie in most samples of the same size: the percentile
/// interval of B. Efron, R. J. Tibshirani, "An introduction to the bootstrap", 1993, chapter 13.
///
/// A resample is a pure function of the seed and its number, so the interval is the same everywhere.
public struct BootstrapInterval: Equatable, Sendable {
  /// The statistic of the sample itself.
  public let estimate: Double
  public let lower: Double
  public let upper: Double

  /// - Parameters:
  ///   - confidence: the share of the resamples inside the interval, such as 0.95.
  ///   - resamples: how many; their error falls with the root of it.
  ///   - statistic: of a list as long as `values`; the mean unless another is given.
  /// - Throws: ``AnalysisError`` for no values, or parameters outside their range.
  public init(
    of values: [Double], confidence: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 1,
    statistic: ([Double]) -> Double = BootstrapInterval.mean
  ) throws(AnalysisError) {
    guard !values.isEmpty, values.count <= Int(UInt32.max) else {
      throw .empty(what: "a bootstrap interval")
    }
    guard confidence > 0, confidence < 1 else {
      throw .parameterOutOfRange(
        name: "the confidence of an interval", found: confidence, allowed: "above 0 and below 1")
    }
    guard resamples >= 1 else {
      throw .parameterOutOfRange(
        name: "the number of resamples", found: Double(resamples), allowed: "at least 1")
    }
    let stream = RandomStream(seed: seed, name: "analysis/bootstrap")
    var sample = values
    var statistics: [Double] = []
    statistics.reserveCapacity(resamples)
    for resample in 0..<resamples {
      var reader = RandomStream.Reader(stream.substream(UInt64(resample)))
      for place in sample.indices {
        sample[place] = values[Int(reader.next(below: UInt32(values.count)))]
      }
      statistics.append(statistic(sample))
    }
    let quantiles = try Quantiles(statistics)
    estimate = statistic(values)
    lower = try quantiles.quantile((1 - confidence) / 2)
    upper = try quantiles.quantile((1 + confidence) / 2)
  }

  /// The mean, summed in order.
  public static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
