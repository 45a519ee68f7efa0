import Tensors

/// Makes the numbers of each channel have mean 0 and variance 1 over the batch, then scales and shifts
/// them by learned numbers (S. Ioffe, C. Szegedy, "Batch Normalization", 2015).
///
/// Of images each channel is normalised over all pixels, of features each one over the examples. In
/// training the statistics are the batch's, with the population's variance; otherwise the running ones,
/// which each training step moves by `running += momentum (batch - running)`, the variance there being
/// the unbiased one (PyTorch's convention). They start from mean 0 and variance 1.
public struct BatchNormalization: LayerSpecification {
  /// Added to the variance.
  public let epsilon: Double
  /// How far the running statistics move towards a batch's.
  public let momentum: Double
  public let name: String?

  public init(epsilon: Double = 1e-5, momentum: Double = 0.1, name: String? = nil) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.name = name
  }

  public var kind: String { "batchnorm" }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    guard epsilon > 0, epsilon < 1 else {
      throw .layerSetting(
        layer: identity, parameter: "epsilon", found: epsilon, allowed: "above 0 and below 1")
    }
    guard momentum > 0, momentum <= 1 else {
      throw .layerSetting(
        layer: identity, parameter: "momentum", found: momentum,
        allowed: "above 0 and at most 1")
    }
    guard input.rank == 1 || ActivationLayout.images(input) != nil else {
      throw .layerInput(
        layer: identity, found: input,
        expected: "one axis of features, or images of height x width x channels")
    }
    let shape = Shape([Self.channels(of: input)])
    return LayerPlan(
      outputShape: input,
      layoutUse: input.rank == 1 ? .features : .images(inputHalo: 0, gradientHalo: 0),
      parameters: [
        ParameterSpecification(
          name: "scale", shape: shape, role: .scale, initializer: try ConstantInitializer(1),
          fanIn: 1, fanOut: 1),
        ParameterSpecification(
          name: "shift", shape: shape, role: .bias, initializer: ZerosInitializer(), fanIn: 1,
          fanOut: 1),
      ],
      statistics: [
        StatisticSpecification(name: "running_mean", shape: shape),
        StatisticSpecification(name: "running_variance", shape: shape),
      ])
  }

  /// Of `[28, 28]` one: it is an image without an axis of channels.
  static func channels(of input: Shape) -> Int {
    input.rank == 2 ? 1 : input[input.rank - 1]
  }

  public var rectifying: Rectifying { .bothWays }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    let channels = Self.channels(of: placement.inputShape)
    let layout: NormalizationLayout
    var images = 0
    switch (placement.inputLayout, placement.outputLayout) {
    case (.images(let input), .images(let output)):
      layout = .images(input: input, output: output)
      images = placement.batchCapacity
    default: layout = .features(channels)
    }
    return BatchNormalizationLayer(
      scale: placement.parameters.lowerBound, layout: layout, epsilon: Float(epsilon),
      momentum: Float(momentum), isRectified: placement.isRectified,
      workspace: NormalizationWorkspace(channels: channels, images: images),
      statistics: [
        Tensor(zeros: [channels]), Tensor(repeating: 1, shape: [channels]),
      ])
  }
}

private struct BatchNormalizationLayer: Layer {
  /// The index of the scale; the shift is the next.
  let scale: Int
  let layout: NormalizationLayout
  let epsilon: Float
  let momentum: Float
  let isRectified: Bool
  var workspace: NormalizationWorkspace
  /// The running mean and variance.
  var statistics: [Tensor<Float>]

  mutating func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    if pass.isTraining {
      context.measure(input, layout, batch: pass.batch, epsilon: epsilon, into: &workspace)
      moveStatistics(batch: pass.batch)
    } else {
      workspace.use(mean: statistics[0], variance: statistics[1], epsilon: epsilon)
    }
    context.normalize(
      input, layout, batch: pass.batch, workspace, scale: parameters.values[scale],
      shift: parameters.values[scale + 1], rectified: isRectified, into: &output)
  }

  /// `running = fma(momentum, batch - running, running)`, the batch's variance times n / (n - 1).
  private mutating func moveStatistics(batch: Int) {
    let population = layout.population(batch: batch)
    let unbiased = Float(population) / Float(max(1, population - 1))
    for channel in 0..<workspace.channels {
      let mean = statistics[0][flat: channel]
      statistics[0][flat: channel] = mean.addingProduct(
        momentum, workspace.mean[flat: channel] - mean)
      let variance = statistics[1][flat: channel]
      statistics[1][flat: channel] = variance.addingProduct(
        momentum, workspace.variance[flat: channel] * unbiased - variance)
    }
  }

  mutating func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    let (scales, shifts) = (parameters.values[scale], parameters.values[scale + 1])
    context.normalizationParameterGradients(
      activations.input, outputGradient: activations.outputGradient, layout, batch: pass.batch,
      ofBatch: pass.isTraining, scale: scales, shift: shifts, rectified: isRectified, &workspace)
    for channel in 0..<workspace.channels {
      parameters.gradients[scale][flat: channel] = workspace.scaleGradient[flat: channel]
      parameters.gradients[scale + 1][flat: channel] = workspace.shiftGradient[flat: channel]
    }
    if activations.needsInputGradient {
      context.normalizationInputGradient(
        activations.input, outputGradient: activations.outputGradient, layout,
        batch: pass.batch, workspace, scale: scales, shift: shifts, rectified: isRectified,
        into: &inputGradient)
    }
  }
}

extension Pass {
  fileprivate var isTraining: Bool {
    if case .training = mode { true } else { false }
  }
}
