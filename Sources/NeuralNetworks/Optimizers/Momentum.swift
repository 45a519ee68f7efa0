import Tensors

/// Gradient descent with classical momentum (B. Polyak, 1964), the rate outside of the velocity:
/// v = m v + g + λ w, then w -= rate v.
///
/// Exactly, in Float32: `g' = fma(λ, w, g)`, `v = fma(m, v, g')`, `w = fma(-rate, v, w)`. Weight decay is the gradient of an L2 penalty λ/2 |w|², and applies to weights only, not to
/// biases.
public struct Momentum: Optimizer {
  public let momentum: Double
  public let weightDecay: Double
  private var velocities: [Tensor<Float>] = []

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(_ momentum: Double, weightDecay: Double = 0) throws(NeuralNetworkError) {
    guard momentum >= 0, momentum < 1 else {
      throw .outOfRange(
        what: "momentum", parameter: "momentum", found: momentum,
        allowed: "at least 0 and below 1")
    }
    self.momentum = momentum
    self.weightDecay = try checkedWeightDecay(weightDecay, of: "momentum")
  }

  public mutating func prepare(for parameters: ParameterStore) {
    velocities = parameters.values.map { Tensor(zeros: $0.shape) }
  }

  public mutating func update(
    _ parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    for index in 0..<parameters.count {
      let gradient = parameters.gradients[index]
      context.momentumDescent(
        &parameters.values[index], velocity: &velocities[index], gradient: gradient,
        rate: Float(rate), momentum: Float(momentum),
        weightDecay: parameters.roles[index] == .weight ? Float(weightDecay) : 0)
    }
  }

  public var state: [(name: String, tensors: [Tensor<Float>])] { [("velocity", velocities)] }

  public mutating func restore(_ tensors: [Tensor<Float>], named name: String) {
    if name == "velocity" { velocities = tensors }
  }
}
