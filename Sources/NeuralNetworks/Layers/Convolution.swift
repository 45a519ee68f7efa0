import Tensors

/// Filters moved over images: each output channel is the sum over a window of all input channels, with
/// weights that are the same everywhere (a cross-correlation, as the field's custom is).
///
/// The weight has the shape `[kernel rows, kernel columns, input channels, filters]`. Images of shape
/// `[height, width]` are taken as `[height, width, 1]`.
public struct Convolution: LayerSpecification {
  public let filters: Int
  public let settings: WindowSettings
  public let initializer: any Initializer
  /// `nil` for a layer without bias.
  public let biasInitializer: (any Initializer)?
  public let name: String?

  public init(
    filters: Int, _ settings: WindowSettings,
    initializer: any Initializer = VarianceScalingInitializer.glorot(.uniform),
    bias: (any Initializer)? = ZerosInitializer(), name: String? = nil
  ) {
    self.filters = filters
    self.settings = settings
    self.initializer = initializer
    biasInitializer = bias
    self.name = name
  }

  public var kind: String { "conv" }

  /// More weights than this are taken for a mistake: 8 GiB.
  private static let largestWeight = 1 << 31

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    let (image, window) = try window(on: input, of: identity)
    let taps = settings.kernelRows * settings.kernelColumns
    let fanIn = taps * image.channels
    guard filters > 0, filters <= Self.largestWeight / fanIn else {
      throw .layerSetting(
        layer: identity, parameter: "the number of filters", found: Double(filters),
        allowed: "between 1 and \(Self.largestWeight / fanIn)")
    }
    var parameters = [
      ParameterSpecification(
        name: "weight", shape: weightShape(channels: image.channels), role: .weight,
        initializer: initializer, fanIn: fanIn, fanOut: taps * filters)
    ]
    if let biasInitializer {
      parameters.append(
        ParameterSpecification(
          name: "bias", shape: Shape([filters]), role: .bias, initializer: biasInitializer,
          fanIn: fanIn, fanOut: taps * filters))
    }
    let (height, width) = (window.rows.outputs, window.columns.outputs)
    return LayerPlan(
      outputShape: Shape([height, width, filters]),
      layoutUse: .images(
        inputHalo: window.inputHalo(height: image.height, width: image.width),
        gradientHalo: window.gradientHalo(height: image.height, width: image.width)),
      parameters: parameters, multiplyAdds: height * width * fanIn * filters)
  }

  /// A window that lay outside altogether would see nothing but zeros.
  func window(
    on input: Shape, of identity: LayerIdentity
  ) throws(NeuralNetworkError) -> (ImageLayout, ImageWindow) {
    try settings.window(on: input, of: identity) { $0 - 1 }
  }

  private func weightShape(channels: Int) -> Shape {
    [settings.kernelRows, settings.kernelColumns, channels, filters]
  }

  public var rectifying: Rectifying { .forward }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    guard case .images(let input) = placement.inputLayout,
      case .images(let output) = placement.outputLayout,
      let (_, window) = try? window(on: placement.inputShape, of: placement.identity)
    else { preconditionFailure("\(placement.identity) was not planned") }
    let first = placement.parameters.lowerBound
    return ConvolutionLayer(
      weight: first, bias: biasInitializer == nil ? nil : first + 1, input: input, output: output,
      window: window, isRectified: placement.isRectified,
      workspace: Tensor(
        zeros: ComputeContext.convolutionWorkspace(
          weight: weightShape(channels: input.channels))),
      biasGradient: biasInitializer == nil ? nil : Tensor(zeros: [filters]))
  }
}

private struct ConvolutionLayer: Layer {
  let weight: Int
  let bias: Int?
  let input: ImageLayout
  let output: ImageLayout
  let window: ImageWindow
  let isRectified: Bool
  /// Packed weights.
  var workspace: Tensor<Float>
  /// Changes places with the one in the store, since both gradients are computed at once.
  var biasGradient: Tensor<Float>?

  mutating func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    context.convolve(
      parameters.values[weight], bias: bias.map { parameters.values[$0] }, input: input,
      self.input, window: window, workspace: &workspace, batch: pass.batch,
      rectified: isRectified, into: &output, self.output)
  }

  mutating func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    context.convolutionParameterGradients(
      input: activations.input, input, outputGradient: activations.outputGradient, output,
      window: window, batch: pass.batch, weightGradient: &parameters.gradients[weight],
      biasGradient: &biasGradient)
    if let bias, var gradient = biasGradient.take() {
      swap(&gradient, &parameters.gradients[bias])
      biasGradient = gradient
    }
    if activations.needsInputGradient {
      context.convolutionInputGradient(
        parameters.values[weight], outputGradient: activations.outputGradient, output,
        window: window, workspace: &workspace, batch: pass.batch, into: &inputGradient, input)
    }
  }
}
