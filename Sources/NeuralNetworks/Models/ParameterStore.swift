import Tensors

/// All parameters of a network with their gradients, in the order of the layers.
///
/// Layers know their parameters by index, so that an optimiser can walk over all of them without
/// knowing a layer.
public struct ParameterStore: Sendable {
  /// `dense1/weight`, …
  public let names: [String]
  public let roles: [ParameterSpecification.Role]
  /// What each parameter's rate is multiplied with; 1 unless set.
  public internal(set) var rateFactors: [Double]
  public var values: [Tensor<Float>]
  /// Of the shape of the values; what the last backward pass left.
  public var gradients: [Tensor<Float>]

  init(names: [String], roles: [ParameterSpecification.Role], values: [Tensor<Float>]) {
    self.names = names
    self.roles = roles
    self.values = values
    rateFactors = values.map { _ in 1 }
    gradients = values.map { Tensor(zeros: $0.shape) }
  }

  public var count: Int { values.count }
}
