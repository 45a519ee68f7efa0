import ArgumentParser
import Artifacts
import Pipelines

/// `pipe status`: what of a pipeline is in the store.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show which results of a pipeline are there and which have to be made.",
    discussion: """
      What has to be made has its reason in a word; pipe why has the details.

      Examples:
        pipe status pipelines/mnist_dropout.json
        pipe status pipelines/mnist_dropout.json --exit-code && echo up to date
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
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
    let planner = Planner(store: store, environment: try dataOptions.environment())
    let plan = try planner.plan(pipeline)
    let reasons = plan.isComplete ? [] : try Explainer(planner: planner).explain(plan)
    let report = StatusReport(plan, reasons: reasons)
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
  private let reasons: [Cell.ID: String]

  /// - Parameters:
  ///   - only: the cells to tell of; nil for all.
  ///   - reasons: why cells have to run, if that is to be told.
  init(_ plan: Plan, only: Set<Cell.ID>? = nil, reasons: [Explanation] = []) {
    self.plan = plan
    cells = plan.pipeline.cells.filter { only?.contains($0.id) != false }
    self.reasons = reasons.reduce(into: [:]) { $0[$1.cell] = $1.word }
  }

  var lines: [String] {
    // There are no reasons to show when nothing has to run.
    let showsReasons = !reasons.isEmpty
    var table = TextTable(
      header: ["STATE"] + (showsReasons ? ["REASON"] : []) + ["STAGE", "KIND", "RESULT"])
    for cell in cells {
      let state = plan[cell.id]
      table.append(
        [word(state)] + (showsReasons ? [reasons[cell.id] ?? ""] : [])
          + [cell.name, cell.kind.name, result(state)])
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
      members["reason"] = reasons[cell.id].map(JSONValue.string)
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
