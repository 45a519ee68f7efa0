import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Asks a trained network about examples, or about the plane that they lie in.
struct PredictStage: Stage {
  static let declaration = StageDeclaration(
    name: "predict", version: 1,
    summary: "Asks a trained network: probabilities, regions of a plane, activations, mistakes.",
    inputs: [
      InputSlot("model", accepts: ["model"], help: "the trained network"),
      InputSlot("data", accepts: ["data"], help: "the examples"),
      InputSlot(
        "pictures", .any, accepts: ["data"],
        help: "for misclassified examples: the same data before it was normalised, to be looked at"),
    ],
    produces: "evaluation", outputs: ["values", "predictions"],
    parameters: [
      ParameterField(
        "what", .tagged("a prediction", Subject.variants), .defaulted(["probabilities": [:]]),
        help: "what is asked"),
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("test"),
        help: "the part of the data"),
      ParameterField(
        "examples", .integer(IntegerRange(minimum: 1, maximum: 100_000_000)), .optional,
        help: "how many examples, drawn by the seed; without it the whole part"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1), help: "of what is drawn"),
    ])

  /// What the network is asked.
  private enum Subject {
    case probabilities
    case grid(points: Int, margin: Double)
    case activations(layer: String)
    case misclassified(count: Int, mostConfident: Bool)

    static let variants = [
      TaggedVariant("probabilities", help: "the probability of each class for each example"),
      TaggedVariant(
        "grid", value: .integer(IntegerRange(minimum: 2, maximum: 2000)),
        fields: [
          ParameterField(
            "margin", .number(NumberRange(minimum: 0, maximum: 100)), .defaulted(0.1),
            help: "how far the grid reaches beyond the examples, as a share of their range")
        ],
        help: "the probabilities on so many points in each direction, for examples of two numbers"),
      TaggedVariant("activations", value: .string, help: "the outputs of the layer of this name"),
      TaggedVariant(
        "misclassified", value: .integer(IntegerRange(minimum: 1, maximum: 10_000)),
        fields: [
          ParameterField(
            "choose", .choice(["confident", "drawn"]), .defaulted("confident"),
            help: "those of which the network is most sure, or some drawn by the seed")
        ], help: "so many examples that are taken for another class"),
    ]

    init(_ json: JSONValue) {
      if let points = json["grid"]?.integerValue {
        self = .grid(points: Int(points), margin: json["margin"]?.doubleValue ?? 0)
      } else if let layer = json["activations"]?.stringValue {
        self = .activations(layer: layer)
      } else if let count = json["misclassified"]?.integerValue {
        self = .misclassified(
          count: Int(count), mostConfident: json["choose"]?.stringValue == "confident")
      } else {
        self = .probabilities
      }
    }
  }

  private let subject: Subject
  private let part: String
  private let exampleCount: Int?
  private let seed: UInt64
  private let location: SourceLocation

  init(_ parameters: Parameters) throws(SpecificationError) {
    subject = Subject(parameters["what"] ?? .null)
    part = parameters.string("part")
    exampleCount = parameters["examples"] == nil ? nil : parameters.integer("examples")
    seed = UInt64(parameters.integer("seed"))
    location = parameters.location(of: ["what"])
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    let pictures = inputs["pictures"] ?? []
    switch subject {
    case .grid:
      if let shape = DataForecast(inputs["data"]?.first).exampleShape, shape != Shape([2]) {
        throw SpecificationError(
          "a grid needs examples of two numbers; these have shape \(shape)", at: location)
      }
    case .misclassified:
      guard pictures.count < 2 else {
        throw SpecificationError("the slot 'pictures' takes one input at most", at: location)
      }
      return .unknown
    case .probabilities, .activations: break
    }
    guard pictures.isEmpty else {
      throw SpecificationError(
        "only misclassified examples take the input 'pictures'", at: location)
    }
    return .unknown
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("data")
    let data = try DataParts(input)
    let whole = try data.requiredExamples(part)
    let rows = try FeatureRows(of: whole, count: exampleCount, seed: seed, cell: input.cell)
    let examples = try rows.labelled(exampleShape: whole.exampleShape)
    let trained = try TrainedModel(context.input("model"))
    var result = PredictionBundle(rows, data)
    switch subject {
    case .activations(let layer):
      result.add(
        activations: try rows.activations(
          ofLayer: layer, in: trained, exampleShape: whole.exampleShape,
          cell: context.input("model").cell, context.compute), of: layer)
    case .probabilities:
      result.add(try predictions(of: examples, by: trained, context), examples.labels)
    case .grid(let points, let margin):
      let grid = try PlaneGrid(around: examples.inputs, margin: margin, points: points)
      let places = try LabelledExamples(
        inputs: grid.inputs, labels: Tensor<Int32>(zeros: [grid.y.count * grid.x.count]))
      result.add(
        grid, try predictions(of: places, by: trained, context), points: examples.inputs)
      result.add(try predictions(of: examples, by: trained, context), examples.labels)
    case .misclassified(let count, let mostConfident):
      let predictions = try predictions(of: examples, by: trained, context)
      let wrong = predictions.misclassified(labels: examples.labels)
      let chosen =
        mostConfident
        ? Array(predictions.mostConfidentFirst(wrong).prefix(count)) : drawn(count, from: wrong)
      guard !chosen.isEmpty else {
        throw StageFailure(
          "'\(context.input("model").cell)' takes none of the \(examples.count) examples of "
            + "'\(input.cell)' for another class; there is no mistake to show")
      }
      try result.add(
        mistakes: chosen, among: wrong.count, predictions,
        pictures: pictures(of: chosen.map { rows.places[$0] }, in: whole, context))
    }
    return [
      "values": .table(["part": .string(part), "values": .object(result.values)]),
      "predictions": .tensors(result.bundle),
    ]
  }

  private func predictions(
    of examples: LabelledExamples, by trained: TrainedModel, _ context: StageContext
  ) throws -> Predictions {
    var network = try trained.network(
      seed: 0, capacity: min(256, examples.count), context.compute)
    return try network.predict(examples)
  }

  private func drawn(_ count: Int, from examples: [Int]) -> [Int] {
    RandomStream(seed: seed, name: "predict/misclassified")
      .permutation(count: examples.count).prefix(count).map { examples[Int($0)] }.sorted()
  }

  /// The inputs of examples, by their places in the part, as they were before they were normalised.
  private func pictures(
    of places: [Int], in whole: LabelledExamples, _ context: StageContext
  ) throws -> AnyTensor {
    guard let input = context.inputs["pictures"]?.first else {
      return try AnyTensor.float32(whole.inputs).selecting(rows: places)
    }
    guard let pictures = try input.bundle("data")["\(part)/inputs"],
      pictures.dimensions.first == whole.count
    else {
      throw StageFailure(
        "the part '\(part)' of '\(input.cell)' is not that of '\(context.input("data").cell)': "
          + "their examples differ in number; give the stage that was normalised")
    }
    return try pictures.selecting(rows: places)
  }
}
