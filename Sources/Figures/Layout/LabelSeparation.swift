/// Pushes labels apart as little as possible.
enum LabelSeparation {
  /// The positions nearest to `wanted`, in the sense of least squares, that keep `gap` between
  /// neighbours and stay between `low` and `high`; nil when there is no room.
  ///
  /// With u_i = y_i - i gap the labels must only ascend: isotonic regression, solved by pooling
  /// adjacent violators, then cut off at both ends. Equal wishes keep their order.
  static func separated(
    _ wanted: [Double], gap: Double, from low: Double, to high: Double
  ) -> [Double]? {
    let highest = high - Double(max(0, wanted.count - 1)) * gap
    guard highest >= low else { return nil }
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    var pools: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      pools.append((wanted[index] - Double(rank) * gap, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let previous = pools[pools.count - 2]
        guard previous.sum * Double(last.count) > last.sum * Double(previous.count) else { break }
        pools.removeLast()
        pools[pools.count - 1] = (previous.sum + last.sum, previous.count + last.count)
      }
    }
    var result = wanted
    var rank = 0
    for pool in pools {
      let level = min(highest, max(low, pool.sum / Double(pool.count)))
      for _ in 0..<pool.count {
        result[order[rank]] = level + Double(rank) * gap
        rank += 1
      }
    }
    return result
  }
}
