import Tensors

/// How many values of a list fall into each of a row of equally wide bins.
///
/// A bin holds its lower edge but not its upper one; only the last bin holds both. This is what NumPy's
/// `histogram` does.
public struct Histogram: Equatable, Sendable {
  /// Ascending, one more than there are bins.
  public let edges: [Double]
  public let counts: [Int]
  /// The values outside the bins.
  public let below: Int
  public let above: Int

  /// Bins of a given number.
  ///
  /// - Parameters:
  ///   - range: what the bins cover; `nil` for from the smallest value to the largest, or half of one to
  ///     either side where all are equal.
  /// - Throws: ``AnalysisError`` for no values, values that are not finite, no bins or an empty range.
  public init<Values: Collection>(
    _ values: Values, binCount: Int, range: ClosedRange<Double>? = nil
  ) throws(AnalysisError) where Values.Element: BinaryFloatingPoint {
    guard binCount >= 1, binCount <= Self.largestBinCount else {
      throw .parameterOutOfRange(
        name: "the number of bins", found: Double(binCount),
        allowed: "from 1 to \(Self.largestBinCount)")
    }
    let range = try Self.range(of: values, wanted: range)
    let width = range.upperBound - range.lowerBound
    var edges = (0..<binCount).map { range.lowerBound + width * (Double($0) / Double(binCount)) }
    edges.append(range.upperBound)
    var counts = [Int](repeating: 0, count: binCount)
    var (below, above) = (0, 0)
    for value in values {
      let value = Double(value)
      if value < range.lowerBound {
        below += 1
      } else if value > range.upperBound {
        above += 1
      } else {
        let position = (value - range.lowerBound) / width * Double(binCount)
        var bin = min(Int(position), binCount - 1)
        // Rounding may have put a value beside the edge on the wrong side of it.
        if value < edges[bin] { bin -= 1 }
        if bin < binCount - 1, value >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
    }
    (self.edges, self.counts, self.below, self.above) = (edges, counts, below, above)
  }

  /// Bins about as wide as `2 IQR / cbrt(n)`, from the smallest value to the largest: D. Freedman,
  /// P. Diaconis, "On the histogram as a density estimator: L2 theory", 1981. One bin where the middle half
  /// of the values is equal.
  ///
  /// - Parameter most: the most bins, so that a single outlier cannot ask for millions.
  /// - Throws: as ``init(_:binCount:range:)``.
  public init<Values: Collection>(
    freedmanDiaconis values: Values, most: Int = 1000
  ) throws(AnalysisError) where Values.Element: BinaryFloatingPoint {
    let range = try Self.range(of: values, wanted: nil)
    let quantiles = try Quantiles(values)
    let spread = try quantiles.quantile(0.75) - quantiles.quantile(0.25)
    let width = 2 * spread / Self.cubeRoot(of: values.count)
    let wanted = ((range.upperBound - range.lowerBound) / width).rounded(.up)
    let count = width > 0 ? Int(min(max(1, wanted), Double(max(1, most)))) : 1
    try self.init(values, binCount: count)
  }

  /// More bins are taken for a mistake.
  private static let largestBinCount = 1 << 20

  /// Exact for cubes, so that the number of bins does not hang on a rounding there.
  private static func cubeRoot(of count: Int) -> Double {
    let root = Elementary.exp(Elementary.log(Double(count)) / 3)
    let whole = root.rounded()
    return whole * whole * whole == Double(count) ? whole : root
  }

  private static func range<Values: Collection>(
    of values: Values, wanted: ClosedRange<Double>?
  ) throws(AnalysisError) -> ClosedRange<Double> where Values.Element: BinaryFloatingPoint {
    let statistics: SummaryStatistics
    do { statistics = try SummaryStatistics(values) } catch { throw .empty(what: "a histogram") }
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(what: "a histogram") }
    if let wanted {
      let width = wanted.upperBound - wanted.lowerBound
      guard width > 0, width.isFinite else {
        throw .parameterOutOfRange(
          name: "the width of a histogram", found: width, allowed: "positive and finite")
      }
      return wanted
    }
    guard statistics.maximum > statistics.minimum else {
      return statistics.minimum - 0.5...statistics.minimum + 0.5
    }
    guard (statistics.maximum - statistics.minimum).isFinite else {
      throw .notFinite(what: "the width of a histogram")
    }
    return statistics.minimum...statistics.maximum
  }
}
