import Tensors

/// Stochastic gradient descent: w -= rate (g + λ w).
///
/// Exactly, in Float32: `g' = fma(λ, w, g)`, `w = fma(-rate, g', w)`. Weight decay is the gradient of an L2 penalty λ/2 |w|², and applies to weights only,
/// not to biases.
public struct GradientDescent: Optimizer, Equatable {
  public let weightDecay: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(weightDecay: Double = 0) throws(NeuralNetworkError) {
    self.weightDecay = try checkedWeightDecay(weightDecay, of: "gradient descent")
  }

  public mutating func prepare(for parameters: ParameterStore) {}

  public mutating func update(
    _ parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    for index in 0..<parameters.count {
      let gradient = parameters.gradients[index]
      context.gradientDescent(
        &parameters.values[index], gradient: gradient, rate: Float(rate),
        weightDecay: parameters.roles[index] == .weight ? Float(weightDecay) : 0)
    }
  }

  public var state: [(name: String, tensors: [Tensor<Float>])] { [] }

  public mutating func restore(_ tensors: [Tensor<Float>], named name: String) {}
}
