import ArgumentParser
import Artifacts
import Pipelines
import Reports
import Stages
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
        pipe run pipelines/mnist_dropout.json --locked
        pipe run pipelines/mnist_dropout.json --download

      Prints the path of the page, or of the figures and tables if only some of the stages were asked
      for; with --json one line of JSON for each pipeline. Results that are in the store are used again; kill the run at
      any point and start it again, and it goes on where it was, to the same bits.
      """)

  @Argument(help: "Pipeline files.", completion: .pipelineFile)
  var files: [String]

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions
  @OptionGroup var downloadOptions: DownloadOptions
  @OptionGroup var computeOptions: ComputeOptions
  @OptionGroup var schedulingOptions: SchedulingOptions

  @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Show what would run, and stop.")
  var isDryRun = false

  @Flag(
    name: .customLong("download"),
    help: "Fetch data sets that are not on this machine; without it nothing goes over the network.")
  var mayDownload = false

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "Only this stage and what it needs; may be given several times.", valueName: "stage"),
    completion: .stages)
  var targets: [String] = []

  @Option(
    name: .customLong("force"),
    help: ArgumentHelp(
      "Run this stage although its result is there; may be given several times.",
      valueName: "stage"),
    completion: .stages)
  var forced: [String] = []

  @Flag(name: .customLong("keep-going"), help: "After a failure, run what does not depend on it.")
  var keepsGoing = false

  @Flag(
    name: .customLong("locked"),
    help: "Fail if a result has other bits than the lock file says; see pipe lock.")
  var isLocked = false

  @Option(help: ArgumentHelp("The folder for the pages.", valueName: "dir"))
  var output = "artifacts"

  @Option(
    help: ArgumentHelp(
      "Write what happens to a file, one JSON object a line; - for standard output.",
      valueName: "file"))
  var events: String?

  @Flag(help: "Print a JSON document about each run instead of paths, one a line.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing while running.")
  var quiet = false

  func validate() throws {
    if events == "-", json {
      throw ValidationError("--events - and --json cannot share standard output")
    }
    if !mayDownload, !downloadOptions.mirrors.isEmpty {
      throw ValidationError("--mirror says from where to fetch, but not to do it: add --download")
    }
    if events == "" { throw ValidationError("--events needs the name of a file") }
  }

  func run() throws {
    let readAhead = ReceiptReadAhead.begin(files, from: storeOptions.path)
    defer { readAhead.stop() }
    // Everything that was typed is checked before anything runs: a mistake costs no time.
    let pipelines = try pipelineOptions.pipelines(files) { file in
      try isLocked ? pipelineOptions.lockablePipeline(file) : pipelineOptions.pipeline(file)
    }
    let jobs = try pipelines.map { (pipeline: $0, options: try options(for: $0)) }
    KeptUntilExit.keep(jobs)
    try checkNames(jobs.map(\.pipeline.name))
    var environment = try dataOptions.environment()
    if mayDownload {
      environment.downloads = downloadOptions.settings(folder: FilePath(DataOptions.projectFolder))
    }
    if isDryRun {
      for job in jobs { try showPlan(of: job.pipeline, job.options, environment, readAhead) }
      return
    }
    Interruption.install()
    let store = try storeOptions.open(readAhead: readAhead)
    let planner = Planner(store: store, environment: environment)
    let locks = try jobs.map { job in
      try isLocked
        ? PipelineLock(
          of: job.pipeline, wanted: job.options.targets.map(job.pipeline.closure), planner: planner)
        : nil
    }
    let compute = try computeOptions.context()
    let stream = try events.map(EventStream.init)
    var failure: RunFailure?
    for (job, lock) in zip(jobs, locks)
    where !Interruption.isRequested && (failure == nil || keepsGoing) {
      let history = RunHistoryReader(store)
      let display = display(for: job.pipeline, history, threads: compute.pool.threads)
      let runner = Runner(
        planner: planner, compute: compute, toolVersion: pipeVersion, history: history,
        observe: { event in
          display.show(event)
          stream?.write(event)
        },
        isCancelled: { Interruption.isRequested })
      let outcome = try run(job.pipeline, job.options, lock, runner, store)
      failure = failure ?? outcome
    }
    if let failure { throw failure }
  }

  /// A display whose header says what the other profiles would do.
  private func display(
    for pipeline: Pipeline, _ history: RunHistoryReader, threads: Int
  ) -> RunDisplay {
    var outlooks: [ProfileOutlook] = []
    for profile in pipeline.profiles where profile != pipeline.profile && !quiet {
      // A profile with a mistake in it is reported when it is asked for.
      guard let other = try? pipelineOptions.pipeline(pipeline.file, profile: profile) else {
        continue
      }
      outlooks.append(
        ProfileOutlook(from: pipeline, to: other, history: history.history(), threads: threads))
    }
    return RunDisplay(
      isQuiet: quiet, outlooks: outlooks, threads: threads, history: history.history)
  }

  /// Two files of one name would write one page.
  private func checkNames(_ names: [String]) throws {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ValidationError("two of the pipelines are called '\(name)'; rename one of the files")
    }
  }

  /// Runs one pipeline and writes what it made.
  private func run(
    _ pipeline: Pipeline, _ options: RunOptions, _ lock: PipelineLock?, _ runner: Runner,
    _ store: Store
  ) throws -> RunFailure? {
    var result = try runner.run(pipeline, options: options)
    try lock?.check(pipeline) { result[$0].receipt }
    var published: Published
    do {
      published = try publish(result, store)
    } catch let error as StoreError where error.damagedDigest != nil {
      // A figure or table was damaged on the disk, and is in quarantine now, or has just gone: its stage
      // runs again.
      result = try runner.run(pipeline, options: options)
      published = try publish(result, store)
    }
    for problem in published.problems {
      Terminal.standardError.writeLine("error: \(problem)")
    }
    for warning in store.takeWarnings() {
      Terminal.standardError.writeLine("warning: \(warning)")
    }
    if json {
      try JSONOutput.print("pipe.run/1", document(result, published.files))
    } else if events != "-" {
      for file in published.files { Terminal.standardOutput.writeLine(file.string) }
    }
    return RunFailure(result)
      ?? (published.problems.isEmpty ? nil : RunFailure(code: .badPipelineFile))
  }

  /// What a run leaves beside the store.
  private struct Published {
    var files: [FilePath]
    var problems: [Diagnostic] = []
  }

  /// Writes the page if the run is complete, else the figures and tables that there are.
  private func publish(_ result: RunResult, _ store: Store) throws -> Published {
    let writer = ReportWriter(store: store, output: FilePath(output)) { try $0.namedValues() }
    guard result.isComplete, !result.pipeline.report.isEmpty else {
      return Published(files: try writer.writeFiles(of: result))
    }
    let page = try writer.write(result)
    return Published(files: [page.path], problems: page.problems)
  }

  private func options(for pipeline: Pipeline) throws -> RunOptions {
    RunOptions(
      forced: Set(try forced.flatMap { try pipeline.cells(matching: $0).map(\.id) }),
      targets: targets.isEmpty
        ? nil : try targets.flatMap { try pipeline.cells(matching: $0).map(\.id) },
      keepsGoing: keepsGoing, jobs: schedulingOptions.jobs,
      memory: schedulingOptions.memory.limit,
      retries: RetryPolicy(count: schedulingOptions.retries))
  }

  private func showPlan(
    of pipeline: Pipeline, _ options: RunOptions, _ environment: PlanningEnvironment,
    _ readAhead: ReceiptReadAhead
  ) throws {
    let store = try storeOptions.openReadOnly(readAhead: readAhead)
    let plan = try Planner(store: store, environment: environment).plan(pipeline)
    let wanted = options.targets.map(pipeline.closure) ?? Set(pipeline.cells.map(\.id))
    if json {
      try JSONOutput.print("pipe.plan/1", StatusReport(plan, only: wanted).document)
      return
    }
    for cell in pipeline.cells where wanted.contains(cell.id) {
      let isThere = plan[cell.id].receipt != nil && !options.forced.contains(cell.id)
      Terminal.standardOutput.writeLine("\(isThere ? "reuse" : "run  ")  \(cell.name)")
    }
  }

  private func document(_ result: RunResult, _ files: [FilePath]) -> JSONObject {
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
      "files": .array(files.map { .string($0.string) }),
    ]
  }
}
