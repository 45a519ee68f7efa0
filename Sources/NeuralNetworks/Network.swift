import Tensors

/// A model with its parameters and the workspace to run batches through it.
///
/// Parameters start from their initialisers, each from the random stream of its own name
/// (`dense1/weight`). All buffers are allocated when the network is made, those of the backward pass
/// when it first runs; a step allocates nothing.
///
/// The result for an example does not depend on the batch it is in, nor on the capacity.
public struct Network: Sendable {
  public let model: Model
  public let seed: UInt64
  /// The most examples that a batch may have.
  public let batchCapacity: Int
  public let context: ComputeContext
  public var parameters: ParameterStore

  /// The capacity rounded up to a multiple of ``ComputeContext/laneMultiple``: the length of a row of
  /// feature-major activations.
  let lanes: Int
  var layers: [any Layer]
  /// Entry i is of the input of layer i, the last one of the network's output.
  let layouts: [ActivationLayout]
  /// Entry i is the input of layer i, the last one the network's output; of ``layouts``.
  var activations: [Tensor<Float>]
  /// Of the loss with respect to `activations`; empty until the first backward pass.
  var gradients: [Tensor<Float>] = []
  /// For each entry of `activations` the one that really holds it: identities are not copied.
  var slots: [Int]
  /// For each layer, whether it applies the ReLU behind it.
  let isRectified: [Bool]
  /// Layers before this one need no backward pass.
  private let firstTrainedLayer: Int

  /// - Parameters:
  ///   - tensors: parameters and statistics to take instead of the initialisers', which can be slow.
  ///   - keepsOutputs: whether the outputs of all layers are wanted. Without it a ReLU may overwrite its input,
  ///     which saves memory and time and changes no other number.
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for a capacity that is
  ///   not positive, and what ``importParameters(_:)`` throws.
  public init(
    _ model: Model, parameters tensors: [String: Tensor<Float>]? = nil, seed: UInt64,
    batchCapacity: Int, context: ComputeContext, keepsOutputs: Bool = true
  ) throws(NeuralNetworkError) {
    guard batchCapacity > 0, batchCapacity <= Self.largestCapacity else {
      throw .outOfRange(
        what: "network", parameter: "batch capacity", found: Double(batchCapacity),
        allowed: "between 1 and \(Self.largestCapacity)")
    }
    self.model = model
    self.seed = seed
    self.batchCapacity = batchCapacity
    self.context = context
    let lanes = ComputeContext.lanes(for: batchCapacity)
    self.lanes = lanes
    parameters = Self.initialParameters(
      of: model, seed: seed, isFilled: tensors == nil, context: context)
    firstTrainedLayer =
      model.layers.firstIndex { !$0.parameters.isEmpty } ?? model.layers.count
    layouts = Self.layouts(of: model, firstTrainedLayer: firstTrainedLayer)
    isRectified = model.layers.indices.map { index in
      !keepsOutputs && index + 1 < model.layers.count && model.layers[index + 1].isRectifier
        && model.layers[index].specification.rectifying != .none
    }
    layers = Self.makeLayers(
      of: model, layouts, isRectified, seed: seed, batchCapacity: batchCapacity)
    let shapes = [model.inputShape] + model.layers.map(\.outputShape)
    activations = zip(layouts, shapes).map { layout, shape in
      Tensor(zeros: layout.tensorShape(of: shape, batchCapacity: batchCapacity))
    }
    slots = Array(0...model.layers.count)
    if let tensors { try importParameters(tensors) }
  }

  /// Larger batches than this are taken for a mistake.
  private static let largestCapacity = 1 << 24

  private static func initialParameters(
    of model: Model, seed: UInt64, isFilled: Bool, context: ComputeContext
  ) -> ParameterStore {
    var names: [String] = []
    var roles: [ParameterSpecification.Role] = []
    var values: [Tensor<Float>] = []
    for layer in model.layers {
      for parameter in layer.parameters {
        let name = "\(layer.name)/\(parameter.name)"
        var value = Tensor<Float>(zeros: parameter.shape)
        if isFilled {
          parameter.initializer.fill(
            &value, fanIn: parameter.fanIn, fanOut: parameter.fanOut,
            stream: RandomStream(seed: seed, name: name), context: context)
        }
        names.append(name)
        roles.append(parameter.role)
        values.append(value)
      }
    }
    return ParameterStore(names: names, roles: roles, values: values)
  }

  private static func makeLayers(
    of model: Model, _ layouts: [ActivationLayout], _ isRectified: [Bool], seed: UInt64,
    batchCapacity: Int
  ) -> [any Layer] {
    var firstParameter = 0
    return model.layers.enumerated().map { index, layer in
      let parameters = firstParameter..<(firstParameter + layer.parameters.count)
      firstParameter = parameters.upperBound
      if index > 0, isRectified[index - 1] { return AppliedLayer() }
      return layer.specification.makeLayer(
        in: LayerPlacement(
          identity: layer.identity, inputShape: layer.inputShape, outputShape: layer.outputShape,
          inputLayout: layouts[index], outputLayout: layouts[index + 1],
          parameters: parameters, batchCapacity: batchCapacity, seed: seed,
          isRectified: isRectified[index]))
    }
  }
}

extension Model.Layer {
  fileprivate var isRectifier: Bool {
    (specification as? ActivationSpecification)?.activation is ReLU
  }
}

extension Network {
  /// Puts the examples at these places of the set into the lanes, in this order.
  ///
  /// - Precondition: there are at most ``batchCapacity`` places, all within the set, and the set has
  ///   the model's input shape.
  public mutating func load(_ examples: LabelledExamples, at places: ArraySlice<Int32>) {
    precondition(places.count <= batchCapacity, "the batch exceeds the network's capacity")
    switch layouts[0] {
    case .features:
      context.gatherTransposed(examples.inputs, rows: places, into: &activations[0])
    case .images(let layout):
      context.gatherImages(examples.inputs, rows: places, into: &activations[0], layout)
    }
  }

  /// Runs the loaded batch forward.
  ///
  /// - Parameter first: the layer to begin with; what the layers before it computed for this batch
  ///   is still there when nothing else was run since.
  public mutating func forward(_ pass: Pass, from first: Int = 0) {
    for index in first..<layers.count {
      if layers[index].isIdentity(in: pass) {
        slots[index + 1] = slots[index]
        continue
      }
      slots[index + 1] = index + 1
      let input = activations[slots[index]]
      layers[index].forward(
        input, into: &activations[index + 1], parameters: parameters, pass: pass, context: context)
    }
  }

  /// The output of the last forward pass, `[outputs, lanes]` unless it is images.
  public var output: Tensor<Float> { activations[slots[layers.count]] }

  /// The output of layer `index` in the last forward pass, of ``layout(ofLayer:)``.
  ///
  /// - Precondition: the network keeps the outputs of all layers.
  public func output(ofLayer index: Int) -> Tensor<Float> {
    requireOutput(ofLayer: index)
    return activations[slots[index + 1]]
  }

  private func requireOutput(ofLayer index: Int) {
    precondition(!isRectified[index], "the output of '\(model.layers[index].name)' was not kept")
  }

  /// The gradient of the loss with respect to the output of layer `index`, of ``layout(ofLayer:)``;
  /// `nil` before the first backward pass, and for layers that none has reached.
  public func gradient(ofLayer index: Int) -> Tensor<Float>? {
    requireOutput(ofLayer: index)
    return gradients.isEmpty || index < firstTrainedLayer ? nil : gradients[slots[index + 1]]
  }

  /// Runs the loss on the output and everything backward, after ``forward(_:from:)`` of the same
  /// pass; leaves the gradients of the parameters in ``parameters``.
  ///
  /// - Parameters:
  ///   - labels: `[lanes]`, the class of each lane in use.
  ///   - losses: `[lanes]`, receives the loss of each lane in use.
  public mutating func backward(
    _ pass: Pass, loss: any Loss, labels: Tensor<Int32>, losses: inout Tensor<Float>
  ) {
    evaluate(loss, of: pass, labels: labels, losses: &losses)
    backward(pass)
  }

  /// Runs the loss on the output of the last forward pass; leaves its gradient for
  /// ``backward(_:)``.
  mutating func evaluate(
    _ loss: any Loss, of pass: Pass, labels: Tensor<Int32>, losses: inout Tensor<Float>
  ) {
    if gradients.isEmpty { gradients = activations.map { Tensor(zeros: $0.shape) } }
    let outputSlot = slots[layers.count]
    loss.evaluate(
      activations[outputSlot], labels: labels, batch: pass.batch, losses: &losses,
      gradient: &gradients[outputSlot], context: context)
  }

  /// Takes numbers from N(0, 1) for the gradient of the loss with respect to the output of the last forward pass,
  /// for ``backward(_:)``. Those of an example depend on the stream and its place in the batch alone.
  mutating func drawOutputGradient(batch: Int, stream: RandomStream) {
    if gradients.isEmpty { gradients = activations.map { Tensor(zeros: $0.shape) } }
    let outputs = model.outputShape.count
    var drawn = Tensor<Float>(zeros: [batch, outputs])
    context.fillNormal(&drawn, stream: stream)
    for place in 0..<batch {
      for output in 0..<outputs {
        gradients[slots[layers.count]][flat: output * lanes + place] =
          drawn[flat: place * outputs + output]
      }
    }
  }

  /// Runs everything backward from the gradient of the loss; leaves the gradients of the parameters in
  /// ``parameters``.
  mutating func backward(_ pass: Pass) {
    forEachLayerBackward(pass) { layer, batch, _, inputGradient, parameters, context in
      layer.backward(
        pass, of: batch, inputGradient: &inputGradient, parameters: &parameters, context: context)
    }
  }

  /// Runs everything backward from the gradient of the loss, and moves every parameter when its layer is done,
  /// while both are still in the caches.
  ///
  /// - Parameter keepsGradients: whether the gradients of all parameters are wanted in ``parameters``; without
  ///   it those of weights need not be there, which is faster.
  mutating func backward(
    _ pass: Pass, moving optimizer: inout any Optimizer, rate: Double, keepsGradients: Bool
  ) {
    forEachLayerBackward(pass) { layer, batch, own, inputGradient, parameters, context in
      let weight = own.first { parameters.roles[$0] == .weight }
      if let weight, !keepsGradients {
        optimizer.withUpdate(of: weight, in: &parameters, rate: rate) { update, parameters in
          layer.backward(
            pass, of: batch, inputGradient: &inputGradient, parameters: &parameters,
            moving: weight, by: &update, context: context)
        }
      } else {
        layer.backward(
          pass, of: batch, inputGradient: &inputGradient, parameters: &parameters,
          context: context)
      }
      for index in own where keepsGradients || index != weight {
        optimizer.update(index, of: &parameters, rate: rate, context: context)
      }
    }
  }

  /// Calls `body` with each layer that has a backward pass, from the last one on, with its activations, the
  /// indices of its parameters, and the gradient of its input.
  private mutating func forEachLayerBackward(
    _ pass: Pass,
    _ body: (
      inout any Layer, LayerActivations, Range<Int>, inout Tensor<Float>, inout ParameterStore,
      ComputeContext
    ) -> Void
  ) {
    var end = parameters.count
    for index in stride(from: layers.count - 1, through: firstTrainedLayer, by: -1) {
      let own = (end - model.layers[index].parameters.count)..<end
      end = own.lowerBound
      if layers[index].isIdentity(in: pass) { continue }
      if isRectified[index], model.layers[index].specification.rectifying == .forward {
        context.rectify(&gradients[slots[index + 1]], output: activations[slots[index + 1]])
      }
      let batch = LayerActivations(
        input: activations[slots[index]], output: activations[slots[index + 1]],
        outputGradient: gradients[slots[index + 1]],
        needsInputGradient: index > firstTrainedLayer)
      body(&layers[index], batch, own, &gradients[slots[index]], &parameters, context)
    }
  }
}
