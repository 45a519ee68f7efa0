import Tensors

/// In training, sets each input to zero with probability p and divides the others by 1 - p, so that
/// the expectation stays (N. Srivastava et al., "Dropout", 2014, in its inverted form). In evaluation
/// nothing is changed.
///
/// The mask is a function of the seed, the layer's name, the step and the element alone.
public struct Dropout: LayerSpecification {
  /// The probability that an input is dropped.
  public let probability: Double
  public let name: String?

  public init(_ probability: Double, name: String? = nil) {
    self.probability = probability
    self.name = name
  }

  public var kind: String { "dropout" }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    guard probability >= 0, probability < 1 else {
      throw .layerSetting(
        layer: identity, parameter: "the dropout probability", found: probability,
        allowed: "at least 0 and below 1")
    }
    return LayerPlan(outputShape: input)
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    DropoutLayer(probability: probability, placement: placement)
  }
}

private struct DropoutLayer: Layer {
  let probability: Double
  /// A substream for each training step, and one for each sampling pass.
  let maskStream: RandomStream
  let sampleStream: RandomStream
  let layout: ActivationLayout
  /// 0 or 1/(1 - p) for each input; 0 in a halo.
  var mask: Tensor<Float>

  init(probability: Double, placement: LayerPlacement) {
    self.probability = probability
    let name = placement.identity.name
    maskStream = RandomStream(seed: placement.seed, name: "\(name)/mask")
    sampleStream = RandomStream(seed: placement.seed, name: "\(name)/sample")
    layout = placement.inputLayout
    mask = Tensor(
      zeros: layout.tensorShape(
        of: placement.inputShape, batchCapacity: placement.batchCapacity))
  }

  var isRandom: Bool { probability > 0 }

  func isIdentity(in pass: Pass) -> Bool { probability == 0 || pass.mode == .evaluation }

  mutating func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    switch pass.mode {
    case .training(let step):
      draw(maskStream.substream(UInt64(step)), firstExample: 0, pass, context)
    case .sampling(let number, let firstExample):
      draw(sampleStream.substream(UInt64(number)), firstExample: firstExample, pass, context)
    case .evaluation:
      return
    }
    context.multiply(input, mask, into: &output)
  }

  /// The mask of an element depends on its place in the example (row, column, channel), not on the
  /// layout.
  private mutating func draw(
    _ stream: RandomStream, firstExample: Int, _ pass: Pass, _ context: ComputeContext
  ) {
    switch layout {
    case .features:
      context.fillDropoutMask(
        &mask, keep: 1 - probability, stream: stream, firstExample: firstExample,
        batch: pass.batch)
    case .images(let layout):
      context.fillDropoutMask(
        &mask, layout, keep: 1 - probability, stream: stream, firstExample: firstExample,
        batch: pass.batch)
    }
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    context.multiply(activations.outputGradient, mask, into: &inputGradient)
  }
}
