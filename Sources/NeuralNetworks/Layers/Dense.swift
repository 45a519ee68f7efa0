import Tensors

/// Every output from every input: y = W x + b, with W of shape `[units, inputs]`.
public struct Dense: LayerSpecification {
  public let units: Int
  public let initializer: any Initializer
  /// `nil` for a layer without bias.
  public let biasInitializer: (any Initializer)?
  public let name: String?

  public init(
    units: Int, initializer: any Initializer = VarianceScalingInitializer.glorot(.uniform),
    bias: (any Initializer)? = ZerosInitializer(), name: String? = nil
  ) {
    self.units = units
    self.initializer = initializer
    biasInitializer = bias
    self.name = name
  }

  public var kind: String { "dense" }

  /// More weights than this are taken for a mistake: 8 GiB.
  private static let largestWeight = 1 << 31

  public func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan {
    guard input.dimensions.count == 1 else {
      throw .layerInput(
        layer: identity, found: input,
        expected: "one axis of features; put a flatten layer before it")
    }
    let inputs = input.count
    let (weights, overflow) = inputs.multipliedReportingOverflow(by: units)
    guard units > 0, !overflow, weights <= Self.largestWeight else {
      throw .layerSetting(
        layer: identity, parameter: "the number of units", found: Double(units),
        allowed: "between 1 and \(Self.largestWeight / inputs)")
    }
    var parameters = [
      ParameterSpecification(
        name: "weight", shape: Shape([units, inputs]), role: .weight, initializer: initializer,
        fanIn: inputs, fanOut: units)
    ]
    if let biasInitializer {
      parameters.append(
        ParameterSpecification(
          name: "bias", shape: Shape([units]), role: .bias, initializer: biasInitializer,
          fanIn: inputs, fanOut: units))
    }
    return LayerPlan(
      outputShape: Shape([units]), layoutUse: .features, parameters: parameters,
      multiplyAdds: weights)
  }

  public func makeLayer(in placement: LayerPlacement) -> any Layer {
    let first = placement.parameters.lowerBound
    return DenseLayer(weight: first, bias: biasInitializer == nil ? nil : first + 1)
  }
}

private struct DenseLayer: Layer {
  let weight: Int
  let bias: Int?

  func forward(
    _ input: Tensor<Float>, into output: inout Tensor<Float>, parameters: ParameterStore,
    pass: Pass, context: ComputeContext
  ) {
    context.denseForward(
      weight: parameters.values[weight], bias: bias.map { parameters.values[$0] }, input: input,
      batch: pass.batch, into: &output)
  }

  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, context: ComputeContext
  ) {
    passOn(pass, activations, &inputGradient, &parameters, context)
    context.denseWeightGradient(
      outputGradient: activations.outputGradient, input: activations.input, batch: pass.batch,
      into: &parameters.gradients[weight])
  }

  /// The weights' gradient goes straight from the registers into the step.
  func backward(
    _ pass: Pass, of activations: LayerActivations, inputGradient: inout Tensor<Float>,
    parameters: inout ParameterStore, moving index: Int, by update: inout ParameterUpdate,
    context: ComputeContext
  ) {
    precondition(index == weight, "only the weights can move while their gradient is summed")
    passOn(pass, activations, &inputGradient, &parameters, context)
    context.denseUpdate(
      &parameters.values[weight], by: &update, outputGradient: activations.outputGradient,
      input: activations.input, batch: pass.batch)
  }

  /// The gradients of the input and of the bias.
  private func passOn(
    _ pass: Pass, _ activations: LayerActivations, _ inputGradient: inout Tensor<Float>,
    _ parameters: inout ParameterStore, _ context: ComputeContext
  ) {
    if activations.needsInputGradient {
      context.denseInputGradient(
        weight: parameters.values[weight], outputGradient: activations.outputGradient,
        batch: pass.batch, into: &inputGradient)
    }
    if let bias {
      context.denseBiasGradient(
        outputGradient: activations.outputGradient, batch: pass.batch,
        into: &parameters.gradients[bias])
    }
  }
}
