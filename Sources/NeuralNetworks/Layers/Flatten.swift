import Tensors

/// Makes one axis of all: `[28, 28]` becomes `[784]`, in row-major order.
public struct Flatten: LayerSpecification {
  public let name: String?

  public init(name: String? = nil) { self.name = name }

  public var kind: String { "flatten" }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    LayerPlan(outputShape: Shape([input.count]))
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer { FlattenLayer() }
}

/// Activations of dense layers are one row per feature already, in row-major order.
private struct FlattenLayer: Layer {
  func isIdentity(in pass: Pass) -> Bool { true }

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {}

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {}
}
