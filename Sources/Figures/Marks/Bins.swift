/// Counting of values in equal bins, and checks of bins that were counted elsewhere.
public enum Bins {
  /// Counts finite values in `count` equal bins over their range, or over the limits given.
  ///
  /// The last bin includes its upper edge. Values outside the limits are not counted.
  /// - Precondition: `count` is positive.
  public static func count(
    _ values: [Double], bins count: Int, limits: ClosedRange<Double>? = nil
  ) -> (edges: [Double], counts: [Double]) {
    precondition(count > 0, "a histogram has at least one bin")
    var range: ValueRange?
    for value in values where value.isFinite { range = ValueRange.adding(value, to: range) }
    var (low, high) = (range?.low ?? 0, range?.high ?? 1)
    if let limits { (low, high) = (limits.lowerBound, limits.upperBound) }
    if !(low < high) {
      let half = low == 0 ? 0.5 : abs(low) * 0.05
      (low, high) = (low - half, high + half)
    }
    let edges = (0...count).map { index in
      let share = Double(index) / Double(count)
      return low * (1 - share) + high * share
    }
    var counts = [Double](repeating: 0, count: count)
    let width = high / Double(count) - low / Double(count)
    for value in values where value >= low && value <= high {
      var bin = min(count - 1, max(0, Int(((value - low) / width).rounded(.down))))
      // The edges decide, not the rounding of the division.
      while bin > 0 && value < edges[bin] { bin -= 1 }
      while bin < count - 1 && value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return (edges, counts)
  }

  /// - Throws: `FigureError` naming the series.
  static func check(_ series: String, edges: [Double], heights: [Double]) throws {
    guard edges.count == heights.count + 1 || (edges.isEmpty && heights.isEmpty) else {
      throw FigureError.mismatchedLengths(
        series: series,
        counts: "edges: \(edges.count), heights: \(heights.count); one edge more than heights")
    }
    guard edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw FigureError.unusableData(
        what: "series '\(series)'", problem: "the edges of its bins must be finite and ascend")
    }
  }
}
