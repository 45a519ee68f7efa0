import Artifacts
import Pipelines

/// Named values that stand in the pipeline file itself, such as published numbers.
struct ValuesStage: Stage {
  static let declaration = StageDeclaration(
    name: "values", version: 1,
    summary: "Holds named numbers, texts, lists and matrices given in the file itself.",
    produces: "values", outputs: ["values"],
    parameters: [
      ParameterField(
        "values", .map(of: .any), .required,
        help: "by name: a number, a text, a list of either, or a matrix as a list of equal rows; "
          + "null in a list is a gap")
    ])

  private let values: JSONValue

  init(_ parameters: Parameters) throws(SpecificationError) {
    values = parameters["values"] ?? .object([:])
    for (name, value) in values.objectValue ?? [:] {
      if let problem = Self.problem(value) {
        throw parameters.error("'\(name)' \(problem)", at: "values", .name(name))
      }
    }
  }

  /// What is wrong with a value; nil for nothing.
  private static func problem(_ value: JSONValue) -> String? {
    guard let elements = value.arrayValue else {
      return isScalar(value) ? nil : "must be a number, a text, a list or a matrix"
    }
    let rows = elements.compactMap(\.arrayValue)
    if rows.isEmpty {
      let texts = elements.count { $0.stringValue != nil }
      guard elements.allSatisfy({ isScalar($0) || $0.isNull }) else {
        return "must be a list of numbers or of texts"
      }
      return texts == 0 || texts == elements.count
        ? nil : "mixes texts with numbers; a list is of one kind"
    }
    guard rows.count == elements.count, Set(rows.map(\.count)).count == 1 else {
      return "must be a matrix: a list of rows with equally many numbers"
    }
    let areNumbers = rows.joined().allSatisfy { $0.doubleValue != nil || $0.isNull }
    return areNumbers ? nil : "must be a matrix of numbers"
  }

  private static func isScalar(_ value: JSONValue) -> Bool {
    value.doubleValue != nil || value.stringValue != nil
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    var forecast = Forecast.unknown
    forecast.valueNames = values.objectValue?.names
    return forecast
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    ["values": .table(["values": values])]
  }
}
