import Foundation
import Testing

@Suite("Exit codes")
struct ExitCodeTests {
  /// The codes that the manual lists, with what they mean.
  private func documented(_ tool: CommandLineTool) throws -> [Int32: String] {
    let manual = try tool.run("manual").output
    let section =
      try #require(manual.components(separatedBy: ".SH EXIT STATUS\n").last)
      .components(separatedBy: ".SH").first ?? ""
    let lines = section.split(separator: "\n")
    var codes: [Int32: String] = [:]
    for (line, meaning) in zip(lines, lines.dropFirst()) where line.hasPrefix("\\fB") {
      codes[try #require(Int32(line.dropFirst(3).dropLast(3)))] = String(meaning)
    }
    return codes
  }

  /// A way to every documented code that one process can be brought to.
  private func reached(_ tool: CommandLineTool) throws -> [Int32: Int32] {
    let file = "pipelines/sample.json"
    func code(_ arguments: String...) throws -> Int32 {
      try tool.start(arguments).wait().exitCode
    }
    var codes: [Int32: Int32] = [:]
    codes[64] = try code("run", "--wrong")
    codes[66] = try code("run", "pipelines/none.json")
    codes[3] = try code("status", file, "--exit-code")
    try tool.write("{\"stages\": 1}", to: "pipelines/bad.json")
    codes[65] = try code("run", "pipelines/bad.json")
    codes[74] = try code("run", file, "--store", "pipelines")
    codes[0] = try code("run", file, "--only", "scaled")
    try tool.forgeResult(of: "scaled")
    codes[5] = try code("check", file, "scaled", "--threads", "1")
    let object = try #require(tool.files(below: "artifacts/store/objects").first)
    let damaged = tool.path("artifacts/store/objects/\(object)")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: damaged.path)
    try Data([1, 2, 3]).write(to: damaged)
    codes[4] = try code("cache", "verify")
    try tool.write(SampleProject.pipeline(epochs: 50_000), to: "pipelines/long.json")
    for (signal, expected) in [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] {
      let running = try tool.start(["run", "pipelines/long.json"])
      // A lock shows that a stage is being executed.
      while tool.files(below: "artifacts/store/locks").isEmpty, running.process.isRunning {
        Thread.sleep(forTimeInterval: 0.02)
      }
      kill(running.process.processIdentifier, signal)
      codes[expected] = try running.wait().exitCode
    }
    let images = tool.path("artifacts/data/mnist/train-images-idx3-ubyte")
    try Data(contentsOf: images).prefix(1000).write(to: images)
    codes[1] = try code("run", file)
    return codes
  }

  @Test("every documented code can be reached, and means what the manual says")
  func all() throws {
    try withProject { tool in
      let documented = try documented(tool)
      let reached = try reached(tool)
      for (expected, found) in reached { #expect(found == expected) }
      // Errors of our own have no way to them, and 6 takes another process at the wrong moment.
      #expect(Set(documented.keys) == Set(reached.keys).union([2, 6]))
      let help = try tool.run("--help").output
      for code in documented.keys { #expect(help.contains(" \(code)  ")) }
    }
  }
}
