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

  /// `dy = y > 0 ? dy : 0` in place.
  public func rectify(_ dy: inout Tensor<Float>, output y: Tensor<Float>) {
    let kernel = table.relu_gradient
    map(y, into: &dy, nil) { dy, y, count in kernel?(dy, dy, y, count) }
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

  /// `y = x / (1 + |x|)`, with the largest finite number in place of an infinity.
  public func softsign(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.softsign)
  }

  /// `d = 1 + |x|`, `dx = dy / (d d)`, from the input of softsign.
  public func softsignGradient(
    _ dy: Tensor<Float>, input x: Tensor<Float>, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    binary(dy, x, into: &dx, range, table.softsign_gradient)
  }

  /// `y = x > 0 ? x : slope x`.
  public func leakyReLU(
    _ x: Tensor<Float>, slope: Float, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    let kernel = table.leaky_relu
    map(x, into: &y, range) { y, x, count in kernel?(y, x, slope, count) }
  }

  /// `dx = x > 0 ? dy : slope dy`, from the input of the leaky ReLU.
  public func leakyReLUGradient(
    _ dy: Tensor<Float>, input x: Tensor<Float>, slope: Float, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    let kernel = table.leaky_relu_gradient
    map(dy, x, into: &dx, range) { dx, dy, x, count in kernel?(dx, dy, x, slope, count) }
  }

  /// `y = x > 0 ? x : alpha (exp(x) - 1)`.
  public func elu(
    _ x: Tensor<Float>, alpha: Float, into y: inout Tensor<Float>, range: Range<Int>? = nil
  ) {
    let kernel = table.elu
    map(x, into: &y, range) { y, x, count in kernel?(y, x, alpha, count) }
  }

  /// `dx = x > 0 ? dy : dy (alpha exp(x))`, from the input of ELU.
  public func eluGradient(
    _ dy: Tensor<Float>, input x: Tensor<Float>, alpha: Float, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    let kernel = table.elu_gradient
    map(dy, x, into: &dx, range) { dx, dy, x, count in kernel?(dx, dy, x, alpha, count) }
  }

  /// `y = x Phi(x)`, Phi being the standard normal distribution, by the error function and not by
  /// an approximation with tanh.
  public func gelu(_ x: Tensor<Float>, into y: inout Tensor<Float>, range: Range<Int>? = nil) {
    unary(x, into: &y, range, table.gelu)
  }

  /// `dx = dy (Phi(x) + x phi(x))`, from the input of GELU; phi is the density.
  public func geluGradient(
    _ dy: Tensor<Float>, input x: Tensor<Float>, into dx: inout Tensor<Float>,
    range: Range<Int>? = nil
  ) {
    binary(dy, x, into: &dx, range, table.gelu_gradient)
  }
}
