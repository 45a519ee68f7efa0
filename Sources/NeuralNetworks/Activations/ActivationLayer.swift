import Tensors

/// An activation as a layer of its own.
public struct ActivationSpecification: LayerSpecification {
  public let activation: any Activation
  public let name: String?

  public init(_ activation: any Activation, name: String? = nil) {
    self.activation = activation
    self.name = name
  }

  public var kind: String { type(of: activation).name }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    LayerPlan(outputShape: input)
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    ActivationLayer(activation: activation, layout: placement.outputLayout)
  }
}

private struct ActivationLayer: Layer {
  let activation: any Activation
  let layout: ActivationLayout

  func isIdentity(in pass: Pass) -> Bool { activation.isIdentity }

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    activation.forward(input, into: &output, context: context)
    clearHalo(&output, context)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    activation.backward(activations, into: &inputGradient, context: context)
    clearHalo(&inputGradient, context)
  }

  /// An activation goes over the whole tensor. One that does not make +0 of the zeros around an image
  /// would leave something there.
  private func clearHalo(_ x: inout Tensor<Float>, _ context: ComputeContext) {
    guard case .images(let layout) = layout, !activation.keepsZero else { return }
    context.clearHalo(&x, layout)
  }
}
