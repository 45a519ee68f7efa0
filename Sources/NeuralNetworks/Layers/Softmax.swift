import Tensors

/// The outputs as probabilities: p = exp(x) / sum of exp(x), over all features of an example.
///
/// For networks whose loss compares probabilities. ``CrossEntropy`` has a softmax of its own and takes
/// the numbers before it.
public struct Softmax: LayerSpecification {
  public let name: String?

  public init(name: String? = nil) { self.name = name }

  public var kind: String { "softmax" }

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    guard input.dimensions.count == 1 else {
      throw .layerInput(
        layer: identity, found: input,
        expected: "one axis of features; put a flatten layer before it")
    }
    return LayerPlan(outputShape: input)
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer { SoftmaxLayer() }
}

private struct SoftmaxLayer: Layer {
  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    context.softmax(input, batch: pass.batch, into: &output)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    guard activations.needsInputGradient else { return }
    context.softmaxGradient(
      activations.outputGradient, output: activations.output, batch: pass.batch,
      into: &inputGradient)
  }
}
