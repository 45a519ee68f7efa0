import ArgumentParser
import Artifacts
import NeuralNetworks
import Pipelines
import Stages

/// `pipe model`: the networks of a pipeline as tables.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Show the layers of networks with their shapes, parameters and multiply-adds.",
    discussion: """
      Nothing is run: the shape of the data is taken from the data set that the pipeline names.

      Examples:
        pipe model pipelines/mnist_dropout.json
        pipe model pipelines/mnist_dropout.json 'networks[p=0.5]'
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @Argument(
    help: "A train stage, or one of its cells; default: all of them.", completion: .stages)
  var stage: String?

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var dataOptions: DataOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let pipeline = try pipelineOptions.pipeline(file)
    let cells = try stage.map { try pipeline.cells(matching: $0) } ?? pipeline.cells
    let forecasts = try pipeline.forecasts(in: try dataOptions.environment())
    var models: [(cell: Cell, summary: ModelSummary)] = []
    for cell in cells {
      if let planned = try PlannedModel(cell, forecasts: forecasts) {
        models.append((cell, planned.summary))
      }
    }
    guard !models.isEmpty else { throw NoModel(file: file, stage: stage) }
    if json {
      try JSONOutput.print("pipe.model/1", ["models": .array(models.map(document))])
      return
    }
    for (index, model) in models.enumerated() {
      if index > 0 { Terminal.standardOutput.writeLine("") }
      Terminal.standardOutput.writeLine(
        "\(model.cell.name), inputs of \(model.summary.inputShape)")
      Terminal.standardOutput.writeLine(model.summary.description)
    }
  }

  private func document(_ cell: Cell, _ summary: ModelSummary) -> JSONValue {
    .object([
      "stage": .string(cell.name),
      "input": .array(summary.inputShape.dimensions.map { .integer(Int64($0)) }),
      "parameters": .integer(Int64(summary.parameterCount)),
      "multiply_adds": .integer(Int64(summary.multiplyAdds)),
      "layers": .array(
        summary.rows.map { row in
          .object([
            "name": .string(row.name), "kind": .string(row.kind),
            "output": .array(row.outputShape.dimensions.map { .integer(Int64($0)) }),
            "parameters": .integer(Int64(row.parameterCount)),
            "multiply_adds": .integer(Int64(row.multiplyAdds)),
          ])
        }),
    ])
  }
}

/// A question for a network where there is none, or none whose input is known.
struct NoModel: Error, CustomStringConvertible {
  let description: String

  init(file: String, stage: String?) {
    let subject = stage.map { "stage '\($0)' of \(file)" } ?? file
    description =
      "\(subject) trains no network whose input shape is known before the run; "
      + "name a train stage whose data comes from a data set"
  }
}
