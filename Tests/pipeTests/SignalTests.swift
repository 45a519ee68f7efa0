import Foundation
import Testing

@Suite("Signals")
struct SignalTests {
  /// Starts a run of long trainings and gives it to `body` when one of them is under way.
  private func withTraining(
    epochs: Int, _ body: (CommandLineTool, CommandLineTool.Running) throws -> Void
  ) throws {
    try withProject { tool in
      try tool.write(SampleProject.pipeline(epochs: epochs), to: "pipelines/long.json")
      let running = try tool.start([
        "run", "pipelines/long.json", "--events", "events.ndjson", "--threads", "2",
      ])
      var isUnderWay = false
      for _ in 0..<400 where !isUnderWay {
        Thread.sleep(forTimeInterval: 0.05)
        let events = (try? tool.read("events.ndjson")) ?? ""
        isUnderWay = events.contains("\"message\":\"epoch ")
      }
      #expect(isUnderWay, "no training has begun")
      try body(tool, running)
    }
  }

  @Test("the first stops the run where its trainings are safe", arguments: [SIGINT, SIGTERM])
  func once(signal: Int32) throws {
    try withTraining(epochs: 100_000) { tool, running in
      kill(running.process.processIdentifier, signal)
      let outcome = try running.wait()
      #expect(outcome.exitCode == 128 + signal)
      #expect(outcome.errors.contains("stopping: "))
      #expect(outcome.errors.contains("stopped, run again to go on"))
      let checkpoints = tool.files(below: "artifacts/store/partial")
      #expect(!checkpoints.isEmpty)
      let events = try tool.read("events.ndjson")
      let started = events.components(separatedBy: "\"stage-started\"").count - 1
      #expect(started == 3 + checkpoints.count, "something started after the signal")
      #expect(try tool.run("runs", "ls").output.contains("stopped"))
      #expect(try tool.run("log", "net[p=0]").output.hasSuffix("stopped\n"))
    }
  }

  @Test("a run that was stopped goes on to the bits of an undisturbed one")
  func resume() throws {
    try withTraining(epochs: 2000) { tool, running in
      kill(running.process.processIdentifier, SIGINT)
      #expect(try running.wait().exitCode == 130)
      let resumed = try tool.run("run", "pipelines/long.json", "--json").json()
      let whole = try tool.run("run", "pipelines/long.json", "--json", "--store", "other").json()
      func outputs(_ document: [String: Any]) -> [String: [String: String]] {
        let stages = document["stages"] as? [[String: Any]] ?? []
        return stages.reduce(into: [:]) {
          $0[$1["stage"] as? String ?? ""] = $1["outputs"] as? [String: String]
        }
      }
      #expect(outputs(resumed).count == 10)
      #expect(outputs(resumed) == outputs(whole))
    }
  }

  @Test("the second ends programs that will not be stopped, with all that they started")
  func stubbornProgram() throws {
    try withProject { tool in
      let mark = tool.path("alive").path
      try tool.write(
        """
        { "stages": { "deaf": { "uses": "command", "with": {
          "run": ["sh", "-c", "trap '' TERM INT; (while :; do date > '\(mark)'; sleep 0.05; done) & wait; sleep 60"],
          "outputs": { "value": "table" } } } } }
        """, to: "pipelines/deaf.json")
      let running = try tool.start(["run", "pipelines/deaf.json"])
      func isAlive() throws -> Bool {
        try? FileManager.default.removeItem(atPath: mark)
        for _ in 0..<100 where !tool.exists("alive") { usleep(20_000) }
        return tool.exists("alive")
      }
      #expect(try isAlive())
      kill(running.process.processIdentifier, SIGINT)
      usleep(100_000)
      kill(running.process.processIdentifier, SIGINT)
      #expect(try running.wait().exitCode == 130)
      #expect(try !isAlive())
    }
  }

  @Test("the second leaves at once, without a word")
  func twice() throws {
    try withTraining(epochs: 100_000) { tool, running in
      let process = running.process.processIdentifier
      // Both are there when the process goes on, so that no time is left to stop in good order.
      kill(process, SIGSTOP)
      kill(process, SIGINT)
      kill(process, SIGTERM)
      kill(process, SIGCONT)
      let outcome = try running.wait()
      #expect([130, 143].contains(outcome.exitCode))
      #expect(!outcome.errors.contains("stopped, run again to go on"))
      #expect(try tool.run("runs", "ls").output.contains("unfinished"))
    }
  }
}
