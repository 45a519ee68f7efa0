import Tensors

/// f(x) = x / (1 + |x|) (J. Bergstra et al., "Quadratic polynomials learn better image features", 2009):
/// between -1 and 1 as tanh is, but slower to saturate.
public struct Softsign: Activation, Equatable {
  public static let name = "softsign"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation softsign", value: value) }
  }

  public var keepsZero: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.softsign(input, into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.softsignGradient(
      activations.outputGradient, input: activations.input, into: &inputGradient)
  }

  public func value(at x: Double) -> Double { x / (1 + x.magnitude) }

  public func slope(at x: Double) -> Double { 1 / ((1 + x.magnitude) * (1 + x.magnitude)) }
}
