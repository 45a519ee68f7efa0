import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Compares the gradient of a trained network with finite differences of its loss.
struct GradientCheckStage: Stage {
  static let declaration = StageDeclaration(
    name: "gradcheck", version: 2,
    summary: "Compares backpropagation with finite differences of the loss, in Float64.",
    inputs: [
      InputSlot("model", accepts: ["model"], help: "the trained network"),
      InputSlot("data", accepts: ["data"], help: "the data whose loss it is"),
    ],
    produces: "evaluation", outputs: ["values"],
    parameters: [
      ParameterField(
        "layer", .string, .required, help: "the layer that is checked, such as 'dense2'"),
      ParameterField(
        "parameter", .string, .defaulted("weight"), help: "which parameter of the layer"),
      ParameterField(
        "count", .integer(IntegerRange(minimum: 1, maximum: 100_000)), .defaulted(10),
        help: "so many of its first elements; all if there are fewer"),
      ParameterField(
        "epsilons",
        .list(of: .number(NumberRange(minimum: 0, excludesMinimum: true)), minimumCount: 1),
        .required, help: "the step sizes of the central differences"),
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("train"),
        help: "the part of the data"),
      ParameterField(
        "examples", .integer(IntegerRange(minimum: 1, maximum: 100_000)), .defaulted(1),
        help:
          "how many examples the loss is the mean of: the first whose loss depends on an element "
          + "that is checked"),
    ])

  private let layer: String
  private let parameter: String
  private let count: Int
  private let epsilons: [Double]
  private let part: String
  private let exampleCount: Int

  init(_ parameters: Parameters) throws(SpecificationError) {
    layer = parameters.string("layer")
    parameter = parameters.string("parameter")
    count = parameters.integer("count")
    epsilons = parameters.list("epsilons").compactMap(\.doubleValue)
    part = parameters.string("part")
    exampleCount = parameters.integer("examples")
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("model")
    let trained = try TrainedModel(input)
    let examples = try DataParts(context.input("data")).requiredExamples(part)
    let network = try trained.network(seed: 0, capacity: 1, context.compute)
    try examples.check(against: trained.model)
    let reference = try ReferenceNetwork(network, loss: trained.loss)
    let name = "\(layer)/\(parameter)"
    guard let place = reference.names.firstIndex(of: name) else {
      throw StageFailure(
        "'\(input.cell)' has no parameter '\(name)'; it has: "
          + reference.names.joined(separator: ", "))
    }
    let elements = 0..<min(count, reference.parameters[place].count)
    let chosen = try chosenExamples(examples, reference, place, elements, context)
    let check = GradientCheck(
      reference, parameter: place, elements: elements, epsilons: epsilons,
      inputs: chosen.map { examples.doubles(at: $0..<($0 + 1))[0] },
      labels: chosen.map { Int(examples.labels[flat: $0]) })
    return ["values": .table(["values": values(check, examples: chosen)])]
  }

  /// The first examples whose loss depends on one of the elements: behind a unit that is switched off there is
  /// nothing to compare.
  private func chosenExamples(
    _ examples: LabelledExamples, _ reference: ReferenceNetwork, _ parameter: Int,
    _ elements: Range<Int>, _ context: StageContext
  ) throws -> [Int] {
    var chosen: [Int] = []
    for index in 0..<examples.count where chosen.count < exampleCount {
      guard !context.isCancelled() else { throw CancellationError() }
      let gradients = reference.gradients(
        examples.doubles(at: index..<(index + 1)), labels: [Int(examples.labels[flat: index])])
      if gradients[parameter][elements].contains(where: { $0 != 0 }) { chosen.append(index) }
    }
    guard chosen.count == exampleCount else {
      throw StageFailure(
        "the first \(elements.count) elements of '\(reference.names[parameter])' change the loss of "
          + "\(chosen.count) of the \(examples.count) examples of '\(part)', but \(exampleCount) were "
          + "asked for: ask for fewer 'examples', or check a larger 'count' of elements")
    }
    return chosen
  }

  private func values(_ check: GradientCheck, examples: [Int]) -> JSONValue {
    func list(_ number: (GradientCheck.Step) -> Double) -> JSONValue {
      .array(check.steps.map { .finiteNumber(number($0)) })
    }
    return [
      "epsilon": list(\.epsilon),
      "inverse_epsilon": list { 1 / $0.epsilon },
      "largest_absolute": list(\.largestAbsolute),
      "largest_relative": list(\.largestRelative),
      "truncation": list(\.truncation),
      "rounding": list(\.rounding),
      "smallest": .finiteNumber(check.steps.map(\.largestAbsolute).min() ?? .nan),
      "differences": .array(
        check.steps.map { .array($0.differences.map(JSONValue.finiteNumber)) }),
      "gradients": .array(check.gradients.map(JSONValue.finiteNumber)),
      "examples": .array(examples.map { .integer(Int64($0)) }),
      "loss": .finiteNumber(check.loss),
    ]
  }
}
