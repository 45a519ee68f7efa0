import Tensors

/// Stochastic gradient descent: w -= rate g.
///
/// Exactly, in Float32: `g' = fma(λ, w, g)`, `w = fma(-rate, g', w)`, with λ the L2 decay; decoupled decay
/// multiplies w by its factor before.
public struct GradientDescent: Optimizer, Equatable {
  public let weightDecay: WeightDecay

  public init(weightDecay: WeightDecay = .none) {
    self.weightDecay = weightDecay
  }

  public mutating func prepare(for parameters: ParameterStore) {}

  public mutating func update(
    _ index: Int, of parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    let rate = parameters.rate(of: index, at: rate)
    parameters.decay(index, by: weightDecay, rate: rate, context: context)
    let gradient = parameters.gradients[index]
    context.gradientDescent(
      &parameters.values[index], gradient: gradient, rate: Float(rate),
      weightDecay: weightDecay.penalty(on: parameters.roles[index]))
  }
}
