import Foundation
import Testing

@Suite("pipe why and the reasons of pipe status")
struct WhyCommandTests {
  @Test("without a stage: all that has to run, by its cause")
  func causes() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      #expect(
        try tool.run("why", "pipelines/sample.json").output == "all 10 results are in the store\n")
      #expect(
        try tool.run("why", "pipelines/sample.json", "--set", "rate=0.02").output == """
          net[p=0], net[p=0.5]
            parameter optimizer.sgd.rate: 0.05 -> 0.02
            and so also: tested[p=0], tested[p=0.5], averaged, figure, table
          7 of 10 stages have to run

          """)
    }
  }

  @Test("a sweep that has to run as a whole is one name with the number of its cells")
  func sweep() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "images": {"uses": "dataset", "with": {"source": "mnist"}},
          "parts": {"uses": "split", "matrix": {"n": [100, 110, 120, 130, 140]},
                    "from": {"data": "images"},
                    "with": {"train": "${n}", "validation": 10, "test": 10}}}}
        """, to: "sweep.json")
      let lines = try tool.run("why", "sweep.json").output.split(separator: "\n")
      #expect(lines.first == "images, parts (5 cells)")
      #expect(lines.last == "6 of 6 stages have to run")
    }
  }

  @Test("a stage that failed when it ran last says with what, until it has run well")
  func failed() throws {
    try withProject { tool in
      try tool.write(
        """
        { "stages": { "shy": { "uses": "command", "with": {
          "run": ["sh", "-c", "test -e \\"$1\\" && echo 1 > \\"$0\\"", "{output:n}", "\(tool.path("flag").path)"],
          "outputs": { "n": "table" } } } } }
        """, to: "shy.json")
      #expect(try tool.run("status", "shy.json").output.contains("new"))
      #expect(try tool.run("run", "shy.json", "--quiet").exitCode == 1)
      #expect(try tool.run("status", "shy.json").output.contains("failed"))
      let why = try tool.run("why", "shy.json", "shy").output
      #expect(why.contains("it failed when it ran last") && why.contains("exit code 1"), "\(why)")
      try tool.write("", to: "flag")
      #expect(try tool.run("run", "shy.json", "--quiet").exitCode == 0)
      #expect(try !tool.run("status", "shy.json").output.contains("failed"))
    }
  }

  @Test("a stage that follows names the root, and what it was compared with")
  func follower() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let outcome = try tool.run(
        "why", "pipelines/sample.json", "tested[p=0.5]", "--set", "epochs=4")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.first == "tested[p=0.5]: has to run")
      #expect(lines.dropFirst().first == "  follows from net[p=0.5]: parameter epochs: 3 -> 4")
      #expect(lines.last?.hasPrefix("  compared with the result ") == true)
    }
  }

  @Test("a stage that is current tells why it ran last")
  func lastRun() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      try tool.run("run", "pipelines/sample.json", "--set", "rate=0.02")
      let outcome = try tool.run(
        "why", "pipelines/sample.json", "figure", "--set", "rate=0.02", "--json")
      let document = try outcome.json()
      #expect(document["schema"] as? String == "pipe.why/1")
      let stage = try #require((document["stages"] as? [[String: Any]])?.first)
      #expect(stage["current"] as? Bool == true)
      let follows = try #require((stage["follows"] as? [[String: Any]])?.first)
      #expect(follows["stage"] as? String == "net[p=0]")
      #expect(follows["path"] as? String == "optimizer.sgd.rate")
      #expect(follows["old"] as? Double == 0.05)
      #expect(follows["new"] as? Double == 0.02)
    }
  }

  @Test("other data are told apart from a changed parameter")
  func otherData() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "scaled")
      let file = tool.path("artifacts/data/mnist/train-images-idx3-ubyte")
      var bytes = try Data(contentsOf: file)
      bytes[bytes.count - 1] ^= 1
      try bytes.write(to: file)
      let outcome = try tool.run("why", "pipelines/sample.json", "scaled")
      #expect(outcome.output.contains("  follows from images: external input fingerprint: "))
    }
  }

  @Test("status has the reason in a word, and only where something has to run")
  func status() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      #expect(!(try tool.run("status", "pipelines/sample.json").output.contains("REASON")))
      let outcome = try tool.run("status", "pipelines/sample.json", "--set", "rate=0.02", "--json")
      let stages = try outcome.json()["stages"] as? [[String: Any]] ?? []
      let reasons = stages.compactMap { stage in
        (stage["reason"] as? String).map { "\(stage["stage"] as? String ?? "") \($0)" }
      }
      #expect(
        reasons == [
          "net[p=0] parameters", "net[p=0.5] parameters", "tested[p=0] cascade",
          "tested[p=0.5] cascade", "averaged cascade", "figure cascade", "table cascade",
        ])
    }
  }

  @Test("an unknown stage: 64, with a suggestion")
  func unknownStage() throws {
    try withProject { tool in
      let outcome = try tool.run("why", "pipelines/sample.json", "figur")
      #expect(outcome.exitCode == 64)
      #expect(outcome.errors.contains("did you mean 'figure'?"))
    }
  }
}
