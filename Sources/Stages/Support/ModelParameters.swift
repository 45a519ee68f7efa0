import Artifacts
import NeuralNetworks
import Pipelines

/// The description of a network in a pipeline file: a list of layers.
enum ModelParameters {
  /// A layer: `"relu"`, `{"dense": 10}`, `{"sigmoid": 0.4}`; or some layers several times.
  static var layerType: ParameterType { .tagged(layerNoun, singleLayers + [repetition]) }

  private static let layerNoun = "a layer"

  private static var singleLayers: [TaggedVariant] {
    layers + imageLayers + Activations.names.map(activation)
  }

  /// `{"repeat": 50, "layers": [{"dense": 512}, "tanh"]}`.
  private static var repetition: TaggedVariant {
    TaggedVariant(
      "repeat", value: .integer(IntegerRange(minimum: 1, maximum: 10_000)),
      fields: [
        ParameterField(
          "layers", .list(of: .tagged(layerNoun, singleLayers), minimumCount: 1), .required,
          help: "what is repeated")
      ], help: "the same layers so many times")
  }

  /// An initialiser: `"glorot-uniform"`, `{"normal": 0.05}`.
  static var initializerType: ParameterType {
    .tagged(
      "an initializer",
      Initializers.all.map {
        TaggedVariant(
          $0.name, value: .anyOf([.number, .object([])]), allowsBareString: true,
          help: "initial weights by the rule '\($0.name)', with its number if it takes one")
      })
  }

  private static var layers: [TaggedVariant] {
    [
      TaggedVariant(
        "dense", value: .integer(IntegerRange(minimum: 1)),
        fields: [
          ParameterField(
            "initializer", initializerType, .optional, help: "of the weights of this layer"),
          ParameterField(
            "biasInitializer", initializerType, .optional, help: "of the biases of this layer"),
          ParameterField("bias", .boolean, .defaulted(true), help: "whether there are biases"),
          ParameterField("name", .string, .optional, help: "a name for the layer"),
        ], help: "every output from every input"),
      TaggedVariant(
        "dropout",
        value: .number(NumberRange(minimum: 0, maximum: 1, excludesMaximum: true)),
        help: "the probability that a unit is switched off in training"),
      TaggedVariant("flatten", help: "makes one axis of all"),
      TaggedVariant(
        "softmax", help: "outputs as probabilities; cross-entropy has a softmax of its own"),
    ]
  }

  private static func activation(_ name: String) -> TaggedVariant {
    TaggedVariant(
      name, value: .anyOf([.number, .object([])]), allowsBareString: true,
      help: "the activation '\(name)', with its number if it takes one")
  }

  /// The layers of a checked list, repeated ones as often as they are asked for, and where each stands.
  ///
  /// - Parameters:
  ///   - initializer: what dense layers use that name none of their own.
  ///   - location: where the member at a path below the list stands, for errors.
  static func layers(
    _ list: [JSONValue], initializer: JSONValue, location: ([PathStep]) -> SourceLocation
  ) throws(SpecificationError) -> [(layer: any LayerSpecification, location: SourceLocation)] {
    var layers: [(layer: any LayerSpecification, location: SourceLocation)] = []
    for (index, json) in list.enumerated() {
      let repeated = json["layers"]?.arrayValue
      var block = layers.prefix(0)
      for (place, json) in (repeated ?? [json]).enumerated() {
        let at = location(
          [.index(index)] + (repeated == nil ? [] : [.name("layers"), .index(place)]))
        do {
          block.append((try layer(json, initializer: initializer), at))
        } catch {
          throw SpecificationError("\(error)", at: at)
        }
      }
      for _ in 0..<(json["repeat"]?.integerValue ?? 1) { layers += block }
    }
    return layers
  }

  private static func layer(
    _ json: JSONValue, initializer: JSONValue
  ) throws(NeuralNetworkError) -> any LayerSpecification {
    if let units = json["dense"]?.integerValue {
      var bias: (any Initializer)?
      if json["bias"]?.boolValue != false {
        bias = try json["biasInitializer"].map(named(_:)) ?? ZerosInitializer()
      }
      return Dense(
        units: Int(units), initializer: try named(json["initializer"] ?? initializer), bias: bias,
        name: json["name"]?.stringValue)
    }
    if let probability = json["dropout"]?.doubleValue { return Dropout(probability) }
    if json["flatten"] != nil { return Flatten() }
    if json["softmax"] != nil { return Softmax() }
    if let layer = try imageLayer(json, initializer: initializer) { return layer }
    for name in Activations.names {
      guard let value = json[name] else { continue }
      return ActivationSpecification(
        try Activations.named(name, value: value.doubleValue))
    }
    preconditionFailure("the declaration accepts a layer that is not built: \(json)")
  }

  static func named(_ json: JSONValue) throws(NeuralNetworkError) -> any Initializer {
    for name in Initializers.names {
      guard let value = json[name] else { continue }
      return try Initializers.named(name, value: value.doubleValue)
    }
    preconditionFailure("the declaration accepts an initializer that is not built: \(json)")
  }
}

extension Optional where Wrapped == JSONValue {
  /// `map` with the typed errors of networks.
  fileprivate func map(
    _ transform: (JSONValue) throws(NeuralNetworkError) -> any Initializer
  ) throws(NeuralNetworkError) -> (any Initializer)? {
    guard let self else { return nil }
    return try transform(self)
  }
}
