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
    ActivationLayer(activation: activation)
  }
}

private struct ActivationLayer: Layer {
  let activation: any Activation

  func isIdentity(in pass: Pass) -> Bool { activation.isIdentity }

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    activation.forward(input, into: &output, context: context)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    activation.backward(activations, into: &inputGradient, context: context)
  }
}
