import Tensors

/// Numbers in ascending order.
struct Sample: Sendable {
  /// Empty if one of the numbers is not finite.
  private let sorted: [Float]

  init(_ tensor: Tensor<Float>, _ context: ComputeContext) {
    sorted = context.allFinite(tensor) ? tensor.elements.sorted() : []
  }

  /// Interpolated between the two numbers it lies between (R. Hyndman, Y. Fan, "Sample quantiles in statistical
  /// packages", 1996, definition 7); NaN without numbers.
  func percentile(_ percentile: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let position = percentile / 100 * Double(sorted.count - 1)
    let below = min(Int(position), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    let share = position - Double(below)
    return Double(sorted[below]) + share * (Double(sorted[above]) - Double(sorted[below]))
  }

  /// The share of all numbers in each bin, and where the bins begin and end. The last bin includes its end;
  /// numbers outside are in none.
  func histogram(
    _ settings: DistributionRecorder.Histogram
  ) -> (shares: [Double], range: (low: Double, high: Double)) {
    var counts = [Int](repeating: 0, count: settings.bins)
    let low = settings.low ?? sorted.first.map(Double.init) ?? 0
    let high = settings.high ?? sorted.last.map(Double.init) ?? 0
    let scale = Double(settings.bins) / (high - low)
    for value in sorted {
      let x = Double(value)
      guard x >= low, x <= high else { continue }
      // All numbers equal: one bin has them all.
      let bin = scale.isFinite ? Int(((x - low) * scale).rounded(.down)) : 0
      counts[min(bin, settings.bins - 1)] += 1
    }
    let total = Double(max(1, sorted.count))
    return (counts.map { Double($0) / total }, (low, high))
  }
}
