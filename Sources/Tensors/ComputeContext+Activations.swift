import CKernels

extension ComputeContext {
  /// `y = x > 0 ? x : 0`; a NaN becomes 0.
  public func relu(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.relu)
  }

  /// `dx = y > 0 ? dy : 0`, from the output (or, which is the same, the input) of ReLU.
  public func reluGradient(
    _ dy: Tensor<Float>, output y: Tensor<Float>, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    binary(dy, y, into: &dx, range, table.relu_gradient)
  }

  /// `y = 1 / (1 + exp(-slope x))`.
  public func sigmoid(
    _ x: Tensor<Float>, slope: Float = 1, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    let kernel = table.sigmoid
    map(x, into: &y, range) { y, x, count in kernel?(y, x, slope, count) }
  }

  /// `dx = dy (slope (y (1 - y)))`, from the output of the sigmoid.
  public func sigmoidGradient(
    _ dy: Tensor<Float>, output y: Tensor<Float>, slope: Float = 1, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    let kernel = table.sigmoid_gradient
    map(dy, y, into: &dx, range) { dx, dy, y, count in kernel?(dx, dy, y, slope, count) }
  }

  /// `y = tanh(x)`.
  public func tanh(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.tanh)
  }

  /// `dx = dy fma(-y, y, 1)`, from the output of tanh.
  public func tanhGradient(
    _ dy: Tensor<Float>, output y: Tensor<Float>, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    binary(dy, y, into: &dx, range, table.tanh_gradient)
  }
}
