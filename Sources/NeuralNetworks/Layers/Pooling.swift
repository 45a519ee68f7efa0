import Tensors

/// One number for each window of an image, channel by channel: its largest or its mean.
public struct Pooling: LayerSpecification {
  public enum Operation: String, CaseIterable, Sendable {
    /// The first of equal maxima, in the order of rows and columns, gets the gradient. Padding never
    /// wins.
    case maximum = "maxpool"
    /// The sum over the size of the kernel; padding counts as zeros.
    case average = "avgpool"
  }

  public let operation: Operation
  public let settings: WindowSettings
  public let name: String?

  public init(_ operation: Operation, _ settings: WindowSettings, name: String? = nil) {
    self.operation = operation
    self.settings = settings
    self.name = name
  }

  public var kind: String { operation.rawValue }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    let (image, window) = try window(on: input, of: identity)
    return LayerPlan(
      outputShape: Shape([window.rows.outputs, window.columns.outputs, image.channels]),
      layoutUse: .images(inputHalo: 0, gradientHalo: 0))
  }

  /// Every window has to reach into the image.
  func window(
    on input: Shape, of identity: LayerIdentity
  ) throws(NeuralNetworkError) -> (ImageLayout, ImageWindow) {
    try settings.window(on: input, of: identity) { $0 / 2 }
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    guard case .images(let input) = placement.inputLayout,
      case .images(let output) = placement.outputLayout,
      let (_, window) = try? window(on: placement.inputShape, of: placement.identity)
    else { preconditionFailure("\(placement.identity) was not planned") }
    switch operation {
    case .maximum:
      return MaximumPoolingLayer(
        input: input, output: output, window: window,
        taken: Tensor(zeros: [placement.batchCapacity, output.count]))
    case .average:
      return AveragePoolingLayer(input: input, output: output, window: window)
    }
  }
}

private struct MaximumPoolingLayer: Layer {
  let input: ImageLayout
  let output: ImageLayout
  let window: ImageWindow
  /// The position in its window of the number that each output took.
  var taken: Tensor<Int32>

  mutating func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    context.maxPool(
      input, self.input, window: window, batch: pass.batch, into: &output, self.output,
      taken: &taken)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    context.maxPoolGradient(
      activations.outputGradient, output, taken: taken, window: window, batch: pass.batch,
      into: &inputGradient, input)
  }
}

private struct AveragePoolingLayer: Layer {
  let input: ImageLayout
  let output: ImageLayout
  let window: ImageWindow

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    context.averagePool(
      input, self.input, window: window, batch: pass.batch, into: &output, self.output)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    context.averagePoolGradient(
      activations.outputGradient, output, window: window, batch: pass.batch, into: &inputGradient,
      input)
  }
}
