import Tensors

/// A layer at work: forward and backward over one batch, without allocating.
///
/// Activations lie as the layer's ``LayerPlacement`` says: feature-major, where lane i is example i of
/// the batch, or as images. Lanes and images past the batch hold anything, so none may reach another
/// one's result. The halo of images is zero and has to stay so.
public protocol Layer: Sendable {
  /// Whether the output is the input in such a pass; the network then skips the layer both ways.
  func isIdentity(in pass: Pass) -> Bool

  /// Whether the output differs between sampling passes over the same input.
  var isRandom: Bool { get }

  /// What the layer keeps from step to step besides its parameters, in the order of its plan.
  var statistics: [Tensor<Float>] { get set }

  /// Computes the output from the input.
  mutating func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext)

  /// Computes the gradients of the loss with respect to the parameters and, unless the layer is the
  /// first, to its input, after `forward` of the same pass.
  mutating func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext)

  /// The same, and then the step of one of the parameters, whose gradient need not be left in the store: it
  /// may be used up as it comes.
  mutating func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, moving index: Int, by update: inout ParameterUpdate,
    context: ComputeContext)
}

extension Layer {
  public mutating func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, moving index: Int, by update: inout ParameterUpdate,
    context: ComputeContext
  ) {
    backward(
      pass, of: activations, inputGradient: &inputGradient, parameters: &parameters,
      context: context)
    context.update(
      &parameters.values[index], by: &update, gradient: parameters.gradients[index])
  }

  public func isIdentity(in pass: Pass) -> Bool { false }

  public var isRandom: Bool { false }

  public var statistics: [Tensor<Float>] {
    get { [] }
    set {}
  }
}

/// What a layer's backward pass starts from.
public struct LayerActivations: Sendable {
  public let input: Tensor<Float>
  public let output: Tensor<Float>
  /// Of the loss with respect to the output.
  public let outputGradient: Tensor<Float>
  /// False for the first layer, which has nobody to hand a gradient to.
  public let needsInputGradient: Bool
}

/// One run of a batch through the network.
public struct Pass: Equatable, Sendable {
  public enum Mode: Equatable, Sendable {
    /// Dropout is on; its mask belongs to the step.
    case training(step: Int)
    /// Dropout is off.
    case evaluation
    /// Dropout is on in evaluation; its mask belongs to the pass and to the example's place in its
    /// set, so that it does not depend on how the set is cut into batches.
    case sampling(pass: Int, firstExample: Int)
  }

  /// How many lanes are in use.
  public var batch: Int
  public var mode: Mode

  public init(batch: Int, mode: Mode) {
    self.batch = batch
    self.mode = mode
  }
}
