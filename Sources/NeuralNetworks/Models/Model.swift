import Tensors

/// A sequence of layers with every name, shape and parameter worked out; nothing is allocated yet.
public struct Model: Sendable {
  /// One layer in its place.
  public struct Layer: Sendable {
    public let identity: LayerIdentity
    public let specification: any LayerSpecification
    /// Of one example, without the batch.
    public let inputShape: Shape
    public let outputShape: Shape
    public let layoutUse: LayoutUse
    public let parameters: [ParameterSpecification]
    public let statistics: [StatisticSpecification]
    /// For one example, forward.
    public let multiplyAdds: Int

    public var name: String { identity.name }

    /// How many numbers the layer learns.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }
  }

  public let inputShape: Shape
  public let layers: [Layer]

  /// Names the layers, infers the shapes and checks every setting.
  ///
  /// A layer without a name of its own is called by its kind and its number among the layers of that
  /// kind: `dense1`, `relu1`, `dense2`.
  ///
  /// - Parameter inputShape: of one example, without the batch.
  /// - Throws: a ``NeuralNetworkError`` that names the layer.
  public init(
    _ specifications: [any LayerSpecification], inputShape: Shape
  ) throws(NeuralNetworkError) {
    guard !specifications.isEmpty else { throw .noLayers }
    guard inputShape.dimensions.allSatisfy({ $0 > 0 }) else {
      throw .exampleShape(found: inputShape, expected: Shape([1]))
    }
    let names = Self.names(of: specifications)
    var layers: [Layer] = []
    var shape = inputShape
    for (index, specification) in specifications.enumerated() {
      let identity = LayerIdentity(name: names[index], position: index + 1)
      guard !names[..<index].contains(names[index]) else {
        throw .duplicateLayerName(names[index])
      }
      let plan = try specification.plan(input: shape, as: identity)
      layers.append(
        Layer(
          identity: identity, specification: specification, inputShape: shape,
          outputShape: plan.outputShape, layoutUse: plan.layoutUse, parameters: plan.parameters,
          statistics: plan.statistics, multiplyAdds: plan.multiplyAdds))
      shape = plan.outputShape
    }
    self.inputShape = inputShape
    self.layers = layers
  }

  private static func names(of specifications: [any LayerSpecification]) -> [String] {
    specifications.indices.map { index in
      if let name = specifications[index].name { return name }
      let kind = specifications[index].kind
      let number = specifications[...index].count { $0.name == nil && $0.kind == kind }
      return "\(kind)\(number)"
    }
  }

  /// Of one example, without the batch.
  public var outputShape: Shape { layers.last?.outputShape ?? inputShape }

  /// How many numbers the model learns.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// For one example, forward.
  public var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }
}
