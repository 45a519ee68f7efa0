import Artifacts
import Datasets
import Pipelines
import Tensors

/// Replaces labels by random ones.
struct RelabelStage: Stage {
  static let declaration = StageDeclaration(
    name: "relabel", version: 1,
    summary: "Replaces labels by random ones, to see what a network can learn by heart.",
    inputs: [InputSlot("data", accepts: ["data"], help: "the examples, which stay as they are")],
    produces: "data", outputs: ["data"],
    parameters: [
      ParameterField(
        "parts", .list(of: .choice(["train", "validation", "test"]), minimumCount: 1),
        .defaulted(["train"]), help: "the parts of the data"),
      ParameterField(
        "share", .number(NumberRange(minimum: 0, maximum: 1)), .defaulted(1),
        help: "the share of the examples of a part; every class is as likely as any other"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1),
        help: "of the examples and of their labels"),
    ])

  private let parts: [String]
  private let labels: RandomLabels

  init(_ parameters: Parameters) throws(SpecificationError) {
    parts = parameters.list("parts").compactMap(\.stringValue)
    labels = RandomLabels(
      share: parameters.number("share"), seed: UInt64(parameters.integer("seed")))
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast { inputs["data"]?.first ?? .unknown }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("data")
    var bundle = try input.bundle("data")
    let data = try DataParts(input)
    for part in parts {
      let name = "\(part)/labels"
      guard let entry = bundle.entries[name] else {
        throw StageFailure("'\(input.cell)' has no part '\(part)'")
      }
      let replaced: AnyTensor
      switch entry.tensor {
      case .uint8(let tensor): replaced = .uint8(try self.replaced(tensor, part, data))
      case .int32(let tensor): replaced = .int32(try self.replaced(tensor, part, data))
      default:
        throw StageFailure(
          "the labels of '\(input.cell)' are \(entry.tensor.elementType), not uint8 or int32")
      }
      bundle.set(
        name, replaced, attributes: ["meaning": .string("class of each example, drawn at random")])
    }
    if let name = data.name {
      bundle.setAttribute(DataAttribute.dataset, .string("\(name) with random labels"))
    }
    return ["data": .tensors(bundle)]
  }

  /// Of as many classes as have names, or occur in the part.
  private func replaced<Label: FixedWidthInteger & TensorElement>(
    _ tensor: Tensor<Label>, _ part: String, _ data: DataParts
  ) throws -> Tensor<Label> {
    let elements = tensor.elements
    let highest = elements.max().map { Int($0) } ?? 0
    let classCount = max(data.classNames.count, highest + 1)
    guard Label(exactly: classCount - 1) != nil, elements.allSatisfy({ $0 >= 0 }) else {
      throw StageFailure("the labels of part '\(part)' are not classes from 0 on")
    }
    return Tensor(
      shape: tensor.shape, elements: labels.replacing(elements, classCount: classCount, part: part))
  }
}
