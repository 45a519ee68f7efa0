import ArgumentParser
import Artifacts
import Pipelines

/// `pipe status`: what of a pipeline is in the store.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show which results of a pipeline are there and which have to be made.",
    discussion: """
      Examples:
        pipe status pipelines/mnist_dropout.json
        pipe status pipelines/mnist_dropout.json --exit-code && echo up to date
      """)

  @Argument(help: "A pipeline file.")
  var file: String

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Flag(name: .customLong("exit-code"), help: "Leave with 3 if anything has to be made.")
  var usesExitCode = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let pipeline = try pipelineOptions.pipeline(file)
    let store = try storeOptions.openReadOnly()
    let plan = try Planner(store: store, environment: dataOptions.environment()).plan(pipeline)
    let report = StatusReport(plan)
    if json {
      try JSONOutput.print("pipe.status/1", report.document)
    } else {
      for line in report.lines { Terminal.standardOutput.writeLine(line) }
    }
    if usesExitCode, !plan.isComplete { throw ExitCode(Failure.Code.stale.rawValue) }
  }
}

/// A plan in words.
struct StatusReport {
  private let plan: Plan
  private let cells: [Cell]

  /// - Parameter only: the cells to tell of; nil for all.
  init(_ plan: Plan, only: Set<Cell.ID>? = nil) {
    self.plan = plan
    cells = plan.pipeline.cells.filter { only?.contains($0.id) != false }
  }

  var lines: [String] {
    var table = TextTable(header: ["STATE", "STAGE", "KIND", "RESULT"])
    for cell in cells {
      table.append([word(plan[cell.id]), cell.name, cell.kind.name, result(plan[cell.id])])
    }
    let done = plan.states.filter { $0.receipt != nil }.count
    return table.lines + ["\(done) of \(plan.states.count) results are in the store"]
  }

  var document: JSONObject {
    let stages = cells.map { cell -> JSONValue in
      var members: JSONObject = [
        "stage": .string(cell.name), "kind": .string(cell.kind.name),
        "state": .string(word(plan[cell.id])),
      ]
      switch plan[cell.id] {
      case .current(let receipt):
        members["key"] = .string(receipt.key.digest.hex)
        members["outputs"] = .object(receipt.digests)
      case .ready(let key, _): members["key"] = .string(key.digest.hex)
      case .waiting: break
      }
      return .object(members)
    }
    return [
      "pipeline": .string(plan.pipeline.name),
      "profile": plan.pipeline.profile.map(JSONValue.string) ?? .null,
      "stages": .array(stages),
      "complete": .bool(plan.isComplete),
    ]
  }

  private func word(_ state: CellState) -> String {
    switch state {
    case .current: "done"
    case .ready: "to run"
    case .waiting: "waits"
    }
  }

  private func result(_ state: CellState) -> String {
    guard let receipt = state.receipt else { return "" }
    return receipt.outputs.map { "\($0.name) \($0.value.digest.short)" }.joined(separator: " ")
  }
}
