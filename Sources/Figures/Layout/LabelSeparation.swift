/// Pushes labels apart as little as possible.
enum LabelSeparation {
  /// The positions nearest to `wanted`, in the sense of least squares, that keep `gap` between
  /// neighbours and stay between `low` and `high`; nil when there is no room.
  ///
  /// With u_i = y_i - i gap the labels must only ascend: an isotonic regression, cut off at both
  /// ends. Equal wishes keep their order.
  static func separated(
    _ wanted: [Double], gap: Double, from low: Double, to high: Double
  ) -> [Double]? {
    let highest = high - Double(max(0, wanted.count - 1)) * gap
    guard highest >= low else { return nil }
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    let levels = IsotonicRegression.fit(
      order.enumerated().map { (wanted[$1] - Double($0) * gap, weight: 1) })
    var result = wanted
    for (rank, index) in order.enumerated() {
      result[index] = min(highest, max(low, levels[rank])) + Double(rank) * gap
    }
    return result
  }
}
