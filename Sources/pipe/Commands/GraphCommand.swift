import ArgumentParser
import Artifacts
import Pipelines
import Reports
import SystemPackage

/// `pipe graph`: the stages of a pipeline as a graph.
struct GraphCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case dot
    case mermaid
    case svg
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the graph of the stages, with what is done and what has to run.",
    discussion: """
      The state of a stage shows in its colour, in its outline or shape, and in words.

      Examples:
        pipe graph pipelines/mnist_dropout.json -o graph.svg
        pipe graph pipelines/mnist_dropout.json --cells --format dot | dot -Tpdf -o graph.pdf
        pipe graph pipelines/mnist_dropout.json --format mermaid --plain
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @Option(help: "dot, mermaid or svg. Default: what the ending of --output says, else dot.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write; default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "A box for each cell of a matrix, instead of one for the stage.")
  var cells = false

  @Flag(help: "Leave out what is done and what has to run; no data and no store is needed then.")
  var plain = false

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Flag(help: "Print nodes and edges as JSON.")
  var json = false

  func validate() throws {
    if output == "" { throw ValidationError("--output needs the name of a file") }
    if json, format != nil || output != nil {
      throw ValidationError("--json goes to standard output and has no --format and no --output")
    }
  }

  func run() throws {
    let pipeline = try pipelineOptions.pipeline(file)
    let graph = StageGraph(pipeline, showsCells: cells)
    let plan = try plain ? nil : plan(of: pipeline)
    if json {
      try JSONOutput.print("pipe.graph/1", document(graph, pipeline, plan))
      return
    }
    let text =
      switch try chosenFormat() {
      case .dot: graph.dot(name: pipeline.name, plan: plan)
      case .mermaid: graph.mermaid(plan: plan)
      case .svg: GraphDrawing(graph, plan: plan).standaloneSVG
      }
    if let output {
      try AtomicFile.write(text, to: FilePath(output))
      Terminal.standardOutput.writeLine(output)
    } else {
      Terminal.standardOutput.write(text)
    }
  }

  private func plan(of pipeline: Pipeline) throws -> Plan {
    let store = try storeOptions.openReadOnly()
    return try Planner(store: store, environment: try dataOptions.environment()).plan(pipeline)
  }

  private func chosenFormat() throws -> Format {
    if let format { return format }
    guard let output else { return .dot }
    switch FilePath(output).extension {
    case "dot", "gv": return .dot
    case "mmd", "mermaid": return .mermaid
    case "svg": return .svg
    default:
      throw ValidationError(
        "the ending of '\(output)' names no format; use .dot, .mmd or .svg, or give --format")
    }
  }

  private func document(_ graph: StageGraph, _ pipeline: Pipeline, _ plan: Plan?) -> JSONObject {
    [
      "pipeline": .string(pipeline.name),
      "profile": pipeline.profile.map(JSONValue.string) ?? .null,
      "nodes": .array(
        graph.nodes.map { node in
          var document: JSONValue = [
            "name": .string(node.name), "kind": .string(node.kind),
            "cells": .array(node.cells.map { .string(pipeline[$0].name) }),
            "from": .array(node.sources.map { .string(graph.nodes[$0].name) }),
          ]
          document["state"] = plan.map { .string(graph.state(of: node, in: $0).rawValue) }
          return document
        }),
    ]
  }
}
