import Tensors

/// Makes one axis of all: `[28, 28]` becomes `[784]`, in row-major order.
public struct Flatten: LayerSpecification {
  public let name: String?

  public init(name: String? = nil) { self.name = name }

  public var kind: String { "flatten" }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    LayerPlan(outputShape: Shape([input.count]), layoutUse: .flattens)
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    FlattenLayer(inputLayout: placement.inputLayout)
  }
}

/// Feature-major activations are one row per feature already, in row-major order; images are transposed.
private struct FlattenLayer: Layer {
  let inputLayout: ActivationLayout

  func isIdentity(in pass: Pass) -> Bool { inputLayout == .features }

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    guard case .images(let layout) = inputLayout else { return }
    context.flatten(input, layout, batch: pass.batch, into: &output)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard case .images(let layout) = inputLayout, activations.needsInputGradient else { return }
    context.unflatten(
      activations.outputGradient, batch: pass.batch, into: &inputGradient, layout)
  }
}
