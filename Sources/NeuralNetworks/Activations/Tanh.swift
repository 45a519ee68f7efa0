import Tensors

/// The hyperbolic tangent.
public struct Tanh: Activation, Equatable {
  public static let name = "tanh"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation tanh", value: value) }
  }

  public var keepsZero: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.tanh(input, into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.tanhGradient(
      activations.outputGradient, output: activations.output, into: &inputGradient)
  }

  public func value(at x: Double) -> Double { Elementary.tanh(x) }

  public func slope(at x: Double) -> Double {
    let y = Elementary.tanh(x)
    return 1 - y * y
  }
}
