extension Tensor {
  /// Makes the storage this value's own, copying it when it is shared.
  @inlinable
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) {
      storage = TensorStorage(copying: storage)
    }
  }

  /// Reads the elements in row-major order.
  @inlinable
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeBufferPointer(start: storage.base, count: storage.count))
  }

  /// Changes the elements in row-major order.
  @inlinable
  public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    makeUnique()
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeMutableBufferPointer(start: storage.base, count: storage.count))
  }

  /// Reads the elements through a span. (A property that returns one needs a language feature that is
  /// still experimental.)
  @inlinable
  public func withSpan<Result, Failure: Error>(
    _ body: (Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (buffer) throws(Failure) in try body(buffer.span) }
  }

  /// Changes the elements through a span.
  @inlinable
  public mutating func withMutableSpan<Result, Failure: Error>(
    _ body: (inout MutableSpan<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
      var span = buffer.mutableSpan
      return try body(&span)
    }
  }

  /// One element by its row-major position.
  ///
  /// - Precondition: `0 <= position < count`.
  @inlinable
  public subscript(flat position: Int) -> Element {
    get {
      precondition(position >= 0 && position < storage.count, "element outside the tensor")
      return storage.base[position]
    }
    set {
      precondition(position >= 0 && position < storage.count, "element outside the tensor")
      makeUnique()
      storage.base[position] = newValue
    }
  }

  /// One element of a matrix.
  ///
  /// - Precondition: The tensor has two dimensions and the indices are inside them.
  public subscript(row: Int, column: Int) -> Element {
    get { self[flat: position(row, column)] }
    set { self[flat: position(row, column)] = newValue }
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    precondition(shape.rank == 2, "two indices for a tensor of shape \(shape)")
    precondition(
      row >= 0 && row < shape[0] && column >= 0 && column < shape[1], "element outside the tensor")
    return row * shape[1] + column
  }

  /// The slices `range` of the outermost dimension, copied.
  ///
  /// - Precondition: The tensor is no scalar and the range lies inside its first dimension.
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(shape.rank > 0, "a scalar has no rows")
    precondition(range.lowerBound >= 0 && range.upperBound <= shape[0], "rows outside the tensor")
    let inner = Shape(Array(shape.dimensions.dropFirst())).count
    let outer = Shape([range.count] + shape.dimensions.dropFirst())
    return withUnsafeBufferPointer { buffer in
      Tensor(
        shape: outer,
        elements: buffer[range.lowerBound * inner..<range.upperBound * inner])
    }
  }
}
