import Foundation
import Testing

@Suite("pipe runs, pipe log and --events")
struct RunHistoryTests {
  private func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test("runs ls lists runs, newest first; runs show tells what each stage did")
  func runs() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      try tool.run("run", "pipelines/sample.json", "--set", "rate=0.02")
      let list = try tool.run("runs", "ls", "--json").json()
      #expect(list["schema"] as? String == "pipe.runs.ls/1")
      let runs = try #require(list["runs"] as? [[String: Any]])
      #expect(runs.map { $0["executed"] as? Int } == [7, 10])
      #expect(runs.allSatisfy { $0["state"] as? String == "done" })
      let shown = try tool.run("runs", "show", "--json").json()
      let stages = try #require(shown["stages"] as? [[String: Any]])
      #expect(shown["reusedStages"] as? [String] == ["images", "split", "scaled"])
      #expect(stages.count == 7)
      for stage in stages {
        #expect(stage["outcome"] as? String == "executed")
        #expect((stage["seconds"] as? Double ?? -1) >= 0)
        #expect((stage["memoryBytes"] as? Int ?? 0) > 1 << 20)
      }
      let id = try #require(runs[1]["id"] as? String)
      #expect(try tool.run("runs", "show", id).output.contains("executed  images "))
      #expect(try tool.run("runs", "show", "nothing").exitCode == 64)
    }
  }

  @Test("log shows the last execution of a stage, with what it said")
  func log() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let text = try tool.run("log", "net[p=0.5]").output
      #expect(text.contains("started  net[p=0.5] (train) of sample"))
      #expect(text.contains("epoch 1/3, loss "))
      #expect(text.contains("finished in"))
      let json = try lines(tool.run("log", "pipelines/sample.json", "net[p=0.5]", "--json").output)
      #expect(json.first?["schema"] as? String == "pipe.log/1")
      #expect(json.first?["stage"] as? String == "net[p=0.5]")
      #expect(json.last?["event"] as? String == "finished")
      let several = try tool.run("log", "net")
      #expect(several.exitCode == 64)
      #expect(several.errors.contains("name one of\n  net[p=0.5]\n  net[p=0]"))
      #expect(try tool.run("log", "pipelines/other.json", "net[p=0.5]").exitCode == 64)
    }
  }

  @Test("the memory of a program that a stage runs is counted")
  func programMemory() throws {
    try withProject { tool in
      try tool.write(
        """
        { "stages": { "big": { "uses": "command", "with": {
          "run": ["sh", "-c", "head -c 200000000 /dev/zero | tail -c 190000000 | wc -c > $0", "{output:n}"],
          "outputs": { "n": "table" } } } } }
        """, to: "pipelines/big.json")
      #expect(try tool.run("run", "pipelines/big.json").exitCode == 0)
      let run = try tool.run("runs", "show", "--json").json()
      let stages = try #require(run["stages"] as? [[String: Any]])
      #expect(try #require(stages.first?["memoryBytes"] as? Int) > 180_000_000)
    }
  }

  @Test("a stage that diverges warns, in the log and to the user")
  func warning() throws {
    try withProject { tool in
      let outcome = try tool.run("run", "pipelines/sample.json", "--set", "rate=1e30")
      #expect(outcome.errors.contains("warning: net[p=0]: diverged at step "))
      #expect(try tool.run("log", "net[p=0]").output.contains("warning: diverged at step "))
    }
  }

  @Test("a failed stage leaves its error in the log and in the record")
  func failure() throws {
    try withProject { tool in
      let text = try tool.read("pipelines/sample.json")
        .replacingOccurrences(of: "history/train_loss", with: "history/trian_loss")
      try tool.write(text, to: "pipelines/sample.json")
      #expect(try tool.run("run", "pipelines/sample.json").exitCode == 1)
      #expect(try tool.run("log", "figure").output.contains("failed: "))
      let shown = try tool.run("runs", "show", "--json").json()
      #expect(shown["state"] as? String == "failed")
      let stages = shown["stages"] as? [[String: Any]] ?? []
      let figure = try #require(stages.first { $0["stage"] as? String == "figure" })
      #expect(figure["outcome"] as? String == "failed")
      #expect((figure["message"] as? String)?.contains("trian_loss") == true)
    }
  }

  @Test("--events writes what happens, one object a line, in one order")
  func events() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--events", "events.ndjson")
      let events = try lines(tool.read("events.ndjson"))
      #expect(events.allSatisfy { $0["schema"] as? String == "pipe.events/1" })
      #expect(events.map { $0["sequence"] as? Int } == Array(1...events.count))
      let names = events.map { $0["event"] as? String ?? "" }
      #expect(names.first == "run-started")
      #expect(names.last == "run-finished")
      for stage in try #require(events.first?["stages"] as? [String]) {
        let own = events.filter { $0["stage"] as? String == stage }
          .compactMap { $0["event"] as? String }
        #expect(own.first == "stage-started", "\(stage): \(own)")
        #expect(own.last == "stage-finished", "\(stage): \(own)")
        // The images are an unverified copy, which is worth a message.
        let between = Set(own.dropFirst().dropLast()).subtracting(["stage-progress"])
        #expect(between == (stage == "images" ? ["stage-message"] : []), "\(stage): \(own)")
      }
    }
  }

  @Test("--events - has standard output for itself")
  func eventsOnOutput() throws {
    try withProject { tool in
      let outcome = try tool.run("run", "pipelines/sample.json", "--events", "-")
      #expect(try lines(outcome.output).last?["event"] as? String == "run-finished")
      #expect(
        try tool.run("run", "pipelines/sample.json", "--events", "-", "--json").exitCode == 64)
      #expect(
        try tool.run("run", "pipelines/sample.json", "--events", "no/such/folder/e").exitCode == 74)
    }
  }

  @Test("the header says what the other profiles would do, and how long where it is known")
  func outlook() throws {
    try withProject { tool in
      let text = SampleProject.pipeline().replacingOccurrences(
        of: "\"stages\": {",
        with: #""profiles": {"quick": {}, "paper": {"epochs": 5}}, "profile": "quick", "stages": {"#
      )
      try tool.write(text, to: "pipelines/profiles.json")
      let first = try tool.run("run", "pipelines/profiles.json").errors
      #expect(
        first.contains("--profile paper would run with epochs=5: 10 stages, not timed here yet"))
      try tool.run(
        "run", "pipelines/profiles.json", "--profile", "paper", "--force", "images",
        "--force", "split", "--force", "scaled")
      let second = try tool.run("run", "pipelines/profiles.json").errors
      #expect(second.contains("--profile paper would run with epochs=5: 10 stages, about "))
    }
  }
}
