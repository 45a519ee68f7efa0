import Tensors

/// Gradient descent with momentum m, the rate outside of the velocity: v = m v + g.
///
/// Classical (B. Polyak, 1964): w -= rate v. Nesterov's, in the form of I. Sutskever et al. ("On the
/// importance of initialization and momentum in deep learning", 2013) with the parameters kept at the
/// place looked ahead to: w -= rate (g + m v).
///
/// Exactly, in Float32: `g' = fma(λ, w, g)`, `v = fma(m, v, g')`, then `w = fma(-rate, v, w)` or
/// `w = fma(-rate, fma(m, v, g'), w)`, with λ the L2 decay; decoupled decay multiplies w by its factor
/// before.
public struct Momentum: Optimizer {
  public let momentum: Double
  public let isNesterov: Bool
  public let weightDecay: WeightDecay
  public var moments: [[Tensor<Float>]] = []

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the momentum is
  ///   at least 0 and below 1.
  public init(
    _ momentum: Double, nesterov: Bool = false, weightDecay: WeightDecay = .none
  ) throws(NeuralNetworkError) {
    self.momentum = try checkedShare(momentum, of: "momentum", as: "momentum")
    isNesterov = nesterov
    self.weightDecay = weightDecay
  }

  public var momentNames: [String] { ["velocity"] }

  public func step(of index: Int, in parameters: ParameterStore, rate: Double) -> UpdateStep {
    parameters.step(
      of: index, .momentum(Float(momentum), nesterov: isNesterov), rate: rate,
      weightDecay: weightDecay)
  }
}
