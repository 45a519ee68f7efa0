import Tensors

/// f(x) = x where x > 0, else `slope` x (A. Maas, A. Hannun, A. Ng, "Rectifier nonlinearities improve
/// neural network acoustic models", 2013).
public struct LeakyReLU: Activation, Equatable {
  public static let name = "leaky-relu"

  /// The slope; 0.01 unless given.
  public let slope: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the slope is
  ///   finite.
  public init(slope: Double = 0.01) throws(NeuralNetworkError) {
    guard slope.isFinite else {
      throw .outOfRange(
        what: "activation leaky-relu", parameter: "slope", found: slope, allowed: "finite")
    }
    self.slope = slope
  }

  public init(value: Double?) throws(NeuralNetworkError) {
    try self.init(slope: value ?? 0.01)
  }

  public var isRectifier: Bool { true }

  public var keepsZero: Bool { slope >= 0 }

  public func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext
  ) {
    context.leakyReLU(input, slope: Float(slope), into: &output)
  }

  public func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.leakyReLUGradient(
      activations.outputGradient, input: activations.input, slope: Float(slope),
      into: &inputGradient)
  }

  public func value(at x: Double) -> Double { x > 0 ? x : slope * x }

  public func slope(at x: Double) -> Double { x > 0 ? 1 : slope }
}
