import Tensors

/// f(x) = x where x > 0, else 0; a NaN becomes 0.
public struct ReLU: Activation, Equatable {
  public static let name = "relu"

  public init() {}

  public init(value: Double?) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "activation relu", value: value) }
  }

  public var keepsZero: Bool { true }

  public var isRectifier: Bool { true }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.relu(input, into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.reluGradient(
      activations.outputGradient, output: activations.output, into: &inputGradient)
  }

  public func value(at x: Double) -> Double { x > 0 ? x : 0 }

  public func slope(at x: Double) -> Double { x > 0 ? 1 : 0 }
}
