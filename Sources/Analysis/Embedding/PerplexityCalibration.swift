import Tensors

/// Finds the width of the normal distribution around a point that gives it a number of effective
/// neighbours.
enum PerplexityCalibration {
  /// Fills `probabilities` with p(k) proportional to exp(-precision d²(k)), of the given entropy.
  ///
  /// Newton's method on log precision, kept within a bracket by bisection. Neighbours that are all
  /// equally far have every width: they share the probability.
  ///
  /// - Parameters:
  ///   - squaredDistances: of the neighbours, nearest first.
  ///   - entropy: in nats: the logarithm of the perplexity.
  /// - Returns: the precision.
  static func calibrate(
    _ squaredDistances: ArraySlice<Float>, entropy: Double,
    into probabilities: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let nearest = Double(squaredDistances[squaredDistances.startIndex])
    let distances = squaredDistances.map { Double($0) - nearest }
    let mean = distances.reduce(0, +) / Double(distances.count)
    guard mean > 0 else {
      for place in probabilities.indices { probabilities[place] = 1 / Double(distances.count) }
      return 1
    }
    var (low, high) = (0.0, Double.infinity)
    var precision = 1 / mean
    for _ in 0..<iterationLimit {
      let state = State(distances, precision, into: probabilities)
      let excess = state.entropy - entropy
      if abs(excess) <= tolerance { break }
      if excess > 0 { low = precision } else { high = precision }
      let slope = precision * precision * state.variance
      var next = slope > 0 ? precision * Elementary.exp(min(max(excess / slope, -2), 2)) : .nan
      if !(next > low && next < high) {
        next = high == .infinity ? 2 * precision : low + 0.5 * (high - low)
      }
      if next == precision { break }
      precision = next
    }
    let state = State(distances, precision, into: probabilities)
    for place in probabilities.indices { probabilities[place] /= state.sum }
    return precision
  }

  /// Of the entropy, in nats.
  private static let tolerance = 1e-12

  /// Doubling and halving reach every scale of Float32 within this.
  private static let iterationLimit = 200

  private struct State {
    var sum = 0.0
    var entropy = 0.0
    var variance = 0.0

    init(
      _ distances: [Double], _ precision: Double, into weights: UnsafeMutableBufferPointer<Double>
    ) {
      var (first, second) = (0.0, 0.0)
      for (place, distance) in distances.enumerated() {
        let weight = Elementary.exp(-precision * distance)
        weights[place] = weight
        sum += weight
        first += weight * distance
        second += weight * distance * distance
      }
      let mean = first / sum
      entropy = Elementary.log(sum) + precision * mean
      variance = second / sum - mean * mean
    }
  }
}
