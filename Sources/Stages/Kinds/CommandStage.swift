import Artifacts
import Pipelines
import Processes
import SystemPackage

/// Runs a program on the files of inputs and takes in the files that it makes.
///
/// The engine cannot know that a program gives the same bits every time. It sees to what it can:
/// files, arguments and environment are the same wherever it runs, and all of them are in the key.
struct CommandStage: Stage {
  static let declaration = StageDeclaration(
    name: "command", version: 1,
    summary: "Runs a program on the files of results and takes in the files that it makes.",
    otherInputs: InputSlot(
      "", .many, accepts: [], help: "results whose files the program reads; any name will do"),
    produces: "", outputs: [],
    parameters: [
      ParameterField(
        "run", .list(of: .anyOf([.string, .number]), minimumCount: 1), .required,
        help: "the program and its arguments, without a shell; placeholders: "
          + CommandArgument.placeholders),
      ParameterField(
        "outputs", .map(of: .choice(Artifact.Kind.allCases.map(\.rawValue))), .required,
        help: "what it makes, by name: tensors (HDF5), table (JSON) or figure (PNG)"),
      ParameterField(
        "produces", .choice(CommandProduct.allCases.map(\.rawValue)), .defaulted("files"),
        help: "what the outputs are to other stages and to the page"),
      ParameterField(
        "files", .list(of: .string, minimumCount: 0), .defaulted([]),
        help: "scripts beside the pipeline file; their bytes are part of the key"),
      ParameterField(
        "parameters", .map(of: .any), .defaulted(.object([:])),
        help: "values for {parameter:NAME} and the JSON file {parameters}"),
      ParameterField(
        "environment", .map(of: .string), .defaulted(.object([:])),
        help: "variables beside the constant ones; nothing else is passed on"),
      ParameterField(
        "timeout", .number(NumberRange(minimum: 0, excludesMinimum: true)), .optional,
        changesResult: false, help: "seconds after which the program is stopped"),
    ])

  let declaration: StageDeclaration
  private let specification: CommandSpecification

  init(_ parameters: Parameters) throws(SpecificationError) {
    specification = try CommandSpecification(parameters)
    var declaration = Self.declaration
    declaration.produces = specification.product.rawValue
    declaration.outputs = specification.outputs.map(\.name)
    self.declaration = declaration
  }

  var externalQuestion: String? {
    specification.files.isEmpty ? nil : specification.files.map(\.name).joined(separator: "\n")
  }

  /// The program files; the interpreter and installed libraries are not part of the key.
  func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput? {
    let files = specification.files
    return ExternalInput(identity: files.identity(try files.map { try $0.bytes() }))
  }

  /// Checks that the arguments fit the inputs; nothing is known of what the program makes.
  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    try specification.check(inputs.mapValues { $0.map(\.outputs) })
    return .unknown
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    try context.withScratchFolder { path in
      let folder = try CommandFolder(at: path)
      try copyFiles(to: folder, context)
      var paths: [CommandArgument.InputReference: [String]] = [:]
      var loans: [CommandFolder.Loan] = []
      for reference in specification.inputs {
        let linked = try folder.link(reference, of: context.inputs[reference.slot] ?? [])
        paths[reference] = linked.paths
        loans += linked.lent
      }
      let arguments = try specification.arguments(inputs: paths)
      let (ending, lines) = try run(arguments, in: folder, context)
      for loan in loans where try !loan.input.takeBack(loan.file) {
        throw StageFailure(
          "the program changed the output '\(loan.output)' of '\(loan.input.cell)', which it may only "
            + "read; the next run makes it again")
      }
      try check(ending, arguments, lines)
      let outputs = try folder.collect(specification.outputs)
      try specification.product.check(outputs)
      return outputs
    }
  }

  private func copyFiles(to folder: CommandFolder, _ context: StageContext) throws {
    let files = specification.files
    let contents = try files.map { try $0.bytes() }
    if !files.isEmpty {
      try context.requireUnchanged(files.identity(contents), "a program file")
    }
    for (file, bytes) in zip(files, contents) { try folder.writeProgram(bytes, file.name) }
    try folder.write(
      JSONValue.object(specification.parameters).canonicalBytes(), to: CommandFolder.parameters)
  }

  private func run(
    _ arguments: [String], in folder: CommandFolder, _ context: StageContext
  ) throws -> (ChildProcess.Ending, OutputLines) {
    let environment = CommandEnvironment(
      declared: specification.environment, folder: folder.path)
    let program = ChildProcess(
      executable: try environment.executable(arguments[0]), arguments: arguments,
      environment: environment.list, folder: folder.path)
    var lines = OutputLines()
    func report(_ line: String) {
      context.tell(StageMessage(.output, line))
      context.report(StageProgress(fraction: 0, message: line))
    }
    do throws(Errno) {
      let outcome = try context.programMemory.measuring { () throws(Errno) in
        try program.run(
          timeout: specification.timeout.map { .seconds($0) }, isCancelled: context.isCancelled
        ) { lines.append($0, report) }
      } peak: {
        $0.peakMemoryBytes
      }
      lines.finish(report)
      return (outcome.ending, lines)
    } catch {
      throw StageFailure("cannot start '\(program.executable)': \(error)")
    }
  }

  private func check(
    _ ending: ChildProcess.Ending, _ arguments: [String], _ lines: OutputLines
  ) throws {
    let reason: String
    switch ending {
    case .exited(0): return
    case .cancelled: throw CancellationError()
    case .exited(let code): reason = "ended with exit code \(code)"
    case .signalled(let number): reason = "was ended by signal \(number)"
    case .timedOut:
      let limit = DecimalText.shortest(specification.timeout ?? 0)
      reason = "did not end within \(limit) seconds and was stopped"
    }
    let said =
      lines.last.isEmpty
      ? "; it said nothing" : ":\n" + lines.last.map { "  \($0)" }.joined(separator: "\n")
    throw StageFailure("'\(arguments.joined(separator: " "))' \(reason)\(said)")
  }
}
