import Tensors

/// f(x) = x where x > 0, else `alpha` (exp(x) - 1) (D.-A. Clevert, T. Unterthiner, S. Hochreiter, "Fast and
/// accurate deep network learning by exponential linear units", 2016).
public struct ELU: Activation, Equatable {
  public static let name = "elu"

  /// The alpha; 1 unless given.
  public let alpha: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the alpha is
  ///   finite and not negative.
  public init(alpha: Double = 1) throws(NeuralNetworkError) {
    guard alpha >= 0, alpha.isFinite else {
      throw .outOfRange(
        what: "activation elu", parameter: "alpha", found: alpha, allowed: "finite and not negative"
      )
    }
    self.alpha = alpha
  }

  public init(value: Double?) throws(NeuralNetworkError) {
    try self.init(alpha: value ?? 1)
  }

  public var isRectifier: Bool { true }

  public var keepsZero: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.elu(input, alpha: Float(alpha), into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.eluGradient(
      activations.outputGradient, input: activations.input, alpha: Float(alpha),
      into: &inputGradient)
  }

  public func value(at x: Double) -> Double { x > 0 ? x : alpha * Elementary.expm1(x) }

  public func slope(at x: Double) -> Double { x > 0 ? 1 : alpha * Elementary.exp(x) }
}
