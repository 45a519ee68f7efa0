import Tensors

/// Stochastic gradient descent: w -= rate g.
///
/// Exactly, in Float32: `g' = fma(λ, w, g)`, `w = fma(-rate, g', w)`, with λ the L2 decay; decoupled decay
/// multiplies w by its factor before.
public struct GradientDescent: Optimizer, Equatable {
  public let weightDecay: WeightDecay
  public var moments: [[Tensor<Float>]] = []

  public init(weightDecay: WeightDecay = .none) {
    self.weightDecay = weightDecay
  }

  public var momentNames: [String] { [] }

  public func step(of index: Int, in parameters: ParameterStore, rate: Double) -> UpdateStep {
    parameters.step(of: index, .descent, rate: rate, weightDecay: weightDecay)
  }
}
