import Tensors

/// How parameters follow their gradients.
///
/// A new optimiser is one file in this folder.
public protocol Optimizer: Sendable {
  /// Allocates what the optimiser keeps for each parameter, as zeros.
  mutating func prepare(for parameters: ParameterStore)

  /// Begins a step: every parameter is updated once between this and the next.
  mutating func beginStep()

  /// Moves one parameter by its gradient in the store. A step may take them in any order.
  ///
  /// - Parameter rate: the schedule's; parameter i moves with ``ParameterStore/rate(of:at:)``.
  mutating func update(
    _ index: Int, of parameters: inout ParameterStore, rate: Double, context: ComputeContext)

  /// What is kept from step to step: for each name one tensor per parameter, in their order.
  var state: [(name: String, tensors: [Tensor<Float>])] { get }

  /// Takes back what ``state`` gave; every tensor has been matched with its parameter's shape.
  mutating func restore(_ tensors: [Tensor<Float>], named name: String)

  /// Numbers that are kept from step to step besides the tensors, always equally many.
  var numbers: [Double] { get set }
}

extension Optimizer {
  public mutating func beginStep() {}

  /// Takes one step with all parameters.
  public mutating func update(
    _ parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    beginStep()
    for index in 0..<parameters.count {
      update(index, of: &parameters, rate: rate, context: context)
    }
  }

  public var state: [(name: String, tensors: [Tensor<Float>])] { [] }

  public mutating func restore(_ tensors: [Tensor<Float>], named name: String) {}

  public var numbers: [Double] {
    get { [] }
    set {}
  }
}

/// The check that momentum and moments share: shares of what was before.
func checkedShare(
  _ share: Double, of optimizer: String, as parameter: String
) throws(NeuralNetworkError) -> Double {
  guard share >= 0, share < 1 else {
    throw .outOfRange(
      what: optimizer, parameter: parameter, found: share, allowed: "at least 0 and below 1")
  }
  return share
}
