import ArgumentParser
import Artifacts
import Pipelines
import Reports
import SystemPackage
import Tensors

/// `pipe run`: makes whatever of a pipeline is missing, then its page.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run pipelines: make what is missing, then the report.",
    discussion: """
      Examples:
        pipe run pipelines/mnist_dropout.json
        pipe run pipelines/mnist_dropout.json --set epochs=20 --set rate=0.01
        pipe run pipelines/mnist_dropout.json --only figureA10 -n

      Prints the path of the page. Results that are in the store are used again; kill the run at
      any point and start it again, and it goes on where it was, to the same bits.
      """)

  @Argument(help: "Pipeline files.")
  var files: [String]

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions
  @OptionGroup var computeOptions: ComputeOptions

  @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Show what would run, and stop.")
  var isDryRun = false

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "Only this stage and what it needs; may be given several times.", valueName: "stage"))
  var targets: [String] = []

  @Option(
    name: .customLong("force"),
    help: ArgumentHelp(
      "Run this stage although its result is there; may be given several times.",
      valueName: "stage"))
  var forced: [String] = []

  @Flag(name: .customLong("keep-going"), help: "After a failure, run what does not depend on it.")
  var keepsGoing = false

  @Option(help: ArgumentHelp("The folder for the pages.", valueName: "dir"))
  var output = "artifacts"

  @Flag(help: "Print one JSON document about the run instead of the path of the page.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing while running.")
  var quiet = false

  func run() throws {
    // All files are read before anything runs, so that a mistake in the last costs no time.
    let pipelines = try files.map(pipelineOptions.pipeline)
    if isDryRun {
      for pipeline in pipelines { try showPlan(of: pipeline) }
      return
    }
    Interruption.install()
    let store = try storeOptions.open()
    let compute = try computeOptions.context()
    for pipeline in pipelines { try run(pipeline, store: store, compute: compute) }
  }

  private func run(_ pipeline: Pipeline, store: Store, compute: ComputeContext) throws {
    let display = RunDisplay(isQuiet: quiet)
    let runner = Runner(
      planner: Planner(store: store, environment: dataOptions.environment), compute: compute,
      toolVersion: pipeVersion, observe: display.show, isCancelled: { Interruption.isRequested })
    let startedAt = Timestamp.now()
    let result = try runner.run(pipeline, options: options(for: pipeline))
    try record(result, startedAt: startedAt, in: store)
    for warning in store.takeWarnings() {
      Terminal.standardError.writeLine("warning: \(warning)")
    }
    var page: FilePath?
    if result.isComplete, !pipeline.report.isEmpty {
      page = try ReportWriter(store: store, output: FilePath(output)).write(result)
    }
    if json {
      try JSONOutput.print("pipe.run/1", document(result, page: page))
    } else if let page {
      Terminal.standardOutput.writeLine(page.string)
    }
    if let failure = RunFailure(result) { throw failure }
  }

  private func options(for pipeline: Pipeline) throws -> RunOptions {
    RunOptions(
      forced: Set(try forced.flatMap { try pipeline.cells(matching: $0).map(\.id) }),
      targets: targets.isEmpty
        ? nil : try targets.flatMap { try pipeline.cells(matching: $0).map(\.id) },
      keepsGoing: keepsGoing)
  }

  private func showPlan(of pipeline: Pipeline) throws {
    let store = try storeOptions.openReadOnly()
    let plan = try Planner(store: store, environment: dataOptions.environment).plan(pipeline)
    let wanted = try options(for: pipeline).targets.map(pipeline.closure)
    if json {
      try JSONOutput.print("pipe.plan/1", StatusReport(plan).document)
      return
    }
    for cell in pipeline.cells where wanted?.contains(cell.id) != false {
      let action = plan[cell.id].receipt == nil ? "run  " : "reuse"
      Terminal.standardOutput.writeLine("\(action)  \(cell.name)")
    }
  }

  /// Records what the run used, so that cleaning the store can tell what is in use.
  private func record(
    _ result: RunResult, startedAt: Timestamp, in store: Store
  ) throws {
    try store.recordRun(
      RunRecord(
        started: startedAt, finished: .now(), pipeline: result.pipeline.file,
        keys: result.outcomes.compactMap { $0.receipt?.key },
        details: [
          "profile": result.pipeline.profile.map(JSONValue.string) ?? .null,
          "executed": .integer(Int64(result.summary.executed)),
          "reused": .integer(Int64(result.summary.reused)),
          "failed": .integer(Int64(result.summary.failed)),
          "seconds": .number(result.summary.seconds),
        ]))
  }

  private func document(_ result: RunResult, page: FilePath?) -> JSONObject {
    let cells = result.pipeline.cells.map { cell -> JSONValue in
      let outcome = result[cell.id]
      var members: JSONObject = [
        "stage": .string(cell.name), "outcome": .string(outcome.word),
      ]
      if let receipt = outcome.receipt {
        members["key"] = .string(receipt.key.digest.hex)
        members["outputs"] = .object(receipt.digests)
      }
      if case .failed(let error) = outcome { members["error"] = .string("\(error)") }
      if case .skipped(let reason) = outcome { members["reason"] = .string(reason) }
      return .object(members)
    }
    return [
      "pipeline": .string(result.pipeline.name),
      "profile": result.pipeline.profile.map(JSONValue.string) ?? .null,
      "stages": .array(cells),
      "executed": .integer(Int64(result.summary.executed)),
      "reused": .integer(Int64(result.summary.reused)),
      "failed": .integer(Int64(result.summary.failed)),
      "seconds": .number(result.summary.seconds),
      "page": page.map { .string($0.string) } ?? .null,
    ]
  }
}

extension CellOutcome {
  var word: String {
    switch self {
    case .reused: "reused"
    case .executed: "executed"
    case .failed: "failed"
    case .skipped: "skipped"
    case .excluded: "excluded"
    }
  }
}
