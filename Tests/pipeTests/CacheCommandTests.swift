import Artifacts
import Foundation
import SystemPackage
import Testing

@Suite("pipe cache")
struct CacheCommandTests {
  private let pipeline = "pipelines/sample.json"

  /// Two runs of the sample with different rates: 17 results, of which the later run uses 10.
  private func withTwoRuns(_ body: (CommandLineTool) throws -> Void) throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      try tool.run("run", pipeline, "--set", "rate=0.02")
      try body(tool)
    }
  }

  private func contents(_ tool: CommandLineTool, _ store: String = "artifacts/store") throws
    -> [String: Data]
  {
    var contents: [String: Data] = [:]
    for folder in ["objects", "receipts"] {
      for name in tool.files(below: "\(store)/\(folder)") {
        contents["\(folder)/\(name)"] = try Data(
          contentsOf: tool.path("\(store)/\(folder)/\(name)"))
      }
    }
    return contents
  }

  private func stages(_ results: Any?) -> [String] {
    (results as? [[String: Any]] ?? []).compactMap { $0["stage"] as? String }.sorted()
  }

  @Test("gc shows what the latest run did not use, and removes it only with --yes")
  func collect() throws {
    try withTwoRuns { tool in
      let before = try contents(tool)
      let shown = try tool.run("cache", "gc")
      #expect(shown.exitCode == 0, "\(shown.errors)")
      #expect(shown.output.contains("sample/net[p=0.5]"))
      #expect(shown.output.contains("no kept run used it"))
      #expect(shown.output.contains("would remove 7 results"))
      #expect(shown.errors == "nothing was removed; add --yes to remove it\n")
      #expect(try contents(tool) == before)
      let removed = try tool.run("cache", "gc", "--yes", "--json").json()
      #expect(removed["schema"] as? String == "pipe.cache.gc/1")
      #expect(
        stages(removed["results"]) == [
          "averaged", "figure", "net[p=0.5]", "net[p=0]", "table", "tested[p=0.5]", "tested[p=0]",
        ])
      #expect((removed["kept"] as? [String: Int])?["latestRun"] == 10)
      #expect(
        try tool.run("status", pipeline, "--set", "rate=0.02", "--exit-code").exitCode == 0)
      #expect(try tool.run("cache", "verify").exitCode == 0)
      let again = try tool.run("run", pipeline, "--json").json()
      #expect(again["executed"] as? Int == 7)
    }
  }

  @Test("a stage's name means the result that was used last, not the one that was made last")
  func lastUse() throws {
    try withTwoRuns { tool in
      func shownKey() throws -> String {
        let shown = try tool.run("cache", "show", "table").output
        return try #require(shown.firstMatch(of: /key +([0-9a-f]+)/)).1.description
      }
      let second = try shownKey()
      #expect(try tool.run("run", pipeline, "--json").json()["executed"] as? Int == 0)
      let first = try shownKey()
      #expect(first != second)
      try tool.run("cache", "pin", "table")
      let pinned = try tool.run("cache", "ls", "--json").output
      #expect(pinned.contains(first))
    }
  }

  @Test("gc goes down to a size, keeps what was used lately, and refuses what it cannot read")
  func collectPolicies() throws {
    try withTwoRuns { tool in
      #expect(try tool.run("cache", "gc", "--older-than", "1h").output.contains("remove 0 results"))
      let all = try tool.run("cache", "gc", "--keep-runs", "0", "--json").json()
      #expect((all["results"] as? [Any])?.count == 17 && all["keptBytes"] as? Int == 0)
      let some = try tool.run(
        "cache", "gc", "--keep-runs", "0", "--max-size", "1MB", "--yes", "--json"
      ).json()
      #expect(try #require(some["keptBytes"] as? Int) <= 1_000_000)
      #expect(try #require(some["kept"] as? [String: Int])["fits"] != 0)
      for arguments in [["--max-size", "much"], ["--older-than", "3"], ["--keep-runs", "-1"]] {
        let outcome = try tool.start(["cache", "gc"] + arguments).wait()
        #expect(outcome.exitCode == 64, "\(arguments)")
      }
    }
  }

  @Test("a run is not disturbed by gc going on all the time")
  func collectBesideRun() throws {
    try withProject { tool in
      try tool.write(SampleProject.pipeline(epochs: 150), to: pipeline)
      let undisturbed = try tool.run("run", pipeline, "--json", "--store", "undisturbed").json()
      try tool.run("cache", "ls", "--store", "undisturbed")
      let running = try tool.start(["run", pipeline, "--json"])
      var collections = 0
      while running.process.isRunning {
        if tool.exists("artifacts/store/store.json") {
          let outcome = try tool.run("cache", "gc", "--keep-runs", "0", "--yes")
          #expect(outcome.exitCode == 0, "\(outcome.errors)")
          collections += 1
        }
      }
      let outcome = try running.wait()
      #expect(outcome.exitCode == 0 && collections > 0, "\(outcome.errors)")
      func outputs(_ document: [String: Any]) -> NSArray {
        NSArray(array: (document["stages"] as? [[String: Any]] ?? []).map { $0["outputs"] ?? "" })
      }
      #expect(outputs(try outcome.json()) == outputs(undisturbed))
      #expect(try outcome.json()["executed"] as? Int == 10)
    }
  }

  @Test("what is pinned survives, is listed with its note, and goes when it is unpinned")
  func pins() throws {
    try withTwoRuns { tool in
      let pinned = try tool.run("cache", "pin", "sample/net", "--note", "for the talk")
      #expect(pinned.exitCode == 0, "\(pinned.errors)")
      #expect(pinned.output.split(separator: "\n").count == 2, "both cells: \(pinned.output)")
      let listed = try tool.run("cache", "ls", "--pinned").output
      #expect(listed.contains("net[p=0.5]") && listed.contains("for the talk"))
      #expect(listed.contains("2 results"))
      #expect(try tool.run("cache", "show", "net[p=0]").output.contains("for the talk"))
      try tool.run("cache", "gc", "--keep-runs", "0", "--yes")
      #expect(stages(try tool.run("cache", "ls", "--json").json()["results"]).count == 2)
      #expect(try tool.run("cache", "unpin", "net").exitCode == 0)
      #expect(try tool.run("cache", "unpin", "net").exitCode == 64)
      try tool.run("cache", "gc", "--keep-runs", "0", "--yes")
      #expect(try tool.run("cache", "ls").output.contains("0 results, 0 objects"))
      #expect(try tool.run("cache", "pin", "nothing").exitCode == 64)
    }
  }

  @Test("a pin whose result was damaged and moved away can still be taken off, by its key")
  func orphanedPin() throws {
    try withProject { tool in
      try tool.run("run", pipeline, "--only", "images")
      try tool.run("cache", "pin", "images")
      let name = try #require(tool.files(below: "artifacts/store/receipts").first)
      try FileManager.default.removeItem(at: tool.path("artifacts/store/receipts/\(name)"))
      let key = String(name.dropFirst(3).prefix(12))
      #expect(try tool.run("cache", "unpin", key).output == "unpinned \(key)  which is not there\n")
      #expect(tool.files(below: "artifacts/store/pins").isEmpty)
    }
  }

  @Test("du counts shared bytes once, by pipeline, kind or stage")
  func usage() throws {
    try withTwoRuns { tool in
      let byStage = try tool.run("cache", "du", "--by", "stage", "--json").json()
      let groups = try #require(byStage["groups"] as? [[String: Any]])
      let net = try #require(groups.first { $0["name"] as? String == "sample/net" })
      #expect(net["results"] as? Int == 4)
      let byPipeline = try tool.run("cache", "du", "--json").json()
      let whole = try #require((byPipeline["groups"] as? [[String: Any]])?.first)
      #expect(whole["results"] as? Int == 17)
      #expect(whole["bytes"] as? Int == byPipeline["objectBytes"] as? Int)
      let onDisk = contentsSize(tool)
      #expect(byPipeline["objectBytes"] as? Int == onDisk)
      #expect(try tool.run("cache", "du", "--by", "kind").output.contains("train"))
    }
  }

  private func contentsSize(_ tool: CommandLineTool) -> Int {
    tool.files(below: "artifacts/store/objects").reduce(0) {
      let file = tool.path("artifacts/store/objects/\($1)").path
      return $0 + (((try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int) ?? 0)
    }
  }

  @Test("show tells which runs used a result")
  func runs() throws {
    try withTwoRuns { tool in
      #expect(
        try tool.run("cache", "show", "images").output
          .contains("used by    2 runs, the latest "))
      let shown = try tool.run("cache", "show", "net[p=0]", "--json").json()
      let result = try #require((shown["results"] as? [[String: Any]])?.first)
      #expect((result["runs"] as? [String])?.count == 1)
    }
  }

  @Test("diff leaves with 0 for equal results and with 1, and the place, for others")
  func differences() throws {
    try withTwoRuns { tool in
      let equal = try tool.run("cache", "diff", "images", "images")
      #expect(equal.exitCode == 0 && equal.output.hasSuffix("0 of 2 outputs differ\n"))
      let networks = try tool.run("cache", "diff", "net[p=0]", "net[p=0.5]")
      #expect(networks.exitCode == 1)
      #expect(networks.output.contains("parameters/dense1/weight  25"))
      #expect(networks.output.contains("units in the last place; first at [0, "))
      let ids = tool.files(below: "artifacts/store/runs").map { String($0.dropLast(5)) }
      let runs = try tool.run("cache", "diff", ids[0], ids[1], "--json")
      #expect(runs.exitCode == 1)
      let outputs = try #require(try runs.json()["outputs"] as? [[String: Any]])
      let equalNames = outputs.filter { $0["equal"] as? Bool == true }
        .compactMap { $0["name"] as? String }
      #expect(
        equalNames.sorted() == ["images/description", "images/images", "scaled/data", "split/data"])
      let figure = try #require(outputs.first { $0["name"] as? String == "figure/light" })
      #expect((figure["difference"] as? [String: Any])?["columns"] is [Int])
      #expect(try tool.run("cache", "diff", "images", "nothing").exitCode == 64)
    }
  }

  @Test("export and import carry a result to another store, through a pipe too; tar reads the file")
  func transfer() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let exported = try tool.run("cache", "export", "table", "-o", "table.tar")
      #expect(exported.exitCode == 0, "\(exported.errors)")
      #expect(try tool.run("cache", "import", "table.tar", "--store", "other").exitCode == 0)
      let piped = try tool.shell(
        "\"$PIPE\" cache export table -o - | \"$PIPE\" cache import - --store piped --json")
      #expect(try piped.json()["receipts"] as? Int == 9, "all but the figure: \(piped.errors)")
      let other = try contents(tool, "other")
      #expect(try contents(tool, "piped") == other)
      #expect(other.allSatisfy { name, bytes in (try? contents(tool))?[name] == bytes })
      try tool.shell("mkdir unpacked && tar -xf table.tar -C unpacked")
      #expect(try contents(tool, "unpacked") == other)
      try tool.write("{\"schema\":\"pipe.store/1\"}", to: "unpacked/store.json")
      #expect(try tool.run("cache", "verify", "--store", "unpacked").output.contains("sound"))
      #expect(
        try tool.run("run", pipeline, "--store", "other", "--only", "table", "--json").json()[
          "executed"] as? Int == 0)
    }
  }

  @Test(
    "import refuses a damaged file with 4, one that is not there with 74, and other results with 5")
  func refusedImports() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      try tool.run("cache", "export", "table", "-o", "table.tar")
      let whole = try Data(contentsOf: tool.path("table.tar"))
      var flipped = whole
      flipped[whole.count / 2] ^= 4
      for (bytes, reason) in [
        (whole.prefix(whole.count / 2), "it is cut off"), (flipped, "is damaged"),
        (Data("a text".utf8), "it is cut off"),
      ] {
        try bytes.write(to: tool.path("bad.tar"))
        let outcome = try tool.run("cache", "import", "bad.tar", "--store", "other")
        #expect(outcome.exitCode == 4)
        #expect(outcome.errors.contains("bad.tar cannot be imported"))
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(try contents(tool, "other").isEmpty)
      }
      #expect(try tool.run("cache", "import", "none.tar", "--store", "other").exitCode == 74)
      try replaceResult(of: "images", in: tool)
      let conflict = try tool.run("cache", "import", "table.tar")
      #expect(conflict.exitCode == 5)
      #expect(conflict.errors.contains("stage 'images'"))
    }
  }

  /// Puts other results under the key of a stage.
  private func replaceResult(of stage: String, in tool: CommandLineTool) throws {
    let store = try Store(at: FilePath(tool.path("artifacts/store").path))
    let receipt = try #require(try store.receipts().first { $0.provenance.stage == stage })
    let key = receipt.key.hex
    try FileManager.default.removeItem(
      at: tool.path("artifacts/store/receipts/\(key.prefix(2))/\(key).json"))
    try store.commit(
      key: receipt.key, document: receipt.document,
      outputs: NameTable(
        Dictionary(uniqueKeysWithValues: receipt.outputs.names.map { ($0, .table(["other"])) })),
      provenance: receipt.provenance)
  }

  @Test("other results under one key are an alarm: 5, both digests named, the recorded ones kept")
  func nondeterminism() throws {
    try withProject { tool in
      try tool.run("run", pipeline, "--only", "images")
      try replaceResult(of: "images", in: tool)
      let before = try contents(tool).filter { $0.key.hasPrefix("receipts/") }
      let outcome = try tool.run("run", pipeline, "--only", "images", "--force", "images")
      #expect(outcome.exitCode == 5)
      #expect(outcome.errors.contains("gave other results than recorded: 'description' was "))
      #expect(try contents(tool).filter { $0.key.hasPrefix("receipts/") } == before)
    }
  }

  @Test("a flipped byte in any object is found, and the next run makes the same bits again")
  func everyObject() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let whole = try contents(tool)
      let objects = whole.filter { $0.key.hasPrefix("objects/") }
      #expect(objects.count > 10)
      for (index, (name, bytes)) in objects.sorted(by: { $0.key < $1.key }).enumerated() {
        var flipped = bytes
        // Another place in each: the front, the middle and the end of files.
        flipped[bytes.count * (index % 5) / 5 + bytes.count / 10] ^= 0x10
        let file = tool.path("artifacts/store/\(name)")
        try FileManager.default.removeItem(at: file)
        try flipped.write(to: file)
        let found = try tool.run("cache", "verify", "--json")
        #expect(found.exitCode == 4)
        #expect(
          try found.json()["corrupt"] as? [String]
            == [file.deletingPathExtension().lastPathComponent], "\(name)")
        let run = try tool.run("run", pipeline)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try contents(tool).filter { $0.key.hasPrefix("objects/") } == objects, "\(name)")
      }
    }
  }

  @Test("a flipped byte is found by the stage that reads it, and mended within the run")
  func readDamage() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let objects = try contents(tool).filter { $0.key.hasPrefix("objects/") }
      for stage in ["images", "split", "scaled", "net[p=0.5]"] {
        let shown = try tool.run("cache", "show", stage, "--json").json()
        let outputs = try #require(
          (shown["results"] as? [[String: Any]])?.first?["outputs"] as? [String: [String: Any]])
        let readers = ["split", "scaled", "averaged", "tested", "figure", "table"]
        for output in outputs.values {
          let file = tool.path(try #require(output["path"] as? String))
          var bytes = try Data(contentsOf: file)
          bytes[bytes.count * 2 / 3] ^= 0x10
          try FileManager.default.removeItem(at: file)
          try bytes.write(to: file)
        }
        let run = try tool.start(
          ["run", pipeline] + readers.filter { $0 != stage }.flatMap { ["--force", $0] }
        ).wait()
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.errors.contains("repair"), "\(stage): \(run.errors)")
        #expect(try contents(tool).filter { $0.key.hasPrefix("objects/") } == objects, "\(stage)")
      }
    }
  }
}
