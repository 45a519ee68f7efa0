import Artifacts
import NeuralNetworks
import Pipelines

/// Layers that work on images.
extension ModelParameters {
  /// `{"conv": 32, "kernel": 3, "stride": 1, "padding": "same"}`, `{"maxpool": 2}`, `"batchnorm"`.
  static var imageLayers: [TaggedVariant] {
    [
      TaggedVariant(
        "conv", value: .integer(IntegerRange(minimum: 1)),
        fields: [
          ParameterField("kernel", size, .required, help: "the size of the windows"),
          ParameterField(
            "stride", .integer(IntegerRange(minimum: 1)), .defaulted(1),
            help: "pixels from a window to the next"),
          ParameterField("padding", padding, .defaulted("valid"), help: paddingHelp),
          ParameterField(
            "initializer", initializerType, .optional, help: "of the weights of this layer"),
          ParameterField(
            "biasInitializer", initializerType, .optional, help: "of the biases of this layer"),
          ParameterField("bias", .boolean, .defaulted(true), help: "whether there are biases"),
          ParameterField("name", .string, .optional, help: "a name for the layer"),
        ], help: "so many filters moved over images"),
      pooling("maxpool", help: "the largest number of each window, by the windows' size"),
      pooling("avgpool", help: "the mean of each window, by the windows' size"),
      TaggedVariant(
        "batchnorm",
        value: .object([
          ParameterField(
            "epsilon",
            .number(
              NumberRange(minimum: 0, maximum: 1, excludesMinimum: true, excludesMaximum: true)),
            .optional, help: "added to the variance; 1e-5 unless given"),
          ParameterField(
            "momentum", .number(NumberRange(minimum: 0, maximum: 1, excludesMinimum: true)),
            .optional,
            help: "how far running statistics move towards a batch's; 0.1 unless given"),
          ParameterField("name", .string, .optional, help: "a name for the layer"),
        ]), allowsBareString: true,
        help: "mean 0 and variance 1 over the batch for each channel, scaled and shifted"),
    ]
  }

  private static func pooling(_ tag: String, help: String) -> TaggedVariant {
    TaggedVariant(
      tag, value: size,
      fields: [
        ParameterField(
          "stride", .integer(IntegerRange(minimum: 1)), .optional,
          help: "pixels from a window to the next; the windows' height unless given"),
        ParameterField("padding", padding, .defaulted("valid"), help: paddingHelp),
        ParameterField("name", .string, .optional, help: "a name for the layer"),
      ], help: help)
  }

  /// One number for a square, or height and width.
  private static var size: ParameterType {
    let side = ParameterType.integer(IntegerRange(minimum: 1))
    return .anyOf([side, .list(of: side, minimumCount: 2)])
  }

  private static var padding: ParameterType {
    .anyOf([.integer(IntegerRange(minimum: 0)), .choice(["valid", "same"])])
  }

  private static let paddingHelp =
    "'valid' for none, 'same' for as many outputs as strides, or zeros on each side"

  /// The layer, if it is one of ``imageLayers``.
  static func imageLayer(
    _ json: JSONValue, initializer: JSONValue
  ) throws(NeuralNetworkError) -> (any LayerSpecification)? {
    let name = json["name"]?.stringValue
    if let filters = json["conv"]?.integerValue {
      var bias: (any Initializer)?
      if json["bias"]?.boolValue != false {
        if let json = json["biasInitializer"] {
          bias = try named(json)
        } else {
          bias = ZerosInitializer()
        }
      }
      let kernel = try sides(json["kernel"] ?? 1, of: "conv")
      return Convolution(
        filters: Int(filters), settings(json, kernel: kernel, stride: 1),
        initializer: try named(json["initializer"] ?? initializer), bias: bias, name: name)
    }
    for operation in Pooling.Operation.allCases {
      guard let size = json[operation.rawValue] else { continue }
      let kernel = try sides(size, of: operation.rawValue)
      return Pooling(operation, settings(json, kernel: kernel, stride: kernel.rows), name: name)
    }
    if let settings = json["batchnorm"] {
      return BatchNormalization(
        epsilon: settings["epsilon"]?.doubleValue ?? 1e-5,
        momentum: settings["momentum"]?.doubleValue ?? 0.1, name: settings["name"]?.stringValue)
    }
    return nil
  }

  private static func settings(
    _ json: JSONValue, kernel: (rows: Int, columns: Int), stride: Int
  ) -> WindowSettings {
    let padding: WindowSettings.Padding
    if let pixels = json["padding"]?.integerValue {
      padding = .pixels(Int(pixels))
    } else {
      padding = json["padding"]?.stringValue == "same" ? .same : .valid
    }
    return WindowSettings(
      kernel: kernel, stride: json["stride"]?.integerValue.map { Int($0) } ?? stride,
      padding: padding)
  }

  private static func sides(
    _ json: JSONValue, of layer: String
  ) throws(NeuralNetworkError) -> (rows: Int, columns: Int) {
    if let side = json.integerValue { return (Int(side), Int(side)) }
    let sides = json.arrayValue?.compactMap { $0.integerValue.map { Int($0) } } ?? []
    guard sides.count == 2 else {
      throw .outOfRange(
        what: layer, parameter: "the number of the windows' sides", found: Double(sides.count),
        allowed: "two, height and width")
    }
    return (sides[0], sides[1])
  }
}
