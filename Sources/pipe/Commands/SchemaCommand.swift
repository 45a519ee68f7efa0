import ArgumentParser
import Artifacts
import Pipelines
import Stages

/// `pipe schema`: the JSON Schema of pipeline files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of pipeline files (draft 2020-12).",
    discussion: """
      Examples:
        pipe schema > docs/pipeline.schema.json
      """)

  func run() throws {
    let schema = PipelineSchema.document(for: .standard)
    Terminal.standardOutput.writeLine(try schema.prettyText())
  }
}
