import Tensors

/// f(x) = 1 / (1 + exp(-k x)).
public struct Sigmoid: Activation, Equatable {
  public static let name = "sigmoid"

  /// The k, 1 unless given.
  public let slope: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the slope is
  ///   finite.
  public init(slope: Double = 1) throws(NeuralNetworkError) {
    guard slope.isFinite else {
      throw .outOfRange(
        what: "activation sigmoid", parameter: "slope", found: slope, allowed: "finite")
    }
    self.slope = slope
  }

  public init(value: Double?) throws(NeuralNetworkError) {
    try self.init(slope: value ?? 1)
  }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.sigmoid(input, slope: Float(slope), into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.sigmoidGradient(
      activations.outputGradient, output: activations.output, slope: Float(slope),
      into: &inputGradient)
  }

  public func value(at x: Double) -> Double { Elementary.sigmoid(slope * x) }

  public func slope(at x: Double) -> Double {
    let y = Elementary.sigmoid(slope * x)
    return slope * y * (1 - y)
  }
}
