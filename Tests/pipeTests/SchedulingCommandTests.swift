import Foundation
import Testing

@Suite("What pipe run does at once, and after a failure")
struct SchedulingCommandTests {
  private static let pipeline = """
    {
      "stages": {
        "broken": { "uses": "command", "with": {
          "run": ["sh", "-c", "exit 3"], "outputs": { "value": "table" } } },
        "after": { "uses": "command", "from": { "above": "broken" }, "with": {
          "run": ["sh", "-c", "cat $0 > $1", "{input:above}", "{output:value}"],
          "outputs": { "value": "table" } } },
        "beside": { "uses": "command", "with": {
          "run": ["sh", "-c", "echo 1 > $0", "{output:value}"], "outputs": { "value": "table" } } }
      }
    }
    """

  @Test("after a failure nothing more starts; with --keep-going all that does not depend on it")
  func keepGoing() throws {
    try withProject { tool in
      try tool.write(Self.pipeline, to: "pipelines/broken.json")
      let first = try tool.run("run", "pipelines/broken.json", "--jobs", "1", "--json")
      #expect(first.exitCode == 1)
      #expect(
        try first.stageOutcomes() == ["broken": "failed", "after": "skipped", "beside": "skipped"])
      let second = try tool.run(
        "run", "pipelines/broken.json", "--jobs", "1", "--json", "--keep-going")
      #expect(second.exitCode == 1)
      #expect(
        try second.stageOutcomes() == [
          "broken": "failed", "after": "skipped", "beside": "executed",
        ])
    }
  }

  @Test("of several pipelines the next one is run after a failure only with --keep-going")
  func severalPipelines() throws {
    try withProject { tool in
      try tool.write(Self.pipeline, to: "pipelines/broken.json")
      let files = ["pipelines/broken.json", "pipelines/sample.json", "--quiet"]
      let first = try tool.start(["run"] + files).wait()
      #expect(first.exitCode == 1 && !tool.exists("artifacts/sample/index.html"))
      let second = try tool.start(["run"] + files + ["--keep-going"]).wait()
      #expect(second.exitCode == 1 && tool.exists("artifacts/sample/index.html"))
    }
  }

  @Test("--force runs a stage again; what follows from the same bits does not")
  func force() throws {
    try withProject { tool in
      #expect(try tool.run("run", "pipelines/sample.json", "--quiet").exitCode == 0)
      let forced = try tool.run("run", "pipelines/sample.json", "--json", "--force", "net[p=0.5]")
      let executed = try forced.stageOutcomes().filter { $0.value == "executed" }.keys
      #expect(forced.exitCode == 0 && Array(executed) == ["net[p=0.5]"])
    }
  }

  @Test("a bound of memory that two stages exceeded before lets one run after the other")
  func memory() throws {
    try withProject { tool in
      #expect(try tool.run("run", "pipelines/sample.json", "--quiet").exitCode == 0)
      let outcome = try tool.run(
        "run", "pipelines/sample.json", "--force", "net", "--threads", "2", "--jobs", "2",
        "--memory", "1k", "--events", "events")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      var running = 0
      var started = 0
      for line in try tool.read("events").split(separator: "\n") {
        let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        switch event?["event"] as? String {
        case "stage-started":
          running += 1
          started += 1
        case "stage-finished": running -= 1
        default: break
        }
        #expect(running <= 1, "\(line)")
      }
      #expect(started == 2)
    }
  }
}
