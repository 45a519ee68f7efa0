import Tensors

/// How similar points are: the symmetric probabilities of t-SNE, over nearest neighbours.
///
/// L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 9, 2008, section 2 and 3.1, with
/// probabilities over the nearest neighbours alone as in L. van der Maaten, "Accelerating t-SNE using
/// tree-based algorithms", JMLR 15, 2014, section 4.1.
public struct Affinities: Sendable {
  /// For each point the precision (1 / 2σ²) of the normal distribution around it.
  public let precisions: [Double]
  /// p of row and column, symmetric; all of them add up to 1.
  public let matrix: SparseRows
  /// Minus the sum of p log p, in nats.
  public let entropy: Double

  /// - Parameter perplexity: the effective number of neighbours of each point.
  /// - Throws: ``AnalysisError/parameterOutOfRange(name:found:allowed:)`` for a perplexity that the number of
  ///   neighbours does not reach.
  public init(
    _ neighbors: NearestNeighbors, perplexity: Double, _ context: ComputeContext
  ) throws(AnalysisError) {
    guard perplexity >= 1, perplexity <= Double(neighbors.neighborCount) else {
      throw .parameterOutOfRange(
        name: "the perplexity", found: perplexity,
        allowed: "from 1 to the number of neighbours, \(neighbors.neighborCount)")
    }
    var precisions = [Double](repeating: 0, count: neighbors.count)
    var conditional = [Double](repeating: 0, count: neighbors.indices.count)
    let (k, entropy) = (neighbors.neighborCount, Elementary.log(perplexity))
    precisions.withUnsafeMutableBufferPointer { precisions in
      conditional.withUnsafeMutableBufferPointer { conditional in
        let (precisions, conditional) = (precisions, conditional)
        context.pool.parallel(over: neighbors.count, grain: 64) { part in
          for point in part {
            let row = UnsafeMutableBufferPointer(rebasing: conditional[point * k..<(point + 1) * k])
            precisions[point] = PerplexityCalibration.calibrate(
              neighbors.squaredDistances(from: point), entropy: entropy, into: row)
          }
        }
      }
    }
    self.precisions = precisions
    let rows = SymmetricRows(neighbors, conditional)
    matrix = SparseRows(
      starts: rows.starts, indices: rows.indices, values: rows.values.map(Float.init))
    self.entropy = -rows.values.reduce(0) { $0 + ($1 > 0 ? $1 * Elementary.log($1) : 0) }
  }

  /// The sum over all entries of p log p with the p that are really in ``matrix``.
  var negativeEntropy: Double {
    matrix.values.withUnsafeBufferPointer { values in
      values.reduce(0) { $0 + ($1 > 0 ? Double($1) * Elementary.log(Double($1)) : 0) }
    }
  }
}

/// (p(j|i) + p(i|j)) / 2n, row after row with ascending columns.
private struct SymmetricRows {
  var starts: [Int] = [0]
  var indices: [Int32] = []
  var values: [Double] = []

  init(_ neighbors: NearestNeighbors, _ conditional: [Double]) {
    let (count, k) = (neighbors.count, neighbors.neighborCount)
    var incomingStarts = [Int](repeating: 0, count: count + 1)
    for target in neighbors.indices { incomingStarts[Int(target) + 1] += 1 }
    for point in 0..<count { incomingStarts[point + 1] += incomingStarts[point] }
    var next = incomingStarts
    var incoming = [(source: Int32, value: Double)](
      repeating: (0, 0), count: neighbors.indices.count)
    for point in 0..<count {
      for (place, target) in neighbors.neighbors(of: point).enumerated() {
        incoming[next[Int(target)]] = (Int32(point), conditional[point * k + place])
        next[Int(target)] += 1
      }
    }
    indices.reserveCapacity(2 * neighbors.indices.count)
    values.reserveCapacity(2 * neighbors.indices.count)
    let scale = 1 / (2 * Double(count))
    for point in 0..<count {
      let outgoing = neighbors.neighbors(of: point).enumerated()
        .map { (source: $1, value: conditional[point * k + $0]) }
        .sorted { $0.source < $1.source }
      merge(outgoing, incoming[incomingStarts[point]..<incomingStarts[point + 1]], scale)
      starts.append(indices.count)
    }
  }

  /// Adds two lists with ascending columns.
  private mutating func merge(
    _ left: [(source: Int32, value: Double)], _ right: ArraySlice<(source: Int32, value: Double)>,
    _ scale: Double
  ) {
    var (i, j) = (left.startIndex, right.startIndex)
    while i < left.endIndex || j < right.endIndex {
      let first = i < left.endIndex ? left[i].source : .max
      let second = j < right.endIndex ? right[j].source : .max
      var sum = 0.0
      if first <= second {
        sum += left[i].value
        i += 1
      }
      if second <= first {
        sum += right[j].value
        j += 1
      }
      indices.append(min(first, second))
      values.append(sum * scale)
    }
  }
}
