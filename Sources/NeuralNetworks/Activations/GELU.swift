import Tensors

/// f(x) = x Phi(x), Phi being the standard normal distribution (D. Hendrycks, K. Gimpel, "Gaussian error
/// linear units", 2016, equation 1), not its approximation with tanh.
public struct GELU: Activation, Equatable {
  public static let name = "gelu"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation gelu", value: value) }
  }

  public var isRectifier: Bool { true }

  public var keepsZero: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.gelu(input, into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.geluGradient(
      activations.outputGradient, input: activations.input, into: &inputGradient)
  }

  public func value(at x: Double) -> Double { x * Self.below(x) }

  public func slope(at x: Double) -> Double {
    // 1/sqrt(2 pi) exp(-x^2/2) is the density.
    Self.below(x) + x * Elementary.exp(-0.5 * x * x) * 0x1.9884533d43651p-2
  }

  /// The standard normal distribution below x.
  private static func below(_ x: Double) -> Double {
    0.5 * Elementary.erfc(-0x1.6a09e667f3bcdp-1 * x)
  }
}
