import ArgumentParser
import Artifacts
import Glibc
import Pipelines
import SystemPackage
import Tensors

/// `pipe check`: executes stages again, otherwise, and compares the bits.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Execute stages again under other circumstances and compare every bit.",
    discussion: """
      Each stage is executed from its stored inputs with other instruction sets and other numbers of
      threads, in another order, in another time zone and locale, and its results are compared with the
      stored ones, which stay as they are. Without --all each instruction set and each number of
      threads comes up at least once. The scalar kernels are some thirty times slower: stages that took
      more than a second are executed with them only on request.

      Leaves with 5 if a bit differs, and tells the first one: output, tensor, index and both values.

      Examples:
        pipe check pipelines/mnist_dropout.json
        pipe check pipelines/mnist_dropout.json tableA9 figureA10
        pipe check pipelines/mnist_dropout.json 'dropout[activation=relu,p=0.5]' --isa scalar --threads 2
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @Argument(help: "Stages, or cells of them; default: all.", completion: .stages)
  var stages: [String] = []

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Option(
    name: .customLong("isa"),
    help: ArgumentHelp(
      "An instruction set; may be given several times. Default: all that this machine has.",
      valueName: "name"),
    completion: .list(InstructionSet.available.map(\.rawValue)))
  var instructionSets: [String] = []

  @Option(
    help: ArgumentHelp(
      "A number of threads; may be given several times. Default: 1, 2, 3 and 7.",
      valueName: "count"))
  var threads: [Int] = []

  @Flag(help: "Try every instruction set with every number of threads, the scalar kernels too.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing while checking.")
  var quiet = false

  func run() throws {
    let sets = try instructionSets.map { try InstructionSet.selected(named: $0) }
    let pipeline = try pipelineOptions.pipeline(file)
    let cells =
      try stages.isEmpty
      ? pipeline.cells.map(\.id) : stages.flatMap { try pipeline.cells(matching: $0).map(\.id) }
    let planner = Planner(
      store: try storeOptions.openReadOnly(), environment: try dataOptions.environment())
    Interruption.install()
    Self.changeSurroundings()
    let checks = try check(pipeline, cells, planner, sets)
    let report = CheckReport(pipeline, checks)
    if json {
      try JSONOutput.print("pipe.check/1", report.document)
    } else {
      for line in report.lines { Terminal.standardOutput.writeLine(line) }
    }
    if let code = report.failure { throw ExitCode(code.rawValue) }
  }

  private func check(
    _ pipeline: Pipeline, _ cells: [Cell.ID], _ planner: Planner, _ sets: [InstructionSet]
  ) throws -> [CellCheck] {
    do {
      return try ScratchFolder.use { (folder: FilePath) throws -> [CellCheck] in
        let checker = Checker(
          planner: planner, scratch: try Store(at: folder.appending("store")), observe: show,
          isCancelled: { Interruption.isRequested })
        return try checker.check(pipeline, cells: cells) { variants(for: $0, sets) }
      }
    } catch is CancellationError {
      let code: Failure.Code = Interruption.wasTermination ? .terminated : .interrupted
      throw ExitCode(code.rawValue)
    }
  }

  /// A stage that took longer, in seconds, is not executed with the scalar kernels unasked.
  private static let scalarLimit = 1.0

  private func variants(for receipt: Receipt, _ sets: [InstructionSet]) -> [CheckVariant] {
    let counts = threads.isEmpty ? [1, 2, 3, 7] : threads
    if all {
      return CheckVariant.all(sets.isEmpty ? InstructionSet.available : sets, threads: counts)
    }
    let isQuick = receipt.provenance.durationSeconds <= Self.scalarLimit
    let fastEnough = InstructionSet.available.filter { $0 != .scalar || isQuick }
    let defaults = fastEnough.isEmpty ? InstructionSet.available : fastEnough
    return CheckVariant.covering(sets.isEmpty ? defaults : sets, threads: counts)
  }

  /// A time zone off the hour and a locale with other letters and a decimal comma: nothing of either
  /// may show in a result.
  private static func changeSurroundings() {
    setenv("TZ", "Asia/Kathmandu", 1)
    tzset()
    setenv("LC_ALL", "tr_TR.UTF-8", 1)
    setlocale(LC_ALL, "")
  }

  private func show(_ cell: Cell, _ variant: CheckVariant, _ outcome: CellCheck.Outcome) {
    guard !quiet else { return }
    let word =
      switch outcome {
      case .same: "same"
      case .differs: "DIFFERS"
      case .failed: "failed"
      }
    Terminal.standardError.writeLine("\(variant)  \(cell.name)  \(word)")
  }
}
