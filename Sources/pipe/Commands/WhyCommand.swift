import ArgumentParser
import Artifacts
import Pipelines

/// `pipe why`: what changed, and what only follows from it.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain why stages have to run, or why they ran last.",
    discussion: """
      A stage is compared with its nearest earlier result in the store: a parameter, the version of its
      kind, an input, or a data set has changed, or a result was removed or damaged. What changed only
      because something before it did is told apart from its cause.

      Examples:
        pipe why pipelines/mnist_dropout.json
        pipe why pipelines/mnist_dropout.json figureA10
        pipe why pipelines/mnist_dropout.json 'dropout[activation=relu,p=0.5]' --set rate=0.02
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @Argument(
    help: "Stages, or cells of them; default: everything that has to run, by what caused it.",
    completion: .stages)
  var stages: [String] = []

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let pipeline = try pipelineOptions.pipeline(file)
    let wanted = try stages.flatMap { try pipeline.cells(matching: $0).map(\.id) }
    let planner = Planner(
      store: try storeOptions.openReadOnly(), environment: try dataOptions.environment())
    let report = WhyReport(pipeline, try Explainer(planner: planner).explain(pipeline))
    if json {
      try JSONOutput.print("pipe.why/1", try report.document(of: stages.isEmpty ? nil : wanted))
      return
    }
    let lines = stages.isEmpty ? report.lines : wanted.flatMap(report.lines)
    for line in lines { Terminal.standardOutput.writeLine(line) }
  }
}
