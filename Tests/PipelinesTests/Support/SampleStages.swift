import Artifacts
import Synchronization

@testable import Pipelines

/// Makes a table with one number.
struct NumberStage: Stage {
  static let declaration = StageDeclaration(
    name: "number", version: 1, summary: "Makes a number.", produces: "number",
    outputs: ["table"],
    parameters: [
      ParameterField("value", .number(NumberRange(minimum: 0)), .required, help: "the number"),
      ParameterField("step", .integer, .defaulted(1), help: "a step"),
      ParameterField("fails", .boolean, .defaulted(false), help: "whether to fail"),
    ])

  let value: Double
  let fails: Bool

  init(_ parameters: Parameters) throws(SpecificationError) {
    value = parameters.number("value")
    fails = parameters.boolean("fails")
    if value == 13 { throw parameters.error("13 is not a number to use", at: "value") }
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    if fails { throw StageFailure("told to fail") }
    return ["table": .table(.object(["value": .number(value)]))]
  }
}

/// Rounds a number down, so that different inputs can give equal results.
struct FloorStage: Stage {
  static let declaration = StageDeclaration(
    name: "floor", version: 1, summary: "Rounds down.",
    inputs: [InputSlot("of", accepts: ["number"], help: "the number")], produces: "number",
    outputs: ["table"])

  init(_ parameters: Parameters) throws(SpecificationError) {}

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let value = try context.input("of").table("table")["value"]?.doubleValue ?? 0
    return ["table": .table(.object(["value": .number(value.rounded(.down))]))]
  }
}

/// Adds numbers, and says under which labels they came.
struct SumStage: Stage {
  static let declaration = StageDeclaration(
    name: "sum", version: 1, summary: "Adds numbers.",
    inputs: [
      InputSlot("terms", .many, accepts: ["number"], usesLabels: true, help: "what to add")
    ], produces: "table", outputs: ["table"])

  init(_ parameters: Parameters) throws(SpecificationError) {}

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let terms = context.inputs["terms"] ?? []
    var sum = 0.0
    for term in terms { sum += try term.table("table")["value"]?.doubleValue ?? 0 }
    return [
      "table": .table(
        .object(["sum": .number(sum), "labels": .array(terms.map { .string($0.label) })]))
    ]
  }
}

extension StageRegistry {
  static let sample = StageRegistry([
    NumberStage.self, FloorStage.self, SumStage.self, MeetStage.self, FlakyStage.self,
    EndlessStage.self,
  ])
}

func pipeline(
  _ text: String, profile: String? = nil, set overrides: [String] = []
) throws(SpecificationError) -> Pipeline {
  try Pipeline(
    PipelineFile(text: text, file: "p.json"), registry: .sample, profile: profile,
    overrides: overrides.compactMap(ParameterOverride.init))
}

/// The messages that a file gives, each with its line and column.
func problems(_ text: String, set overrides: [String] = []) -> [String] {
  do {
    _ = try pipeline(text, set: overrides)
    return []
  } catch {
    return error.diagnostics.map(\.description)
  }
}

/// Collects events from whatever thread they come.
final class EventRecorder: Sendable {
  private let lines = Mutex<[String]>([])
  private let onLine: @Sendable (String) -> Void

  init(onLine: @escaping @Sendable (String) -> Void = { _ in }) { self.onLine = onLine }

  func record(_ event: RunEvent) {
    let line: String? =
      switch event {
      case .reused(let cell, _): "reused \(cell.name)"
      case .stageFinished(let cell, _, _): "ran \(cell.name)"
      case .stageFailed(let cell, let message): "failed \(cell.name): \(message)"
      case .skipped(let cell, let reason): "skipped \(cell.name): \(reason)"
      case .repairing(let cell, _): "repairing \(cell.name)"
      case .retrying(let cell, let message, _): "retrying \(cell.name): \(message)"
      case .waitingForLock(let cell): "waiting \(cell.name)"
      case .stopping: "stopping"
      default: nil
      }
    guard let line else { return }
    lines.withLock { $0.append(line) }
    onLine(line)
  }

  var all: [String] { lines.withLock { $0 } }
}
