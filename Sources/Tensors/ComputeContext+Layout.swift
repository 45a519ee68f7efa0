import CKernels

extension ComputeContext {
  /// A mini-batch, feature-major: `y[feature][r] = x[rows[r]][feature]`.
  ///
  /// - Parameters:
  ///   - x: `[examples, ...]`, row-major; everything behind the first dimension is features.
  ///   - rows: Which examples, in which order; each is checked.
  ///   - y: `[features, lanes]`; unused lanes up to the next multiple of ``laneMultiple`` become 0.
  public func gatherTransposed(
    _ x: Tensor<Float>, rows: some Collection<Int32>, into y: inout Tensor<Float>
  ) {
    rows.withContiguousStorage { gatherChecked(x, rows: $0, into: &y) }
  }

  /// The transposed matrix, feature-major: `y[column][row] = x[row][column]`.
  ///
  /// - Parameters:
  ///   - x: `[rows, ...]`, row-major; everything behind the first dimension is columns.
  ///   - y: `[columns, lanes]`; unused lanes up to the next multiple of ``laneMultiple`` become 0.
  public func transpose(_ x: Tensor<Float>, into y: inout Tensor<Float>) {
    gatherColumns(x, rows: nil, count: x.shape[0], into: &y)
  }

  /// A mini-batch, example-major: `y[r] = x[rows[r]]`.
  ///
  /// - Parameters:
  ///   - x: `[examples, ...]`, row-major.
  ///   - rows: Which examples, in which order; each is checked.
  ///   - y: At least as many rows of the same length.
  public func gather<Element>(
    _ x: Tensor<Element>, rows: some Collection<Int32>, into y: inout Tensor<Element>
  ) {
    let width = x.shape.count / max(1, x.shape[0])
    precondition(rows.count * width <= y.count, "\(rows.count) rows into \(y.shape)")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let source = x.baseAddress, let target = y.baseAddress else { return }
        for (index, row) in rows.enumerated() {
          let first = Int(row) * width
          precondition(row >= 0 && first + width <= x.count, "row \(row) outside the tensor")
          (target + index * width).update(from: source + first, count: width)
        }
      }
    }
  }

  private func gatherChecked(
    _ x: Tensor<Float>, rows: UnsafeBufferPointer<Int32>, into y: inout Tensor<Float>
  ) {
    for row in rows {
      precondition(row >= 0 && Int(row) < x.shape[0], "row \(row) outside the tensor \(x.shape)")
    }
    gatherColumns(x, rows: rows.baseAddress, count: rows.count, into: &y)
  }

  private func gatherColumns(
    _ x: Tensor<Float>, rows: UnsafePointer<Int32>?, count: Int, into y: inout Tensor<Float>
  ) {
    guard count > 0 else { return }
    let features = x.count / x.shape[0]
    checkActivations(y, features: features, batch: count)
    let lanes = y.shape[1]
    let grain = Self.lanes(for: max(1, elementGrain / count))
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        pool.parallel(over: features, grain: grain) { part in
          table.gather_transposed(
            y.baseAddress, lanes, x.baseAddress, features, rows, count,
            part.lowerBound, part.upperBound)
        }
      }
    }
  }
}

extension Collection {
  /// The elements side by side in memory; they are copied only where they do not lie so already.
  func withContiguousStorage(_ body: (UnsafeBufferPointer<Element>) -> Void) {
    if withContiguousStorageIfAvailable(body) == nil { Array(self).withUnsafeBufferPointer(body) }
  }
}
