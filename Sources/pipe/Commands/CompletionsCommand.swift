import ArgumentParser

/// `pipe completions`: what a shell reads to complete our commands.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completion script of a shell.",
    discussion: """
      Commands and options are completed, and also the stages of the pipeline file that is on the line,
      and what the store holds. In bash '=' no longer ends a word, so that names of cells are completed.
      make install puts the scripts where the shells look for them.

      Examples:
        source <(pipe completions bash)
        pipe completions zsh > ~/.zfunc/_pipe
        pipe completions fish > ~/.config/fish/completions/pipe.fish
      """)

  @Argument(help: "bash, zsh or fish.", completion: .list(CompletionShell.allCases.map(\.rawValue)))
  var shell: String

  func run() throws {
    guard let known = CompletionShell(rawValue: shell) else {
      let names = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there are no completions for '\(shell)'; known: \(names)")
    }
    if known == .bash {
      // Else bash takes the equals sign in the name of a cell, such as net[p=0.5], for the end of a word.
      Terminal.standardOutput.writeLine("COMP_WORDBREAKS=${COMP_WORDBREAKS//=/}")
    }
    Terminal.standardOutput.writeLine(Pipe.completionScript(for: known))
  }
}
