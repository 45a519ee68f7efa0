import ArgumentParser
import Artifacts
import Pipelines
import Stages

/// `pipe stages`: the stage kinds with their inputs and parameters.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Show the stage kinds with their inputs and parameters.",
    discussion: """
      Examples:
        pipe stages
        pipe stages train
        pipe stages --markdown > docs/stages.md
      """)

  @Argument(help: "Only this kind.", completion: .list(StageRegistry.standard.names))
  var name: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print the reference of all kinds in Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, json || name != nil {
      throw ValidationError("--markdown prints all kinds and nothing else")
    }
  }

  func run() throws {
    let registry = StageRegistry.standard
    if let name, registry[name] == nil {
      throw ValidationError(
        "there is no stage kind '\(name)'; known: \(registry.names.joined(separator: ", "))")
    }
    if markdown {
      Terminal.standardOutput.write(StageManual.markdown(for: registry))
      return
    }
    let declarations = registry.kinds.map { $0.declaration }.filter {
      name == nil || $0.name == name
    }
    if json {
      try JSONOutput.print("pipe.stages/1", ["stages": .array(declarations.map(document))])
      return
    }
    for declaration in declarations {
      for line in lines(declaration) { Terminal.standardOutput.writeLine(line) }
    }
  }

  private func lines(_ declaration: StageDeclaration) -> [String] {
    let product = declaration.produces.isEmpty ? "what it is told to" : declaration.produces
    var lines = [
      "\(declaration.name) (version \(declaration.version)) makes \(product)",
      "  \(declaration.summary)",
    ]
    var other = declaration.otherInputs
    other?.name = "NAME"
    for slot in declaration.inputs + [other].compactMap({ $0 }) {
      lines.append("  from.\(slot.name): \(slot.phrase); \(slot.help)")
    }
    for field in declaration.parameters {
      let presence: String =
        switch field.presence {
        case .required: "required"
        case .optional: "optional"
        case .defaulted(let value): "default \((try? value.canonicalText()) ?? "")"
        }
      lines.append("  with.\(field.name): \(field.type.summary), \(presence); \(field.help)")
    }
    return lines + [""]
  }

  private func document(_ declaration: StageDeclaration) -> JSONValue {
    .object([
      "name": .string(declaration.name), "version": .integer(Int64(declaration.version)),
      "summary": .string(declaration.summary), "produces": .string(declaration.produces),
      "outputs": .array(declaration.outputs.map(JSONValue.string)),
      "inputs": .array(declaration.inputs.map { .string($0.name) }),
      "parameters": .array(
        declaration.parameters.map {
          .object([
            "name": .string($0.name), "type": .string($0.type.summary), "help": .string($0.help),
          ])
        }),
    ])
  }
}
