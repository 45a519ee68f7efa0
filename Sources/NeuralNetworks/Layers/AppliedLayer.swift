import Tensors

/// Stands for a layer that the one before it applies while it writes its output.
struct AppliedLayer: Layer {
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
