import Tensors

/// How parameters follow their gradients.
///
/// A new optimiser is one file in this folder.
public protocol Optimizer: Sendable {
  /// What is kept for each parameter from step to step, as files name it: at most two names.
  var momentNames: [String] { get }

  /// For each name one tensor per parameter, in their order; empty before ``prepare(for:)``.
  var moments: [[Tensor<Float>]] { get set }

  /// Numbers that are kept from step to step besides the moments, always equally many.
  var numbers: [Double] { get set }

  /// Begins anew: moments of zeros.
  mutating func prepare(for parameters: ParameterStore)

  /// Begins a step: every parameter is moved once between this and the next.
  mutating func beginStep()

  /// The step of one parameter. A step may take them in any order.
  ///
  /// - Parameter rate: the schedule's; parameter i moves with ``ParameterStore/rate(of:at:)``.
  func step(of index: Int, in parameters: ParameterStore, rate: Double) -> UpdateStep
}

extension Optimizer {
  public var numbers: [Double] {
    get { [] }
    set {}
  }

  public mutating func beginStep() {}

  public mutating func prepare(for parameters: ParameterStore) {
    moments = initialMoments(for: parameters)
  }

  func initialMoments(for parameters: ParameterStore) -> [[Tensor<Float>]] {
    momentNames.map { _ in parameters.values.map { Tensor(zeros: $0.shape) } }
  }

  /// Calls `body` with the step of one parameter and what is kept for it.
  mutating func withUpdate(
    of index: Int, in parameters: inout ParameterStore, rate: Double,
    _ body: (inout ParameterUpdate, inout ParameterStore) -> Void
  ) {
    var update = ParameterUpdate(step(of: index, in: parameters, rate: rate))
    exchangeMoments(of: index, with: &update)
    body(&update, &parameters)
    exchangeMoments(of: index, with: &update)
  }

  /// Where they change places, the moments keep one owner and are changed without being copied.
  private mutating func exchangeMoments(of index: Int, with update: inout ParameterUpdate) {
    if update.step.momentCount > 0 { swap(&update.first, &moments[0][index]) }
    if update.step.momentCount > 1 { swap(&update.second, &moments[1][index]) }
  }

  /// Moves one parameter by its gradient in the store.
  mutating func update(
    _ index: Int, of parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    withUpdate(of: index, in: &parameters, rate: rate) { update, parameters in
      context.update(
        &parameters.values[index], by: &update, gradient: parameters.gradients[index])
    }
  }

  /// Takes one step with all parameters.
  public mutating func update(
    _ parameters: inout ParameterStore, rate: Double, context: ComputeContext
  ) {
    beginStep()
    for index in 0..<parameters.count {
      update(index, of: &parameters, rate: rate, context: context)
    }
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
