import CKernels

/// Mean and population variance, accumulated in double.
public struct Statistics: Equatable, Sendable {
  public let mean: Double
  public let variance: Double

  public init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
  }

  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }
}

/// Flat reductions over all elements, or those at the row-major positions in `range`. They run on the
/// calling thread: the order of a flat sum is 64 interleaved lanes and then a tree, whatever the
/// instruction set (`docs/arithmetic.md`, section 4).
extension ComputeContext {
  /// The sum, in Float32.
  public func sum(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Float {
    reduce(x, range) { table.sum($0, $1) }
  }

  /// The sum of the squares, in Float32.
  public func sumOfSquares(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Float {
    reduce(x, range) { table.sum_of_squares($0, $1) }
  }

  /// The sum of the products, in Float32.
  public func dot(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Float {
    precondition(a.count == b.count, "operands of shapes \(a.shape) and \(b.shape)")
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in table.dot(a.baseAddress, b.baseAddress, a.count) }
    }
  }

  /// The smallest element; NaN when there is one, `nil` when there are no elements.
  public func minimum(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Float? {
    reduce(x, range) { $1 == 0 ? nil : table.minimum($0, $1) }
  }

  /// The largest element; NaN when there is one, `nil` when there are no elements.
  public func maximum(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Float? {
    reduce(x, range) { $1 == 0 ? nil : table.maximum($0, $1) }
  }

  /// Mean and variance by two passes in double; `nil` when there are no elements.
  public func statistics(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Statistics? {
    reduce(x, range) { pointer, count in
      guard count > 0 else { return nil }
      let result = table.statistics(pointer, count)
      return Statistics(mean: result.mean, variance: result.variance)
    }
  }

  /// Whether no element is infinite or NaN.
  public func allFinite(_ x: Tensor<Float>, range: Range<Int>? = nil) -> Bool {
    reduce(x, range) { table.all_finite($0, $1) }
  }

  private func reduce<Result>(
    _ x: Tensor<Float>, _ range: Range<Int>?, _ body: (UnsafePointer<Float>, Int) -> Result
  ) -> Result {
    let range = range ?? 0..<x.count
    precondition(range.lowerBound >= 0 && range.upperBound <= x.count, "range outside the tensor")
    defer { withExtendedLifetime(x) {} }
    return body(UnsafePointer(x.storage.base) + range.lowerBound, range.count)
  }
}
