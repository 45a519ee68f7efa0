import Artifacts
import Pipelines
import Tensors

/// Takes training, validation and test parts, each without replacement.
struct SplitStage: Stage {
  static let declaration = StageDeclaration(
    name: "split", version: 1,
    summary: "Takes training, validation and test examples from a data set, drawn by a seed.",
    inputs: [InputSlot("data", accepts: ["images"], help: "the data set to take from")],
    produces: "data", outputs: ["data"],
    parameters: [
      ParameterField(
        "train", .integer(IntegerRange(minimum: 1)), .required,
        help: "training examples, from the published training part"),
      ParameterField(
        "validation", .integer(IntegerRange(minimum: 0)), .defaulted(0),
        help: "validation examples, from the rest of the published training part"),
      ParameterField(
        "test", .integer(IntegerRange(minimum: 0)), .optional,
        help: "test examples; without it the whole published test part"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1), help: "which examples are drawn"),
      ParameterField(
        "order", .choice(Order.allCases.map(\.rawValue)),
        .defaulted(.string(Order.shuffled.rawValue)),
        help: "shuffled: drawn by the seed; published: training and test examples are the first of "
          + "their parts, validation examples the last of the training part"),
    ])

  /// Where the examples of a part are taken from.
  private enum Order: String, CaseIterable {
    case shuffled
    case published
  }

  private let train: Int
  private let validation: Int
  private let test: Int?
  private let seed: UInt64
  private let order: Order

  init(_ parameters: Parameters) throws(SpecificationError) {
    train = parameters.integer("train")
    validation = parameters.integer("validation")
    test = parameters["test"] == nil ? nil : parameters.integer("test")
    seed = UInt64(parameters.integer("seed"))
    order = Order(rawValue: parameters.string("order")) ?? .shuffled
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast { inputs["data"]?.first ?? .unknown }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("data")
    let source = try input.bundle("images")
    let trainCount = try count(of: "train", in: source)
    let testCount = try count(of: "test", in: source)
    guard train <= trainCount, validation <= trainCount - train else {
      throw StageFailure(
        "\(train) training and \(validation) validation examples were asked for, but the training "
          + "part of '\(input.cell)' has \(trainCount)")
    }
    let testSize = test ?? testCount
    guard testSize <= testCount else {
      throw StageFailure(
        "\(testSize) test examples were asked for, but the test part of '\(input.cell)' has "
          + "\(testCount)")
    }
    // A whole test part keeps its published order, so that predictions can be compared by index.
    let testOrder = testSize == testCount ? Array(0..<testCount) : rows(testCount, "split/test")
    let trainOrder = rows(trainCount, "split/train")
    var bundle = TensorBundle()
    let parts: [(name: String, source: String, rows: [Int])] = [
      ("train", "train", Array(trainOrder.prefix(train))),
      ("validation", "train", validationRows(trainOrder)),
      ("test", "test", Array(testOrder.prefix(testSize))),
    ]
    for part in parts where !part.rows.isEmpty {
      for kind in ["inputs", "labels"] {
        let name = "\(part.source)/\(kind)"
        guard let entry = source.entries[name] else { throw missing(name, in: input) }
        bundle.set(
          "\(part.name)/\(kind)", try entry.tensor.selecting(rows: part.rows),
          attributes: entry.attributes)
      }
    }
    for attribute in source.attributes { bundle.setAttribute(attribute.name, attribute.value) }
    return ["data": .tensors(bundle)]
  }

  /// The rows of a published part in the order in which they are taken.
  private func rows(_ count: Int, _ stream: String) -> [Int] {
    switch order {
    case .shuffled: RandomStream(seed: seed, name: stream).permutation(count: count).map { Int($0) }
    case .published: Array(0..<count)
    }
  }

  private func validationRows(_ trainOrder: [Int]) -> [Int] {
    switch order {
    case .shuffled: Array(trainOrder.dropFirst(train).prefix(validation))
    case .published: trainOrder.suffix(validation)
    }
  }

  private func count(of part: String, in source: TensorBundle) throws -> Int {
    guard let count = source["\(part)/labels"]?.dimensions.first else {
      throw StageFailure("the data has no '\(part)/labels'")
    }
    return count
  }

  private func missing(_ name: String, in input: StageInput) -> StageFailure {
    StageFailure("'\(input.cell)' has no tensor '\(name)'")
  }
}
