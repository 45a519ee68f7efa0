import Artifacts
import NeuralNetworks
import Pipelines

/// The description of what a training records besides losses and errors, in a pipeline file.
enum RecorderParameters {
  static var type: ParameterType {
    .list(
      of: .tagged(
        "a recorder",
        [
          TaggedVariant(
            "gradient-norms", value: .object([every]), allowsBareString: true,
            help: "the norm of the gradient of each layer"),
          TaggedVariant(
            "training-set",
            help: "loss and error on the whole training set after each epoch, dropout off"),
        ] + RecordedQuantity.allCases.map(distribution) + [
          TaggedVariant(
            "images",
            value: .object([
              ParameterField(
                "of", .choice(RecordedQuantity.allCases.map(\.rawValue)), .defaulted("weights"),
                help: "what is seen"),
              ParameterField(
                "units", .integer(IntegerRange(minimum: 1, maximum: 65536)), .defaulted(16),
                help: "so many of each layer at most"),
              every, layers, examples,
            ]), allowsBareString: true, help: "pictures of weights, activations, …"),
          TaggedVariant(
            "dead-units",
            value: .object([
              every,
              ParameterField(
                "examples", count, .defaulted(1000),
                help: "so many validation (else training) examples are looked at"),
            ]), allowsBareString: true,
            help: "the share of the units of rectifiers that no example makes positive"),
        ]), minimumCount: 0)
  }

  private static let count = ParameterType.integer(IntegerRange(minimum: 1, maximum: 1 << 31))

  private static var every: ParameterField {
    ParameterField(
      "every", .anyOf([count, .choice(["epoch", "step"])]), .defaulted("epoch"),
      help: "how often: 'epoch', 'step' or a number of steps")
  }

  private static var layers: ParameterField {
    ParameterField(
      "layers", .list(of: .string, minimumCount: 1), .optional,
      help: "the names of the layers; without it all")
  }

  private static var examples: ParameterField {
    ParameterField(
      "examples", count, .optional,
      help: "for activations: so many validation (else training) examples, dropout off, and not "
        + "the batch")
  }

  static var histogramType: ParameterType {
    .object([
      ParameterField(
        "bins", .integer(IntegerRange(minimum: 1, maximum: 65536)), .required,
        help: "the number of equal bins"),
      ParameterField(
        "from", .number, .optional, help: "where they begin; without it the smallest number"),
      ParameterField(
        "to", .number, .optional, help: "where they end; without it the largest number"),
    ])
  }

  /// The histogram of a checked description.
  static func histogram(_ json: JSONValue) -> DistributionRecorder.Histogram {
    DistributionRecorder.Histogram(
      bins: json["bins"]?.integer ?? 1, from: json["from"]?.doubleValue, to: json["to"]?.doubleValue
    )
  }

  private static func distribution(of quantity: RecordedQuantity) -> TaggedVariant {
    var fields = [every, layers]
    if quantity == .activations { fields.append(examples) }
    fields += [
      ParameterField(
        "percentiles", .list(of: .number(NumberRange(minimum: 0, maximum: 100)), minimumCount: 1),
        .optional, help: "which percentiles"),
      ParameterField("histogram", histogramType, .optional, help: "a histogram"),
    ]
    return TaggedVariant(
      quantity.rawValue, value: .object(fields), allowsBareString: true,
      help: "mean, standard deviation and norm of the \(quantity.words) of each layer")
  }

  /// The recorders of a checked list.
  ///
  /// - Parameter location: where the entry with a number stands, for errors.
  static func recorders(
    _ list: [JSONValue], location: (Int) -> SourceLocation
  ) throws(SpecificationError) -> [any Recorder] {
    var recorders: [any Recorder] = []
    for (index, json) in list.enumerated() {
      let made: any Recorder
      do {
        made = try recorder(json)
      } catch {
        throw SpecificationError("\(error)", at: location(index))
      }
      guard !recorders.contains(where: { $0.name == made.name }) else {
        throw SpecificationError("'\(made.name)' is recorded twice", at: location(index))
      }
      recorders.append(made)
    }
    return recorders
  }

  private static func recorder(_ json: JSONValue) throws(NeuralNetworkError) -> any Recorder {
    if let settings = json["gradient-norms"] {
      return try GradientNormRecorder(every: cadence(settings))
    }
    if json["training-set"] != nil { return TrainingSetRecorder() }
    if let settings = json["dead-units"] {
      return try DeadUnitRecorder(
        every: cadence(settings), examples: settings["examples"]?.integer ?? 1000)
    }
    if let settings = json["images"] {
      let quantity = settings["of"]?.stringValue.flatMap(RecordedQuantity.init(rawValue:))
      return try ImageRecorder(
        of: quantity ?? .weights, units: settings["units"]?.integer ?? 16,
        every: cadence(settings), layers: layerNames(settings),
        examples: settings["examples"]?.integer)
    }
    for quantity in RecordedQuantity.allCases {
      guard let settings = json[quantity.rawValue] else { continue }
      return try DistributionRecorder(
        quantity, every: cadence(settings), layers: layerNames(settings),
        examples: settings["examples"]?.integer,
        percentiles: settings["percentiles"]?.arrayValue?.compactMap(\.doubleValue) ?? [],
        histogram: settings["histogram"].map(histogram))
    }
    preconditionFailure("the declaration accepts a recorder that is not built: \(json)")
  }

  private static func cadence(_ settings: JSONValue) -> Cadence {
    if let steps = settings["every"]?.integer { return .everySteps(steps) }
    return settings["every"]?.stringValue == "step" ? .everySteps(1) : .everyEpoch
  }

  private static func layerNames(_ settings: JSONValue) -> [String] {
    settings["layers"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

extension JSONValue {
  fileprivate var integer: Int? { integerValue.map { Int($0) } }
}

extension RecordedQuantity {
  /// In the plural, in the middle of a sentence.
  fileprivate var words: String {
    switch self {
    case .activations: "outputs"
    case .gradients: "gradients in the outputs"
    case .weights: "weights"
    case .weightGradients: "gradients in the weights"
    case .updates: "changes of the weights by a step"
    }
  }
}
