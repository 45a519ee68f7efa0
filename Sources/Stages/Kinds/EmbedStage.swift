import Analysis
import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Shows examples in few dimensions.
struct EmbedStage: Stage {
  static let declaration = StageDeclaration(
    name: "embed", version: 2,
    summary: "Places examples in few dimensions by t-SNE or principal components.",
    inputs: [
      InputSlot("data", accepts: ["data"], help: "the examples"),
      InputSlot(
        "model", .any, accepts: ["model"],
        help: "a trained network, to embed the outputs of one of its layers"),
    ],
    produces: "evaluation", outputs: ["values", "embedding"],
    parameters: [
      ParameterField(
        "method", .choice(["tsne", "pca"]), .defaulted("tsne"),
        help: "t-SNE keeps neighbours together; pca looks along the directions that vary most"),
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("test"),
        help: "the part of the data"),
      ParameterField(
        "examples", .integer(IntegerRange(minimum: 4, maximum: 1_000_000)), .optional,
        help: "how many examples, drawn by the seed; without it the whole part"),
      ParameterField(
        "layer", .string, .optional,
        help: "the layer of 'model' whose outputs are embedded, such as 'dense2'"),
      ParameterField(
        "components", .integer(IntegerRange(minimum: 1, maximum: 10_000)), .defaulted(2),
        help: "dimensions of the embedding; t-SNE knows only 2"),
      ParameterField(
        "reduceTo", .integer(IntegerRange(minimum: 2, maximum: 10_000)), .optional,
        help: "principal components that t-SNE gets instead of all features"),
      ParameterField(
        "perplexity", .number(NumberRange(minimum: 1)), .defaulted(30),
        help: "the effective number of neighbours; at most a third of the other examples"),
      ParameterField(
        "iterations", .integer(IntegerRange(minimum: 0, maximum: 1_000_000)), .defaulted(1000),
        help: "of t-SNE, of which the first 250 exaggerate"),
      ParameterField(
        "exaggeration", .number(NumberRange(minimum: 1)), .defaulted(12),
        help: "the factor on the attraction in those iterations"),
      ParameterField(
        "forces", .choice(EmbeddingConfiguration.Forces.allCases.map(\.rawValue)),
        .defaulted("auto"),
        help:
          "of t-SNE: every pair of points, or a quadtree (Barnes-Hut) that is quicker with many; auto takes "
          + "the tree above \(EmbeddingConfiguration.automaticLimit) examples"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1),
        help: "of the examples drawn and of the noise on the start"),
    ])

  private enum Method {
    case principalComponents(count: Int)
    case neighborEmbedding(EmbeddingConfiguration, reducedTo: Int?)
  }

  private let method: Method
  private let part: String
  private let exampleCount: Int?
  private let layer: String?
  private let seed: UInt64
  private let layerWithoutModel: SpecificationError
  private let modelWithoutLayer: SpecificationError

  /// Neighbours that the measures of quality look at.
  private static let neighborCount = 10

  init(_ parameters: Parameters) throws(SpecificationError) {
    part = parameters.string("part")
    exampleCount = parameters["examples"] == nil ? nil : parameters.integer("examples")
    layer = parameters["layer"] == nil ? nil : parameters.string("layer")
    seed = UInt64(parameters.integer("seed"))
    layerWithoutModel = parameters.error(
      "'layer' needs a network to be of: give the input 'model'", at: "layer")
    modelWithoutLayer = parameters.error(
      "which layer of 'model' is to be embedded? Give the parameter 'layer'")
    let components = parameters.integer("components")
    if parameters.string("method") == "pca" {
      method = .principalComponents(count: components)
      return
    }
    guard components == 2 else {
      throw parameters.error("t-SNE makes 2 components, not \(components)", at: "components")
    }
    let configuration = EmbeddingConfiguration(
      perplexity: parameters.number("perplexity"), iterations: parameters.integer("iterations"),
      exaggeration: parameters.number("exaggeration"), seed: seed,
      forces: EmbeddingConfiguration.Forces(rawValue: parameters.string("forces")) ?? .automatic)
    if let exampleCount, configuration.perplexity > Double(exampleCount - 1) / 3 {
      throw parameters.error(
        "a perplexity of \(DecimalText.display(configuration.perplexity, digits: nil)) needs more than "
          + "\(exampleCount) examples: at least three times as many others", at: "perplexity")
    }
    method = .neighborEmbedding(
      configuration,
      reducedTo: parameters["reduceTo"] == nil ? nil : parameters.integer("reduceTo"))
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    let hasModel = inputs["model"]?.isEmpty == false
    if layer != nil && !hasModel { throw layerWithoutModel }
    if layer == nil && hasModel { throw modelWithoutLayer }
    return .unknown
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    do {
      return try embeddedExamples(in: context)
    } catch let error as AnalysisError {
      throw StageFailure("\(error)")
    }
  }

  private func embeddedExamples(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("data")
    let data = try DataParts(input)
    let examples = try data.requiredExamples(part)
    let rows = try FeatureRows(
      of: examples, count: exampleCount, seed: seed, cell: input.cell)
    var features = rows.features
    if let layer {
      let model = context.input("model")
      features = try rows.activations(
        ofLayer: layer, in: TrainedModel(model), exampleShape: examples.exampleShape,
        cell: model.cell, context.compute)
    }
    var result: EmbeddingBundle
    switch method {
    case .principalComponents(let count):
      result = try EmbeddingBundle(
        PrincipalComponents(of: features, count: count, context.compute), of: features)
    case .neighborEmbedding(let configuration, let reduced):
      result = try EmbeddingBundle(embed(features, configuration, reduced, context))
    }
    try result.addQuality(
      features: features, labels: rows.labels, neighbors: Self.neighborCount, context.compute)
    result.describe(rows, data)
    return [
      "values": .table(["part": .string(part), "values": .object(result.values)]),
      "embedding": .tensors(result.bundle),
    ]
  }

  private func embed(
    _ features: Tensor<Float>, _ configuration: EmbeddingConfiguration, _ reduced: Int?,
    _ context: StageContext
  ) throws -> StochasticNeighborEmbedding {
    var points = features
    if let reduced, reduced < features.shape[1] {
      points = try PrincipalComponents(of: features, count: reduced, context.compute)
        .project(features)
    }
    let embedding = try StochasticNeighborEmbedding.run(points, configuration, context.compute) {
      iteration, divergence in
      context.report(
        StageProgress(
          fraction: Double(iteration) / Double(max(1, configuration.iterations)),
          message: "iteration \(iteration)/\(configuration.iterations), "
            + "divergence \(DecimalText.display(divergence, digits: 4))",
          amount: Double(iteration), unit: "iterations"))
      return !context.isCancelled()
    }
    guard let embedding else { throw CancellationError() }
    return embedding
  }
}
