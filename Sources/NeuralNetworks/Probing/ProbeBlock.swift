import Tensors

/// A layer with weights and what stands between it and the next one.
struct ProbeBlock: Sendable {
  /// Of the layer with weights.
  let name: String
  /// The place of the layer with weights in the model, and in ``ParameterStore`` that of its weights.
  let place: Int
  let weight: Int
  /// The place of the layer whose output the activations are: the last activation of the block, else the
  /// layer with weights.
  let outputPlace: Int
  let weightSpecification: ParameterSpecification
  let biasSpecification: ParameterSpecification?
  let biasPlace: Int?
  /// How many outputs of one example each weight takes part in: one for dense layers.
  let positions: Int
  /// The last activation of the block, if there is one.
  let activation: (any Activation)?
  /// Whether nothing else stands in the block but flattening, nor before the first one.
  let hasPrediction: Bool

  /// The blocks of a model from input to output.
  static func blocks(of model: Model) -> [ProbeBlock] {
    let starts = model.layers.indices.filter { weight(of: model.layers[$0]) != nil }
    var firstParameter = 0
    var parameters: [Int] = []
    for layer in model.layers {
      parameters.append(firstParameter)
      firstParameter += layer.parameters.count
    }
    return starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : model.layers.count
      return ProbeBlock(
        model, start..<end, before: number == 0 ? 0..<start : 0..<0,
        firstParameter: parameters[start])
    }
  }

  private init(
    _ model: Model, _ places: Range<Int>, before: Range<Int>, firstParameter: Int
  ) {
    let layer = model.layers[places.lowerBound]
    let weightIndex = Self.weight(of: layer) ?? 0
    name = layer.name
    place = places.lowerBound
    weight = firstParameter + weightIndex
    weightSpecification = layer.parameters[weightIndex]
    let bias = layer.parameters.firstIndex { $0.role == .bias }
    biasSpecification = bias.map { layer.parameters[$0] }
    biasPlace = bias.map { firstParameter + $0 }
    positions = layer.outputShape.count / (layer.outputShape.dimensions.last ?? 1)
    let rest = places.dropFirst()
    let activations = rest.filter { model.layers[$0].specification is ActivationSpecification }
    outputPlace = activations.last ?? places.lowerBound
    activation =
      activations.last
      .flatMap { (model.layers[$0].specification as? ActivationSpecification)?.activation }
    let others = (Array(before) + rest).filter {
      !activations.contains($0) && !(model.layers[$0].specification is Flatten)
    }
    hasPrediction = activations.count <= 1 && others.isEmpty
  }

  private static func weight(of layer: Model.Layer) -> Int? {
    layer.parameters.firstIndex { $0.role == .weight }
  }
}
