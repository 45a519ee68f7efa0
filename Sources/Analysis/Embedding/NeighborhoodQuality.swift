import Tensors

/// How much of the neighbourhoods of points an embedding keeps.
public enum NeighborhoodQuality {
  /// How far the neighbours in the embedding are neighbours of the points: 1 if all are, about 0.5 for an
  /// embedding that has nothing to do with the points.
  ///
  /// J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001:
  /// `1 - 2 / (n k (2 n - 3 k - 1)) sum of (rank - k)` over the neighbours in the embedding whose rank among
  /// the points is above k.
  ///
  /// - Parameters:
  ///   - embedding: `[points, dimensions]`.
  ///   - points: `[points, features]`.
  ///   - neighbors: k, below half the number of points.
  /// - Throws: ``AnalysisError`` for shapes or a k that do not fit, or a value that is not finite.
  /// - Complexity: O(points² (features + k)).
  public static func trustworthiness(
    of embedding: Tensor<Float>, for points: Tensor<Float>, neighbors k: Int,
    _ context: ComputeContext
  ) throws(AnalysisError) -> Double {
    let near = try NearestNeighbors(of: embedding, count: k, context)
    guard points.shape.rank == 2, points.shape[0] == near.count else {
      throw .wrongShape(
        what: "trustworthiness", found: "\(points.shape)", needed: "[\(near.count), features]")
    }
    guard 2 * k < near.count else {
      throw .parameterOutOfRange(
        name: "the number of neighbours", found: Double(k),
        allowed: "below half of the \(near.count) points")
    }
    guard context.allFinite(points) else { throw .notFinite(what: "trustworthiness") }
    let excess = excessRanks(of: near, in: points, context).reduce(0, +)
    let n = near.count
    return 1 - 2 * Double(excess) / (Double(n * k) * Double(2 * n - 3 * k - 1))
  }

  /// For each point, by how much its neighbours' ranks among `points` exceed their number, added up.
  private static func excessRanks(
    of near: NearestNeighbors, in points: Tensor<Float>, _ context: ComputeContext
  ) -> [Int] {
    let (count, k) = (near.count, near.neighborCount)
    var excess = [Int](repeating: 0, count: count)
    excess.withUnsafeMutableBufferPointer { excess in
      let excess = excess
      context.squaredDistances(among: points) { rows, distances, stride in
        for (place, row) in rows.enumerated() {
          let distances = UnsafeBufferPointer(start: distances + place * stride, count: count)
          for neighbor in near.neighbors(of: row) {
            excess[row] += max(0, rank(of: Int(neighbor), in: distances, except: row) - k)
          }
        }
      }
    }
    return excess
  }

  /// The place of a point among the others by distance, from 1; of equal ones the lower index is nearer.
  private static func rank(
    of point: Int, in distances: UnsafeBufferPointer<Float>, except own: Int
  ) -> Int {
    let distance = distances[point]
    var rank = 1
    for index in distances.indices {
      let isNearer = distances[index] < distance || (distances[index] == distance && index < point)
      if isNearer { rank += 1 }
    }
    // The point itself is nearest to itself, unless an equal one has a lower index.
    return distances[own] < distance || (distances[own] == distance && own < point)
      ? rank - 1 : rank
  }

  /// The share of the points whose class most of their nearest neighbours have, the point itself left out;
  /// of equally frequent classes the lowest counts.
  ///
  /// - Parameters:
  ///   - points: `[points, features]`, such as an embedding.
  ///   - labels: the class of each point; not negative.
  /// - Throws: ``AnalysisError`` for shapes or numbers that do not fit.
  public static func neighborAccuracy(
    _ points: Tensor<Float>, labels: [Int], neighbors k: Int, _ context: ComputeContext
  ) throws(AnalysisError) -> Double {
    let near = try NearestNeighbors(of: points, count: k, context)
    guard labels.count == near.count else {
      throw .countMismatch(predictions: near.count, labels: labels.count)
    }
    if let example = labels.firstIndex(where: { $0 < 0 }) {
      throw .classOutOfRange(
        what: "label", example: example, found: labels[example], classCount: (labels.max() ?? 0) + 1
      )
    }
    var votes = [Int](repeating: 0, count: (labels.max() ?? 0) + 1)
    var correct = 0
    for point in labels.indices {
      for neighbor in near.neighbors(of: point) { votes[labels[Int(neighbor)]] += 1 }
      var winner = 0
      for label in votes.indices where votes[label] > votes[winner] { winner = label }
      if winner == labels[point] { correct += 1 }
      for neighbor in near.neighbors(of: point) { votes[labels[Int(neighbor)]] = 0 }
    }
    return Double(correct) / Double(labels.count)
  }
}
