import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Averages the predictions of many passes with dropout left on.
struct EnsembleStage: Stage {
  static let declaration = StageDeclaration(
    name: "ensemble", version: 1,
    summary:
      "Averages class probabilities over passes with dropout on; error against their number.",
    inputs: [
      InputSlot("model", accepts: ["model"], help: "a network trained with dropout"),
      InputSlot("data", accepts: ["data"], help: "the data it is measured on"),
    ],
    produces: "evaluation", outputs: ["values"],
    parameters: [
      ParameterField(
        "passes",
        .list(of: .integer(IntegerRange(minimum: 1, maximum: 1_000_000)), minimumCount: 1),
        .required, help: "the sizes of the ensembles"),
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("test"),
        help: "the part of the data"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1), help: "of the masks"),
    ])

  private let passes: [Int]
  private let part: String
  private let seed: UInt64

  init(_ parameters: Parameters) throws(SpecificationError) {
    passes = parameters.list("passes").compactMap { $0.integerValue.map { Int($0) } }
    part = parameters.string("part")
    seed = UInt64(parameters.integer("seed"))
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let trained = try TrainedModel(context.input("model"))
    let examples = try DataParts(context.input("data")).requiredExamples(part)
    var network = try trained.network(seed: seed, capacity: 256, context.compute)
    let most = passes.max() ?? 0
    let ensemble = try MonteCarloDropout.run(&network, on: examples, passes: passes) { fraction in
      context.report(
        StageProgress(
          fraction: fraction, message: "\(most) passes",
          amount: fraction * Double(most * examples.count), unit: "images"))
      return context.isCancelled() ? .stop : .proceed
    }
    guard let ensemble else { throw CancellationError() }
    let values: JSONValue = [
      EvaluationValues.passes: .array(ensemble.results.map { .integer(Int64($0.passes)) }),
      EvaluationValues.error: .array(ensemble.results.map { .number($0.error) }),
      EvaluationValues.accuracy: .array(ensemble.results.map { .number(1 - $0.error) }),
      EvaluationValues.examples: .integer(Int64(examples.count)),
    ]
    return ["values": .table(["part": .string(part), "values": values])]
  }
}
