import ArgumentParser

/// The command line: a tree of small commands, one file each under `Commands`.
@main
struct Pipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Regenerates a whole machine-learning report from one file, bit for bit.",
    discussion: introduction + "\n\nExit codes:\n" + exitCodes,
    version: "pipe \(pipeVersion)",
    subcommands: [
      RunCommand.self, StatusCommand.self, WhyCommand.self, GraphCommand.self, ModelCommand.self,
      LogCommand.self, RunsCommand.self, CheckCommand.self, LockCommand.self, CacheCommand.self,
      ReportCommand.self, DataCommand.self, StagesCommand.self, SchemaCommand.self,
      DoctorCommand.self,
      CompletionsCommand.self, ManualCommand.self,
    ])

  /// What help and manual begin with.
  static let introduction = """
    Stages whose results are in the store are not run again; the results do not depend on the number of
    threads, the instruction set or the machine.

    Examples:
      pipe run pipelines/mnist_dropout.json
      pipe run pipelines/mnist_dropout.json --profile paper --data ~/mnist
      pipe status pipelines/mnist_dropout.json
      pipe why pipelines/mnist_dropout.json figureA10
      pipe cache ls
      pipe cache show figureA10
    """

  private static var exitCodes: String {
    Failure.Code.allCases.map { code in
      let digits = String(code.rawValue)
      return String(repeating: " ", count: 5 - digits.count) + "\(digits)  \(code.meaning)"
    }.joined(separator: "\n")
  }

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Failure(error).exit()
    }
  }
}

/// The version of the program, recorded in receipts but in no digest.
let pipeVersion = "0.1.0"
