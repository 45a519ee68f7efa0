import Tensors

/// How parameters follow their gradients.
///
/// A new optimiser is one file in this folder.
public protocol Optimizer: Sendable {
  /// Allocates what the optimiser keeps for each parameter, as zeros.
  mutating func prepare(for parameters: ParameterStore)

  /// Takes one step from the gradients in the store.
  mutating func update(_ parameters: inout ParameterStore, rate: Double, context: ComputeContext)

  /// What is kept from step to step: for each name one tensor per parameter, in their order.
  var state: [(name: String, tensors: [Tensor<Float>])] { get }

  /// Takes back what ``state`` gave; every tensor has been matched with its parameter's shape.
  mutating func restore(_ tensors: [Tensor<Float>], named name: String)
}

/// The check that all optimisers share.
func checkedWeightDecay(
  _ weightDecay: Double, of optimizer: String
) throws(NeuralNetworkError) -> Double {
  guard weightDecay >= 0, weightDecay.isFinite else {
    throw .outOfRange(
      what: optimizer, parameter: "weight decay", found: weightDecay,
      allowed: "finite and not negative")
  }
  return weightDecay
}
