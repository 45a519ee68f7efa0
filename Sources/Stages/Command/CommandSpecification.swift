import Artifacts
import Pipelines

/// The parameters of a command, checked against each other.
struct CommandSpecification {
  let outputs: [(name: String, kind: Artifact.Kind)]
  let product: CommandProduct
  let files: [ProgramFile]
  let parameters: JSONObject
  let environment: NameTable<String>
  /// Seconds.
  let timeout: Double?
  private let run: [(argument: CommandArgument, location: SourceLocation)]
  private let location: SourceLocation

  /// - Throws: everything that does not fit together.
  init(_ parameters: Parameters) throws(SpecificationError) {
    var problems: [Diagnostic] = []
    func report(_ message: String, at path: PathStep...) {
      problems.append(Diagnostic(message, at: parameters.location(of: path)))
    }
    var outputs: [(name: String, kind: Artifact.Kind)] = []
    for (name, kind) in parameters["outputs"]?.objectValue ?? [:] {
      outputs.append((name, kind.stringValue.flatMap(Artifact.Kind.init) ?? .table))
      if !Self.isPlain(name) { report(Self.plainNames(name), at: "outputs", .name(name)) }
    }
    if outputs.isEmpty { report("a command needs at least one output", at: "outputs") }
    let product = CommandProduct(rawValue: parameters.string("produces")) ?? .files
    for required in product.requiredOutputs where !outputs.contains(where: { $0 == required }) {
      report(
        "a command that produces '\(product.rawValue)' needs the output '\(required.name)' of type "
          + "'\(required.kind.rawValue)'", at: "outputs")
    }
    var files: [ProgramFile] = []
    for (index, name) in parameters.list("files").enumerated() {
      let location = parameters.location(of: ["files", .index(index)])
      do throws(SpecificationError) {
        files.append(try ProgramFile(name.stringValue ?? "", at: location))
      } catch {
        problems += error.diagnostics
      }
    }
    var environment: NameTable<String> = [:]
    for (name, value) in parameters["environment"]?.objectValue ?? [:] {
      environment[name] = value.stringValue
      if name.isEmpty || name.contains("=") || "\(name)\(value)".contains("\0") {
        report("'\(name)' cannot be the name of a variable", at: "environment", .name(name))
      }
    }
    self.outputs = outputs
    self.product = product
    self.files = files
    self.environment = environment
    self.parameters = parameters["parameters"]?.objectValue ?? [:]
    timeout = parameters["timeout"]?.doubleValue
    let runNode = parameters.node["run"] ?? parameters.node
    location = runNode.location
    let places = runNode.array ?? []
    var run: [(argument: CommandArgument, location: SourceLocation)] = []
    for (index, json) in parameters.list("run").enumerated() {
      let place = places.indices.contains(index) ? places[index].location : location
      do throws(CommandArgument.Problem) {
        run.append((try CommandArgument(Self.text(json)), place))
      } catch {
        problems.append(Diagnostic(error.description, at: place))
      }
    }
    self.run = run
    problems += undeclaredNames() + problemsWithProgram()
    if !problems.isEmpty { throw SpecificationError(problems) }
  }

  /// The inputs that the arguments name, each once, in their order.
  var inputs: [CommandArgument.InputReference] {
    run.flatMap(\.argument.inputs).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The words of the command line.
  ///
  /// - Parameter inputs: the paths of the files of each input.
  func arguments(inputs: [CommandArgument.InputReference: [String]]) throws -> [String] {
    run.flatMap { argument, _ -> [String] in
      if argument.pieces.count == 1, let reference = argument.inputs.first {
        return inputs[reference] ?? []
      }
      return [argument.pieces.map { text(of: $0, inputs) }.joined()]
    }
  }

  /// Checks the arguments against the inputs.
  ///
  /// - Parameter slots: the outputs of every cell of every slot.
  /// - Throws: everything that does not fit.
  func check(_ slots: [String: [[String]]]) throws(SpecificationError) {
    var problems: [Diagnostic] = []
    for (argument, location) in run {
      for reference in argument.inputs {
        guard let cells = slots[reference.slot] else {
          problems.append(
            Diagnostic(
              "\(reference.description) names no input; 'from' has "
                + (slots.isEmpty ? "none" : slots.keys.sorted().joined(separator: ", ")),
              at: location))
          continue
        }
        if cells.count > 1, argument.pieces.count > 1 {
          problems.append(
            Diagnostic(
              "\(reference.description) stands for \(cells.count) files, so it must be an argument "
                + "by itself", at: location))
        }
        for outputs in cells {
          if let problem = Self.problem(with: reference, outputs) {
            problems.append(Diagnostic(problem, at: location))
          }
        }
      }
    }
    for slot in slots.keys.sorted() {
      if !Self.isPlain(slot) { problems.append(Diagnostic(Self.plainNames(slot), at: location)) }
      if !run.contains(where: { $0.argument.names(slot) }) {
        problems.append(
          Diagnostic(
            "the command does not use its input '\(slot)': write {input:\(slot)} where it takes the "
              + "file", at: location))
      }
    }
    if !problems.isEmpty { throw SpecificationError(problems) }
  }

  private static func problem(
    with reference: CommandArgument.InputReference, _ outputs: [String]
  ) -> String? {
    let isThere = reference.output.map(outputs.contains) ?? (outputs.count == 1)
    if isThere { return nil }
    let choices = outputs.map { "{input:\(reference.slot)/\($0)}" }.joined(separator: " or ")
    return reference.output == nil
      ? "\(reference.description) has several outputs; write \(choices)"
      : "\(reference.description) names an output that is not there; write \(choices)"
  }

  private func undeclaredNames() -> [Diagnostic] {
    run.flatMap { argument, location in
      argument.pieces.compactMap { piece -> Diagnostic? in
        switch piece {
        case .output(let name) where !outputs.contains { $0.name == name }:
          Diagnostic("{output:\(name)} is not in 'outputs'", at: location)
        case .file(let name) where !files.contains { $0.name == name }:
          Diagnostic("{file:\(name)} is not in 'files'", at: location)
        case .parameter(let name) where parameters[name] == nil:
          Diagnostic("{parameter:\(name)} is not in 'parameters'", at: location)
        default: nil
        }
      }
    }
  }

  private func problemsWithProgram() -> [Diagnostic] {
    guard let (program, location) = run.first, case .text(let name)? = program.pieces.first else {
      return []
    }
    if name.isEmpty { return [Diagnostic("the name of the program is empty", at: location)] }
    if name.utf8.contains(UInt8(ascii: "/")), !name.hasPrefix("/") {
      return [
        Diagnostic(
          "'\(name)' is neither a name in PATH nor a whole path; a program beside the pipeline file "
            + "belongs into 'files' and is run as {file:NAME}", at: location)
      ]
    }
    return []
  }

  private func text(
    of piece: CommandArgument.Piece, _ inputs: [CommandArgument.InputReference: [String]]
  ) -> String {
    switch piece {
    case .text(let text): text
    case .input(let reference): inputs[reference]?.first ?? ""
    case .output(let name):
      CommandFolder.output(name, outputs.first { $0.name == name }?.kind ?? .table)
    case .file(let name): CommandFolder.file(name)
    case .parameters: CommandFolder.parameters
    case .parameter(let name): parameters[name].map(Self.text) ?? ""
    }
  }

  /// A value as an argument: texts as they are, all else as JSON.
  private static func text(_ json: JSONValue) -> String {
    json.stringValue ?? (try? json.canonicalText()) ?? ""
  }

  /// Names become the names of files.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  private static func plainNames(_ name: String) -> String {
    "'\(name)' becomes the name of a file: it may have letters, digits, '-' and '_' only"
  }
}
