import CKernels

/// Rows of distances computed at once: each panel of points is read once for all of them.
private let distanceRows = 32

extension ComputeContext {
  /// Squared Euclidean distances from every point to all, some rows at a time.
  ///
  /// One chain per pair, features ascending: `d = x - y; s = fma(d, d, s)` from +0.
  ///
  /// - Parameters:
  ///   - points: `[points, features]`.
  ///   - visit: called from several threads with disjoint ranges of rows, their distances row by row, and
  ///     what lies between the beginnings of two rows.
  public func squaredDistances(
    among points: Tensor<Float>, visit: (Range<Int>, UnsafePointer<Float>, Int) -> Void
  ) {
    precondition(points.shape.rank == 2, "points of shape \(points.shape)")
    let (count, features) = (points.shape[0], points.shape[1])
    let panels = Self.panels(of: points)
    let lanes = SparseRows.padded(count)
    points.withUnsafeBufferPointer { points in
      panels.withUnsafeBufferPointer { panels in
        guard let points = points.baseAddress, let panels = panels.baseAddress else { return }
        pool.parallel(over: count, grain: distanceRows) { part in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: distanceRows * lanes) {
            guard let distances = $0.baseAddress else { return }
            for row in stride(from: part.lowerBound, to: part.upperBound, by: distanceRows) {
              let rows = row..<min(row + distanceRows, part.upperBound)
              table.squared_distances(
                distances, lanes, points + row * features, features, rows.count, panels,
                lanes / Int(CK_EMBEDDING_LANES), features)
              visit(rows, UnsafePointer(distances), lanes)
            }
          }
        }
      }
    }
  }

  /// `[panel][features][16]`; lanes without a point hold zeros.
  private static func panels(of points: Tensor<Float>) -> Tensor<Float> {
    let (count, features) = (points.shape[0], points.shape[1])
    let lanes = Int(CK_EMBEDDING_LANES)
    var panels = Tensor<Float>(zeros: [SparseRows.padded(count), features])
    points.withUnsafeBufferPointer { points in
      panels.withUnsafeMutableBufferPointer { panels in
        for point in 0..<count {
          let base = point / lanes * lanes * features + point % lanes
          for feature in 0..<features {
            panels[base + feature * lanes] = points[point * features + feature]
          }
        }
      }
    }
    return panels
  }
}
