import CKernels

extension ComputeContext {
  /// `y = a + b`. Here and below all operands have the same count; with `range`, only the elements at
  /// those row-major positions take part.
  public func add(
    _ a: Tensor<Float>, _ b: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    binary(a, b, into: &y, range, table.add)
  }

  /// `y += a`.
  public func add(_ a: Tensor<Float>, to y: inout Tensor<Float>, range: Range<Int>? = nil) {
    let kernel = table.add
    map(a, into: &y, range) { y, a, count in kernel?(y, y, a, count) }
  }

  /// `y = a - b`.
  public func subtract(
    _ a: Tensor<Float>, _ b: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    binary(a, b, into: &y, range, table.subtract)
  }

  /// `y = a b`, for example an activation and its dropout mask.
  public func multiply(
    _ a: Tensor<Float>, _ b: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    binary(a, b, into: &y, range, table.multiply)
  }

  /// `y *= a`.
  public func multiply(_ y: inout Tensor<Float>, by a: Tensor<Float>, range: Range<Int>? = nil) {
    let kernel = table.multiply
    map(a, into: &y, range) { y, a, count in kernel?(y, y, a, count) }
  }

  /// `y = factor x`.
  public func scale(
    _ x: Tensor<Float>, by factor: Float, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    let kernel = table.scale
    map(x, into: &y, range) { y, x, count in kernel?(y, x, factor, count) }
  }

  /// `y *= factor`.
  public func scale(_ y: inout Tensor<Float>, by factor: Float, range: Range<Int>? = nil) {
    let kernel = table.scale
    map(into: &y, range) { y, count in kernel?(y, y, factor, count) }
  }

  /// `y = fma(factor, x, y)`.
  public func addScaled(
    _ x: Tensor<Float>, by factor: Float, to y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    let kernel = table.axpy
    map(x, into: &y, range) { y, x, count in kernel?(y, x, factor, count) }
  }

  /// `y = exp(x)`.
  public func exp(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.exp)
  }

  /// `y = log(x)`: -inf for zeros, NaN for negative numbers.
  public func log(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.log)
  }
}
