import Analysis
import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Measures a trained network on a part of the data.
struct EvaluateStage: Stage {
  static let declaration = StageDeclaration(
    name: "evaluate", version: 1,
    summary: "Measures loss, accuracy and error of a trained network, with its confusion matrix.",
    inputs: [
      InputSlot("model", accepts: ["model"], help: "the trained network"),
      InputSlot("data", accepts: ["data"], help: "the data it is measured on"),
    ],
    produces: "evaluation", outputs: ["values", "predictions"],
    parameters: [
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("test"),
        help: "the part of the data")
    ])

  private let part: String

  init(_ parameters: Parameters) throws(SpecificationError) {
    part = parameters.string("part")
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    var forecast = Forecast.unknown
    forecast.valueNames =
      [
        EvaluationValues.examples, EvaluationValues.loss, EvaluationValues.lossSum,
        EvaluationValues.accuracy, EvaluationValues.error,
      ] + ["predictions", "labels", "losses", "confusion", DataAttribute.classNames]
    return forecast
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let trained = try TrainedModel(context.input("model"))
    let data = try DataParts(context.input("data"))
    let examples = try data.requiredExamples(part)
    var network = try trained.network(seed: 0, capacity: 256, context.compute)
    let evaluation = try network.evaluate(examples, loss: trained.loss)
    let values: JSONValue = [
      EvaluationValues.examples: .integer(Int64(evaluation.count)),
      EvaluationValues.loss: .finiteNumber(evaluation.meanLoss),
      EvaluationValues.lossSum: .finiteNumber(evaluation.lossSum),
      EvaluationValues.accuracy: .number(evaluation.accuracy),
      EvaluationValues.error: .number(evaluation.error),
    ]
    return [
      "values": .table(["part": .string(part), "values": values]),
      "predictions": .tensors(
        try predictions(
          evaluation, examples, classes: trained.model.outputShape.count, data.classNames)),
    ]
  }

  private func predictions(
    _ evaluation: Evaluation, _ examples: LabelledExamples, classes: Int, _ classNames: [String]
  ) throws -> TensorBundle {
    let confusion = try ConfusionMatrix(
      predictions: evaluation.predictions.elements, labels: examples.labels.elements,
      classCount: classes)
    var bundle = TensorBundle()
    bundle.set(
      "predictions", .int32(evaluation.predictions),
      attributes: ["meaning": .string("predicted class of each example")])
    bundle.set("labels", .int32(examples.labels), attributes: ["meaning": .string("true class")])
    bundle.set(
      "losses", .float32(evaluation.losses),
      attributes: ["meaning": .string("loss of each example")])
    bundle.set(
      "confusion",
      .int64(
        Tensor(
          shape: Shape([classes, classes]), elements: confusion.counts.map { Int64($0) })),
      attributes: [
        "meaning": .string("examples by true class (rows) and predicted class (columns)")
      ])
    if !classNames.isEmpty { bundle.setAttribute(DataAttribute.classNames, .strings(classNames)) }
    return bundle
  }
}

extension JSONValue {
  /// A number; null where there is none, since JSON has no NaN and no infinity.
  static func finiteNumber(_ value: Double) -> JSONValue {
    value.isFinite ? .number(value) : .null
  }
}
