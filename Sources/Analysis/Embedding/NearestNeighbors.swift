import Tensors

/// The nearest neighbours of every point among all the others, found exactly.
///
/// Distances are Euclidean. Of equally distant points the one with the lower index is nearer, so the
/// result does not depend on the order of the search.
public struct NearestNeighbors: Sendable {
  /// Points, and neighbours of each.
  public let count: Int
  public let neighborCount: Int
  /// `[count][neighborCount]`, nearest first.
  public let indices: [Int32]
  /// Of the same shape.
  public let squaredDistances: [Float]

  /// - Parameters:
  ///   - points: `[points, features]`.
  ///   - neighborCount: at least 1 and below the number of points.
  /// - Throws: ``AnalysisError`` for another shape, a number of neighbours that there are not, or a value
  ///   that is not finite.
  /// - Complexity: O(points² features).
  public init(
    of points: Tensor<Float>, count neighborCount: Int, _ context: ComputeContext
  ) throws(AnalysisError) {
    try Self.check(points, neighborCount, context)
    let count = points.shape[0]
    self.count = count
    self.neighborCount = neighborCount
    var keys = [UInt64](repeating: .max, count: count * neighborCount)
    keys.withUnsafeMutableBufferPointer { keys in
      let keys = keys
      context.squaredDistances(among: points) { rows, distances, stride in
        for (place, row) in rows.enumerated() {
          var nearest = NearestHeap(
            UnsafeMutableBufferPointer(
              rebasing: keys[row * neighborCount..<(row + 1) * neighborCount]))
          nearest.offer(
            UnsafeBufferPointer(start: distances + place * stride, count: count), except: row)
          nearest.sort()
        }
      }
    }
    indices = keys.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
    squaredDistances = keys.map { Float(bitPattern: UInt32($0 >> 32)) }
  }

  private static func check(
    _ points: Tensor<Float>, _ neighborCount: Int, _ context: ComputeContext
  ) throws(AnalysisError) {
    guard points.shape.rank == 2, points.shape[0] > 1, points.shape[0] <= Int(Int32.max) else {
      throw .wrongShape(
        what: "nearest neighbours", found: "\(points.shape)", needed: "[points, features]")
    }
    guard neighborCount >= 1, neighborCount < points.shape[0] else {
      throw .parameterOutOfRange(
        name: "the number of neighbours", found: Double(neighborCount),
        allowed: "at least 1 and below the \(points.shape[0]) points")
    }
    guard context.allFinite(points) else { throw .notFinite(what: "nearest neighbours") }
  }

  /// The neighbours of one point, nearest first.
  public func neighbors(of point: Int) -> ArraySlice<Int32> {
    indices[point * neighborCount..<(point + 1) * neighborCount]
  }

  /// Their squared distances.
  public func squaredDistances(from point: Int) -> ArraySlice<Float> {
    squaredDistances[point * neighborCount..<(point + 1) * neighborCount]
  }
}
