import ArgumentParser

/// `pipe manual`: the manual page of the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page.",
    discussion: """
      Examples:
        pipe manual | man -l -
        pipe manual > docs/pipe.1
      """)

  func run() throws {
    Terminal.standardOutput.write(ManualPage(try CommandTree(of: Pipe.self)).text)
  }
}
