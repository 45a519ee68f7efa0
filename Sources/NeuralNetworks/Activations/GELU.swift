import Tensors

/// f(x) = x Phi(x), Phi being the standard normal distribution (D. Hendrycks, K. Gimpel, "Gaussian error
/// linear units", 2016, equation 1), not its approximation with tanh.
public struct GELU: Activation, Equatable {
  public static let name = "gelu"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation gelu", value: value) }
  }

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
}
