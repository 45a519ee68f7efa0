import Artifacts
import Datasets
import Pipelines
import Tensors

/// Makes labelled examples by a rule.
struct GenerateStage: Stage {
  static let declaration = StageDeclaration(
    name: "generate", version: 1,
    summary: "Makes training, validation and test examples by a rule, from a seed.",
    produces: "data", outputs: ["data"],
    parameters: [
      ParameterField("source", GeneratorKinds.type, .required, help: "the rule"),
      ParameterField("train", count(from: 1), .required, help: "training examples"),
      ParameterField("validation", count(from: 0), .defaulted(0), help: "validation examples"),
      ParameterField("test", count(from: 0), .defaulted(0), help: "test examples"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1), help: "of all that is drawn"),
    ])

  private static func count(from minimum: Int64) -> ParameterType {
    .integer(IntegerRange(minimum: minimum, maximum: 100_000_000))
  }

  /// Of one part: 8 GiB.
  private static let mostNumbers = 1 << 31

  private let generator: any ExampleGenerator
  /// A part of no examples is left out of the result.
  private let parts: [(name: String, count: Int)]
  private let seed: UInt64

  init(_ parameters: Parameters) throws(SpecificationError) {
    do {
      generator = try GeneratorKinds.make(parameters["source"] ?? .null)
    } catch {
      throw parameters.error("\(error)", at: "source")
    }
    parts = ["train", "validation", "test"].map { ($0, parameters.integer($0)) }
    seed = UInt64(parameters.integer("seed"))
    let size = generator.exampleShape.count
    for part in parts where part.count > Self.mostNumbers / size {
      throw parameters.error(
        "\(part.count) examples of shape \(generator.exampleShape) are too many; at most "
          + "\(Self.mostNumbers / size) fit into one part", at: .name(part.name))
    }
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    DataForecast(
      exampleShape: generator.exampleShape, classCount: generator.classNames.count
    ).forecast
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    var bundle = TensorBundle()
    for part in parts where part.count > 0 {
      let examples = generator.examples(
        count: part.count, stream: RandomStream(seed: seed, name: "generate/\(part.name)"),
        context: context.compute)
      let inputs: AnyTensor
      switch examples.inputs {
      case .float32(let tensor): inputs = .float32(tensor)
      case .uint8(let tensor): inputs = .uint8(tensor)
      }
      bundle.set(
        "\(part.name)/inputs", inputs,
        attributes: ["meaning": .string("generated inputs, one example per row")])
      bundle.set(
        "\(part.name)/labels", .int32(examples.labels),
        attributes: ["meaning": .string("class of each example")])
    }
    bundle.setAttribute(DataAttribute.dataset, .string(generator.title))
    bundle.setAttribute(DataAttribute.classNames, .strings(generator.classNames))
    return ["data": .tensors(bundle)]
  }
}
