import ArgumentParser

/// The command line: a tree of small commands, one file each under `Commands`.
@main
struct Pipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Regenerates a whole machine-learning report from one file, bit for bit.",
    discussion: """
      Examples:
        pipe run pipelines/mnist_dropout.json
        pipe run pipelines/mnist_dropout.json --profile paper --data ~/mnist
        pipe status pipelines/mnist_dropout.json
        pipe cache ls
        pipe cache show figureA10

      Exit codes: 0 done, 1 a stage failed, 2 internal error, 3 stale (with --exit-code),
      4 corruption, 5 nondeterminism, 6 busy, 64 usage, 65 bad pipeline file, 66 missing input,
      74 input/output, 130 and 143 stopped by a signal.
      """,
    version: "pipe \(pipeVersion)",
    subcommands: [
      RunCommand.self, StatusCommand.self, LogCommand.self, RunsCommand.self,
      CacheCommand.self, DataCommand.self,
      StagesCommand.self, ModelCommand.self, SchemaCommand.self,
    ])

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
