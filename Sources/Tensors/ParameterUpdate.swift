/// A step for one parameter, with what its optimiser keeps for it from step to step.
public struct ParameterUpdate: Sendable {
  public let step: UpdateStep
  /// The moments of the step's rule, each of the parameter's shape; empty where the rule has fewer.
  public var first: Tensor<Float>
  public var second: Tensor<Float>

  public init(_ step: UpdateStep, first: Tensor<Float>? = nil, second: Tensor<Float>? = nil) {
    self.step = step
    self.first = first ?? noMoment
    self.second = second ?? noMoment
  }
}

private let noMoment = Tensor<Float>(zeros: [0])
