import Foundation
import Testing

@Suite("command stages")
struct CommandStageTests {
  /// A pipeline of commands; `stages` is JSON.
  private func withPipeline(
    _ stages: String, report: String = "[]", _ body: (CommandLineTool) throws -> Void
  ) throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    try tool.write(
      #"{"title": "Commands", "stages": {\#(stages)}, "report": \#(report)}"#, to: "p/commands.json"
    )
    try body(tool)
  }

  private func run(_ tool: CommandLineTool, _ arguments: String...) throws
    -> CommandLineTool.Outcome
  {
    let process = try tool.start(["run", "p/commands.json"] + arguments)
    return try process.wait()
  }

  private func outcomes(_ outcome: CommandLineTool.Outcome) throws -> [String: String] {
    let stages = try outcome.json()["stages"] as? [[String: Any]] ?? []
    return stages.reduce(into: [:]) {
      $0[$1["stage"] as? String ?? ""] = $1["outcome"] as? String
    }
  }

  /// A stage that runs a line of shell; `$0` is the output, what follows are further arguments.
  private func shell(
    _ line: String, _ arguments: [String] = [], from: String = "{}", more: String = "",
    output: String = "values", type: String = "table"
  ) -> String {
    let words = ["sh", "-c", line, "{output:\(output)}"] + arguments
    let list = words.map { "\"\($0.replacingOccurrences(of: "\"", with: "\\\""))\"" }
    return
      #"{"uses": "command", "from": \#(from), "with": {"run": [\#(list.joined(separator: ", "))], "#
      + #""outputs": {"\#(output)": "\#(type)"}\#(more)}}"#
  }

  @Test("read inputs, files and parameters, and their results are like any other's")
  func chain() throws {
    let script = "printf '{\"values\": {\"error\": %s}}' \"$1\" > $2"
    let first = #"""
      "made": {"uses": "command", "label": "made here", "with": {
        "run": ["sh", "{file:programs/make.sh}", "{parameter:error}", "{output:values}"],
        "files": ["programs/make.sh"], "parameters": {"error": 0.25},
        "outputs": {"values": "table"}, "produces": "evaluation"}},
      """#
    let copied = shell("cp $1 $0", ["{input:it/values}"], from: #"{"it": "made"}"#)
    let table = #"""
      "table": {"uses": "table", "from": {"rows": "made"}, "with": {"columns": [
        {"title": "Who", "value": "label"}, {"title": "Error", "value": "error"}]}}
      """#
    try withPipeline(
      first + "\"copied\": \(copied)," + table,
      report: #"[{"table": "table", "caption": "Errors."}]"#
    ) { tool in
      try tool.write(script, to: "p/programs/make.sh")
      let made = try run(tool)
      #expect(made.exitCode == 0, "\(made.errors)")
      #expect(
        try tool.read("artifacts/commands/tables/table.csv") == "Who,Error\nmade here,0.25\n")
      #expect(try run(tool, "--json").json()["executed"] as? Int == 0)
      // Another script that makes the same: it runs, and nothing after it.
      try tool.write("# the same\n" + script, to: "p/programs/make.sh")
      let edited = try outcomes(run(tool, "--json"))
      #expect(edited == ["made": "executed", "copied": "reused", "table": "reused"])
      try tool.write(
        script.replacingOccurrences(of: "\"$1\"", with: "0.5"), to: "p/programs/make.sh")
      let changed = try outcomes(run(tool, "--json"))
      #expect(changed == ["made": "executed", "copied": "executed", "table": "executed"])
    }
  }

  @Test("get a constant environment and what is declared, and nothing of the user's")
  func environment() throws {
    let line = "printf '[\"%s\", \"%s\", \"%s\"]' $TZ $DECLARED \"$SECRET\" > $0"
    let stage = shell(line, more: #", "environment": {"DECLARED": "yes"}"#)
    try withPipeline("\"seen\": \(stage)") { tool in
      let outcome = try tool.run(
        "run", "p/commands.json", environment: ["SECRET": "no", "TZ": "Asia/Tokyo"])
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let object = try #require(tool.files(below: "artifacts/store/objects").first)
      #expect(try tool.read("artifacts/store/objects/\(object)") == #"["UTC","yes",""]"#)
    }
  }

  @Test("that fail say what they ran, how it ended and what it said last")
  func failure() throws {
    try withPipeline("\"broken\": \(shell("echo first; echo 'no such bin' >&2; exit 7"))") { tool in
      let outcome = try run(tool)
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains("ended with exit code 7:\n  first\n  no such bin"))
      let log = try tool.run("log", "broken").output
      #expect(log.contains("first") && log.contains("no such bin"), "\(log)")
    }
    try withPipeline("\"killed\": \(shell("kill -SEGV $$"))") { tool in
      let outcome = try run(tool)
      #expect(outcome.errors.contains("was ended by signal 11; it said nothing"))
    }
    let missing =
      #""x": {"uses": "command", "with": {"run": ["no-such-program"], "outputs": {"a": "table"}}}"#
    try withPipeline(missing) { tool in
      let outcome = try run(tool)
      #expect(outcome.errors.contains("there is no program 'no-such-program' in PATH"))
    }
  }

  @Test(
    "whose outputs are not what was declared fail and commit nothing",
    arguments: [
      (":", "table", "did not make the output 'values' (outputs/values.json)"),
      ("echo 1 > $0; echo 2 > outputs/other.json", "table", "undeclared outputs: other.json"),
      ("echo '{{\"a\": NaN}}' > $0", "table", "the output 'values' cannot be taken in: 1:7:"),
      ("echo text > $0", "tensors", "the output 'values' cannot be taken in: "),
      ("echo text > $0", "figure", "the output 'values' cannot be taken in: "),
      ("ln -s /etc/hostname $0", "table", "did not make the output 'values'"),
    ])
  func wrongOutputs(line: String, type: String, message: String) throws {
    let escaped = line.replacingOccurrences(of: "\\", with: "\\\\")
    try withPipeline("\"wrong\": \(shell(escaped, type: type))") { tool in
      let outcome = try run(tool)
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(tool.files(below: "artifacts/store/receipts").isEmpty)
      #expect(tool.files(below: "artifacts/store/objects").isEmpty)
      // The list of what the process used may outlive it; the next one sweeps it away.
      let left = tool.files(below: "artifacts/store/tmp").filter { !$0.hasSuffix(".lock") }
      #expect(left.isEmpty)
    }
  }

  @Test("may draw a figure for the page, without a dark one and without numbers behind it")
  func ownFigure() throws {
    let line = "base64 -d $1 > $0"
    let stage = shell(
      line, ["{file:dot.b64}"], more: #", "files": ["dot.b64"], "produces": "figure""#,
      output: "light", type: "figure")
    let report = #"[{"figure": "drawn", "caption": "A dot."}]"#
    try withPipeline("\"drawn\": \(stage)", report: report) { tool in
      // One pixel, made with Pillow: Image.new("RGB", (1, 1), (255, 0, 0)).save(…).
      try tool.write(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
        to: "p/dot.b64")
      let outcome = try run(tool)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let page = try tool.read("artifacts/commands/index.html")
      #expect(page.contains("alt=\"A dot.\""))
      #expect(tool.exists("artifacts/commands/figures/drawn.png"))
    }
  }

  @Test("that change an input fail, and the input is made again")
  func changedInput() throws {
    let stages =
      "\"made\": \(shell("echo 1 > $0"))," + "\"changer\": "
      + shell(
        "chmod u+w $(readlink $1); echo 2 > $1; echo 3 > $0", ["{input:made}"],
        from: #"{"made": "made"}"#)
    try withPipeline(stages) { tool in
      let outcome = try run(tool)
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains("changed the output 'values' of 'made'"), "\(outcome.errors)")
      #expect(
        try outcomes(run(tool, "--json", "--only", "made")) == [
          "made": "executed", "changer": "excluded",
        ])
      #expect(try tool.run("cache", "verify").exitCode == 0)
    }
  }

  /// A line that starts a process in the background, notes its number and waits for ever.
  private let waiting = "sleep 1000 & echo $! > $1; sleep 1000"

  /// Whether a process whose number is in a file has ended, or does so soon: signals take a moment, and
  /// one that nobody waits for stays as a zombie.
  private func hasEnded(_ tool: CommandLineTool, _ file: String) throws -> Bool {
    let text = try tool.read(file).trimmingCharacters(in: .whitespacesAndNewlines)
    let number = try #require(pid_t(text))
    for _ in 0..<500 {
      guard kill(number, 0) == 0 else { return true }
      let status = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ") Z"
      if status.split(separator: ")").last?.hasPrefix(" Z") == true { return true }
      usleep(10_000)
    }
    return false
  }

  @Test("that take too long are stopped with all that they started; the limit is not in the key")
  func timeout() throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    let note = tool.path("note").path
    func pipeline(_ line: String, timeout: String) -> String {
      let stage = shell(line, [note], more: #", "timeout": \#(timeout)"#)
      return #"{"stages": {"slow": \#(stage)}}"#
    }
    try tool.write(pipeline(waiting, timeout: "0.3"), to: "p/commands.json")
    let outcome = try run(tool)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("did not end within 0.3 seconds and was stopped"))
    #expect(try hasEnded(tool, "note") == true)
    try tool.write(pipeline("echo 1 > $0", timeout: "10"), to: "p/commands.json")
    #expect(try run(tool).exitCode == 0)
    try tool.write(pipeline("echo 1 > $0", timeout: "20"), to: "p/commands.json")
    #expect(try run(tool, "--json").json()["executed"] as? Int == 0)
  }

  @Test("end with the run at Ctrl-C, with all that they started")
  func interrupt() throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    let stage = shell(waiting, [tool.path("note").path])
    try tool.write(#"{"stages": {"slow": \#(stage)}}"#, to: "p/commands.json")
    let running = try tool.start(["run", "p/commands.json"])
    while (try? tool.read("note"))?.hasSuffix("\n") != true { usleep(10_000) }
    kill(running.process.processIdentifier, SIGINT)
    #expect(try running.wait().exitCode == 130)
    #expect(try hasEnded(tool, "note") == true)
    #expect(tool.files(below: "artifacts/store/tmp").isEmpty)
  }

  @Test("with mistakes are refused before anything runs, all of them at once")
  func mistakes() throws {
    let stages = #"""
      "made": {"uses": "command", "with": {
        "run": ["./make", "{output:other}", "{file:x.sh}", "{parameter:n}", "{what}", "}"],
        "outputs": {"a/b": "table"}, "produces": "figure", "files": ["../x.sh"]}},
      "fits": {"uses": "command", "with": {"run": ["true"], "outputs": {"a": "table", "b": "table"}}},
      "takes": {"uses": "command", "from": {"it": "fits", "rest": "fits"}, "with": {
        "run": ["true", "{input:it}", "{input:that}"], "outputs": {"a": "table"}}},
      "file": {"uses": "command", "with": {"run": ["sh", "{file:gone.sh}"], "files": ["gone.sh"],
        "outputs": {"a": "table"}}}
      """#
    try withPipeline(stages) { tool in
      let outcome = try run(tool)
      #expect(outcome.exitCode == 65)
      for message in [
        "'./make' is neither a name in PATH nor a whole path", "{output:other} is not in 'outputs'",
        "{file:x.sh} is not in 'files'", "{parameter:n} is not in 'parameters'",
        "unknown placeholder '{what}'", "a single '}'", "'a/b' becomes the name of a file",
        "produces 'figure' needs the output 'light' of type 'figure'",
        "'../x.sh' must be a path below",
      ] {
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
      }
      #expect(!tool.exists("artifacts"))
    }
    let sound = stages.components(separatedBy: "\n").dropFirst(3).joined(separator: "\n")
    try withPipeline(sound) { tool in
      let missing = try run(tool)
      #expect(missing.exitCode == 65)
      #expect(missing.errors.contains("commands.json:4:"), "\(missing.errors)")
      #expect(missing.errors.contains("cannot read p/gone.sh: no such file or folder"))
      try tool.write("", to: "p/gone.sh")
      let outcome = try run(tool)
      #expect(outcome.exitCode == 65)
      for message in [
        "{input:it} has several outputs; write {input:it/a} or {input:it/b}",
        "{input:that} names no input; 'from' has it, rest",
        "the command does not use its input 'rest'",
      ] {
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
      }
    }
  }

  private static let canRunExample =
    (try? CommandLineTool.succeeds(
      "/usr/bin/env", "PATH=/usr/local/bin:/usr/bin:/bin", "python3", "-c", "import h5py, numpy"))
    ?? false

  @Test(
    "the example with a Python program makes its figure and table",
    .enabled(if: canRunExample, "needs python3-h5py (scripts/setup --test)"))
  func example() throws {
    try withProject { tool in
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("pipelines")
      for name in ["own_program.json", "programs/nearest_centroid.py"] {
        try tool.write(
          String(contentsOf: source.appendingPathComponent(name), encoding: .utf8),
          to: "pipelines/\(name)")
      }
      let outcome = try tool.run(
        "run", "pipelines/own_program.json", "--set", "train=300", "--set", "test=100", "--set",
        "sizes=[10,100,300]", "--set", "dataset=mnist")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let table = try tool.read("artifacts/own_program/tables/errors.csv").split(separator: "\n")
      #expect(table.count == 3)
      #expect(table[1].hasPrefix("nearest centroid,"))
      #expect(tool.exists("artifacts/own_program/figures/learning.png"))
    }
  }
}
