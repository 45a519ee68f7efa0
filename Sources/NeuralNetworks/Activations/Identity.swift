import Tensors

/// f(x) = x.
public struct Identity: Activation, Equatable {
  public static let name = "identity"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation identity", value: value) }
  }

  public var isIdentity: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    output = input
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    inputGradient = activations.outputGradient
  }

  public func value(at x: Double) -> Double { x }

  public func slope(at x: Double) -> Double { 1 }
}
