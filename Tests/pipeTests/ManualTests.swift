import Foundation
import Testing

@Suite("Manual, help and completions")
struct ManualTests {
  private struct Command {
    let name: String
    let discussion: String
  }

  /// The commands that do something.
  private func leaves(_ tool: CommandLineTool) throws -> [Command] {
    func leaves(_ command: [String: Any], _ prefix: String) -> [Command] {
      let name = prefix + (command["commandName"] as? String ?? "")
      let below = (command["subcommands"] as? [[String: Any]] ?? [])
        .filter { $0["commandName"] as? String != "help" }
      return below.isEmpty
        ? [Command(name: name, discussion: command["discussion"] as? String ?? "")]
        : below.flatMap { leaves($0, name + " ") }
    }
    let tree = try tool.run("--experimental-dump-help").json()
    return leaves(try #require(tree["command"] as? [String: Any]), "")
  }

  private func withTool(_ body: (CommandLineTool) throws -> Void) throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    try body(tool)
  }

  @Test("docs/pipe.1 is the manual of this program: no command or option changes unseen")
  func committedManual() throws {
    try withTool { tool in
      let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let committed = try String(
        contentsOf: repository.appendingPathComponent("docs/pipe.1"), encoding: .utf8)
      #expect(
        try tool.run("manual").output == committed,
        "if the change is meant: .build/debug/pipe manual > docs/pipe.1")
    }
  }

  @Test("every command is in the manual and shows examples of itself")
  func examples() throws {
    try withTool { tool in
      let manual = try tool.run("manual").output
      let commands = try leaves(tool)
      #expect(commands.count > 10)
      for command in commands {
        #expect(manual.contains("\n.SS \(command.name)\n"))
        let words = command.discussion.components(separatedBy: "Examples:").dropFirst().last
        #expect(
          words?.contains(command.name) == true, "'\(command.name) --help' has no examples")
      }
    }
  }

  /// Runs a script with bash, where the built program is found as `pipe`.
  private func bash(_ tool: CommandLineTool, _ script: String) throws -> CommandLineTool.Outcome {
    try tool.shell(
      "PATH=\"$(dirname \"$PIPE\"):$PATH\" exec bash <<'END_OF_SCRIPT'\n\(script)\nEND_OF_SCRIPT\n")
  }

  @Test("bash completes commands, stages, cells and what the store holds")
  func completion() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "scaled")
      func complete(_ words: String...) throws -> [String] {
        let line = words.joined(separator: " ")
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let outcome = try bash(
          tool,
          """
          source <(pipe completions bash)
          COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
          COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
          _pipe pipe '\(words[words.count - 1])' '\(words[words.count - 2])'
          printf '%s\\n' "${COMPREPLY[@]}"
          """)
        return outcome.output.split(separator: "\n").map(String.init)
      }
      #expect(try complete("pipe", "ch") == ["check"])
      #expect(
        try complete("pipe", "why", "pipelines/sample.json", "ne") == [
          "net", "net[p=0]", "net[p=0.5]",
        ])
      #expect(
        try complete("pipe", "run", "pipelines/sample.json", "--only", "te")
          == ["tested", "tested[p=0]", "tested[p=0.5]"])
      #expect(try complete("pipe", "why", "pipelines/sample.json", "net[p=0.") == ["net[p=0.5]"])
      #expect(try complete("pipe", "cache", "show", "sc") == ["scaled"])
      #expect(try complete("pipe", "cache", "pin", "sc") == ["scaled"])
      #expect(try complete("pipe", "log", "sp") == ["split"])
      #expect(try complete("pipe", "runs", "show", "2").count == 1)
      #expect(
        try complete("pipe", "run", "pipelines/sample.json", "--set", "") == ["rate=", "epochs="])
      #expect(try complete("pipe", "why", "pipelines/none.json", "ne").isEmpty)
    }
  }

  @Test("an unknown shell: 64, with the known ones")
  func unknownShell() throws {
    try withTool { tool in
      let outcome = try tool.run("completions", "tcsh")
      #expect(outcome.exitCode == 64)
      #expect(outcome.errors.contains("bash") && outcome.errors.contains("fish"))
      for shell in ["zsh", "fish"] {
        #expect(try tool.run("completions", shell).output.contains("---completion"))
      }
    }
  }

  @Test("the installer puts program, manual and completions in their places, under any path")
  func install() throws {
    try withTool { tool in
      let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("scripts/install").path
      let outcome = try tool.shell("'\(script)' \"$PIPE\" 'a prefix/usr'")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(
        tool.files(below: "a prefix/usr") == [
          "bin/pipe", "share/bash-completion/completions/pipe",
          "share/fish/vendor_completions.d/pipe.fish", "share/man/man1/pipe.1",
          "share/zsh/site-functions/_pipe",
        ])
      #expect(try tool.shell("'\(script)' nothing there").exitCode != 0)
      #expect(!tool.exists("there"))
    }
  }
}
