import ArgumentParser
import Artifacts
import Figures
import Ink
import Pipelines
import Reports
import SystemPackage

/// `pipe graph`: the stages of a pipeline as a graph.
struct GraphCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case dot
    case mermaid
    case svg
    case png
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the graph of the stages, with what is done and what has to run.",
    discussion: """
      The state of a stage shows in its colour, in its outline or shape, and in words.

      Examples:
        pipe graph pipelines/mnist_dropout.json -o graph.svg
        pipe graph pipelines/mnist_dropout.json -o graph.png --dark
        pipe graph pipelines/mnist_dropout.json --cells --format dot | dot -Tpdf -o graph.pdf
        pipe graph pipelines/mnist_dropout.json --format mermaid --plain
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @Option(help: "dot, mermaid, svg or png. Default: what the ending of --output says, else dot.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write; default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "A PNG for dark pages.")
  var dark = false

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
    let format = json ? .dot : try chosenFormat()
    if format == .png, output == nil {
      throw ValidationError("a PNG needs a file: give --output")
    }
    let pipeline = try pipelineOptions.pipeline(file)
    let graph = StageGraph(pipeline, showsCells: cells)
    let plan = try plain ? nil : plan(of: pipeline)
    if json {
      try JSONOutput.print("pipe.graph/1", document(graph, pipeline, plan))
      return
    }
    switch format {
    case .dot: try write(graph.dot(name: pipeline.name, plan: plan))
    case .mermaid: try write(graph.mermaid(plan: plan))
    case .svg: try write(GraphDrawing(graph, plan: plan).standaloneSVG)
    case .png:
      let figure = graph.figure(
        title: pipeline.title, plan: plan, theme: dark ? .dark : .light)
      try write(picture: PNG.encode(figure.render(fonts: FontSet.load())))
    }
  }

  private func write(_ text: String) throws {
    guard let output else { return Terminal.standardOutput.write(text) }
    try AtomicFile.write(text, to: FilePath(output))
    Terminal.standardOutput.writeLine(output)
  }

  private func write(picture: [UInt8]) throws {
    guard let output else { return }
    try AtomicFile.write(picture, to: FilePath(output))
    Terminal.standardOutput.writeLine(output)
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
    case "png": return .png
    default:
      throw ValidationError(
        "the ending of '\(output)' names no format; use .dot, .mmd, .svg or .png, or give --format")
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
