import CKernels

/// Points in the plane as the kernels take them: `[2, lanes]`, all x before all y, where `lanes` is the next
/// multiple of 16. The lanes behind the last point hold a point so far away that it acts on nothing.
public struct PlanarPoints: Equatable, Sendable {
  public let count: Int
  var coordinates: Tensor<Float>

  /// Its squared distance from any sensible point is finite, the product of two such is not, and the
  /// inverse of that is exactly 0.
  static let faraway: Float = 1e15

  /// - Parameter positions: x and y of each point.
  public init(_ positions: [SIMD2<Float>]) {
    count = positions.count
    let lanes = SparseRows.padded(positions.count)
    coordinates = Tensor(repeating: Self.faraway, shape: [2, lanes])
    for (index, position) in positions.enumerated() {
      coordinates[flat: index] = position.x
      coordinates[flat: lanes + index] = position.y
    }
  }

  var lanes: Int { coordinates.shape[1] }

  public subscript(_ index: Int) -> SIMD2<Float> {
    SIMD2(coordinates[flat: index], coordinates[flat: lanes + index])
  }

  /// `[count, 2]`.
  public var positions: Tensor<Float> {
    Tensor(shape: [count, 2]) { target in
      for index in 0..<count {
        target[2 * index] = self[index].x
        target[2 * index + 1] = self[index].y
      }
    }
  }
}
