/// Quantiles of a list of numbers.
///
/// Between two values the quantile is interpolated: it lies at position `p (n - 1)` of the sorted
/// list. This is definition 7 of R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages",
/// The American Statistician 50(4), 1996, which NumPy, R and Excel use.
public struct Quantiles: Equatable, Sendable {
  /// In ascending order; -0 before +0, NaN last, so that equal lists sort to equal bits.
  public let sorted: [Double]

  /// - Complexity: O(n log n).
  /// - Throws: ``AnalysisError/empty(what:)``.
  public init<Values: Collection>(_ values: Values) throws(AnalysisError)
  where Values.Element: BinaryFloatingPoint {
    guard !values.isEmpty else { throw .empty(what: "quantiles") }
    sorted = values.map { Double($0) }.sorted { left, right in
      if left.isNaN || right.isNaN { return !left.isNaN && right.isNaN }
      return left.isTotallyOrdered(belowOrEqualTo: right)
        && !right.isTotallyOrdered(belowOrEqualTo: left)
    }
  }

  /// The value below which the share `probability` of the list lies.
  ///
  /// - Throws: ``AnalysisError/parameterOutOfRange(name:found:allowed:)`` outside 0...1.
  public func quantile(_ probability: Double) throws(AnalysisError) -> Double {
    guard probability >= 0, probability <= 1 else {
      throw .parameterOutOfRange(
        name: "the probability of a quantile", found: probability, allowed: "between 0 and 1")
    }
    let position = probability * Double(sorted.count - 1)
    let lower = Int(position)
    let fraction = position - Double(lower)
    guard fraction > 0 else { return sorted[lower] }
    return sorted[lower] + fraction * (sorted[lower + 1] - sorted[lower])
  }

  /// The middle value, or the mean of the two middle ones.
  public var median: Double {
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    return sorted[middle - 1] + 0.5 * (sorted[middle] - sorted[middle - 1])
  }
}
