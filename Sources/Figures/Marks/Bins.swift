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
    let (low, high) =
      limits.map { ($0.lowerBound, $0.upperBound) } ?? (range?.low ?? 0, range?.high ?? 1)
    var edges = Self.edges(from: low, to: high, count: count)
    if !Self.ascend(edges) {
      // Equal values, or values closer than doubles can part.
      let half = low == 0 ? 0.5 : max(abs(low) * 0.05, 1e-300)
      edges = Self.edges(from: low - half, to: low + half, count: count)
    }
    var counts = [Double](repeating: 0, count: count)
    for value in values where value >= edges[0] && value <= edges[count] {
      // The last edge that is not above the value begins its bin.
      var (first, last) = (0, count - 1)
      while first < last {
        let middle = (first + last + 1) / 2
        if edges[middle] <= value { first = middle } else { last = middle - 1 }
      }
      counts[first] += 1
    }
    return (edges, counts)
  }

  /// Where `count` equal bins begin, and where the last one ends.
  public static func edges(from low: Double, to high: Double, count: Int) -> [Double] {
    (0...count).map { index in
      let share = Double(index) / Double(count)
      return low * (1 - share) + high * share
    }
  }

  private static func ascend(_ edges: [Double]) -> Bool {
    zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// - Throws: `FigureError` naming the series.
  static func check(_ series: String, edges: [Double], heights: [Double]) throws {
    guard edges.count == heights.count + 1 || (edges.isEmpty && heights.isEmpty) else {
      throw FigureError.mismatchedLengths(
        series: series,
        counts: "edges: \(edges.count), heights: \(heights.count); one edge more than heights")
    }
    guard edges.allSatisfy(\.isFinite), ascend(edges) else {
      throw FigureError.unusableData(
        what: "series '\(series)'", problem: "the edges of its bins must be finite and ascend")
    }
  }
}
