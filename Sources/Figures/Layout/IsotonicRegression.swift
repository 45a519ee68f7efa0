/// The ascending sequence nearest to given values in weighted squares.
enum IsotonicRegression {
  /// Pools neighbours that descend into their weighted mean until none do.
  static func fit(_ values: [(value: Double, weight: Double)]) -> [Double] {
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (value, weight) in values {
      var pool = (sum: value * weight, weight: weight, count: 1)
      while let last = pools.last, last.sum * pool.weight > pool.sum * last.weight {
        pool = (last.sum + pool.sum, last.weight + pool.weight, last.count + pool.count)
        pools.removeLast()
      }
      pools.append(pool)
    }
    return pools.flatMap { Array(repeating: $0.sum / $0.weight, count: $0.count) }
  }
}
