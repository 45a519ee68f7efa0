import ArgumentParser
import Artifacts
import Pipelines
import Reports
import Stages
import SystemPackage

/// `pipe report`: writes pages from what is in the store.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the pages of pipelines from the results that are there; run nothing.",
    discussion: """
      What has not been made yet is marked in the page, and the command leaves with 3.

      Examples:
        pipe report pipelines/mnist_dropout.json
        pipe report pipelines/mnist_dropout.json --profile paper --markdown
      """)

  @Argument(help: "Pipeline files.", completion: .pipelineFile)
  var files: [String]

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Option(help: ArgumentHelp("The folder for the pages.", valueName: "dir"))
  var output = "artifacts"

  @Flag(help: "Print the reports as Markdown instead of writing pages.")
  var markdown = false

  @Flag(help: "Print a JSON document about each report instead of paths, one a line.")
  var json = false

  func validate() throws {
    if json, markdown {
      throw ValidationError("--json and --markdown cannot share standard output")
    }
  }

  func run() throws {
    let pipelines = try pipelineOptions.pipelines(files) { try pipelineOptions.pipeline($0) }
    let store = try storeOptions.openReadOnly()
    let planner = Planner(store: store, environment: try dataOptions.environment())
    let writer = ReportWriter(store: store, output: FilePath(output)) { try $0.namedValues() }
    var failure: Failure.Code?
    for pipeline in pipelines {
      let result = try planner.storedResult(of: pipeline)
      if !result.isComplete {
        Terminal.standardError.writeLine(
          "\(pipeline.file): \(result.summary.reused) of \(pipeline.cells.count) results are there; "
            + "make the others with: pipe run \(pipeline.file)")
        failure = .stale
      }
      if markdown {
        Terminal.standardOutput.write(try writer.markdown(result))
        continue
      }
      let page = try writer.write(result)
      for problem in page.problems { Terminal.standardError.writeLine("error: \(problem)") }
      if !page.problems.isEmpty { failure = .badPipelineFile }
      if json {
        try JSONOutput.print(
          "pipe.report/1",
          [
            "pipeline": .string(pipeline.name), "file": .string(page.path.string),
            "complete": .bool(result.isComplete), "stages": .integer(Int64(pipeline.cells.count)),
            "present": .integer(Int64(result.summary.reused)),
            "problems": .array(page.problems.map { .string("\($0)") }),
          ])
      } else {
        Terminal.standardOutput.writeLine(page.path.string)
      }
    }
    if let failure { throw RunFailure(code: failure) }
  }
}
