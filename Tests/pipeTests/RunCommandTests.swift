import Foundation
import Testing

@Suite("pipe run")
struct RunCommandTests {
  /// The digests of all outputs, by stage.
  private func digests(_ outcome: CommandLineTool.Outcome) throws -> [String: [String: String]] {
    let stages = try outcome.json()["stages"] as? [[String: Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: stages.map {
        ($0["stage"] as? String ?? "", $0["outputs"] as? [String: String] ?? [:])
      })
  }

  @Test("makes the page, and the second time makes nothing")
  func firstAndSecondRun() throws {
    try withProject { tool in
      let first = try tool.run("run", "pipelines/sample.json")
      #expect(first.exitCode == 0, "\(first.errors)")
      #expect(first.output == "artifacts/sample/index.html\n")
      let page = try tool.read("artifacts/sample/index.html")
      #expect(page.contains("<b>Figure 1.</b> Loss by epoch."))
      #expect(page.contains("<b>Table 1.</b> Errors."))
      #expect(page.contains("Data: MNIST, unverified copy."))
      #expect(tool.exists("artifacts/sample/figures/figure.png"))
      #expect(tool.exists("artifacts/sample/tables/table.csv"))
      #expect(try tool.read("artifacts/index.html").contains("sample/index.html"))
      let second = try tool.run("run", "pipelines/sample.json", "--json")
      #expect(try second.json()["executed"] as? Int == 0)
      #expect(try tool.read("artifacts/sample/index.html") == page)
    }
  }

  @Test("gives the same bits for every instruction set and number of threads")
  func sameBits() throws {
    try withProject { tool in
      let paths = [("scalar", "1"), ("fma128", "3"), ("avx2", "1"), ("avx512", "2")]
      var reference: [String: [String: String]]?
      for (name, threads) in paths {
        let outcome = try tool.run(
          "run", "pipelines/sample.json", "--json", "--store", "store-\(name)", "--threads",
          threads, environment: ["PIPE_ISA": name])
        // A machine without an instruction set cannot be asked about it.
        if outcome.exitCode == 64 { continue }
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let found = try digests(outcome)
        #expect(found.count == 10)
        if let reference { #expect(found == reference, "\(name) with \(threads) threads") }
        reference = reference ?? found
      }
    }
  }

  @Test("gives the same bits for any number of jobs and threads")
  func sameBitsInParallel() throws {
    try withProject { tool in
      var reference: [String: [String: String]]?
      for jobs in ["1", "2", "4"] {
        for threads in ["1", "2", "3"] {
          let outcome = try tool.run(
            "run", "pipelines/sample.json", "--json", "--store", "store-\(jobs)-\(threads)",
            "--jobs", jobs, "--threads", threads)
          #expect(outcome.exitCode == 0, "\(outcome.errors)")
          let found = try digests(outcome)
          #expect(found.count == 10)
          if let reference {
            #expect(found == reference, "\(jobs) jobs with \(threads) threads")
          }
          reference = reference ?? found
        }
      }
    }
  }

  @Test("goes on after kill -9, to the digests of an undisturbed run")
  func killAndResume() throws {
    try withProject { tool in
      try tool.write(SampleProject.pipeline(epochs: 600), to: "pipelines/long.json")
      let undisturbed = try digests(
        tool.run("run", "pipelines/long.json", "--json", "--store", "undisturbed"))
      for delay in [0.05, 0.15, 0.3] {
        let store = "killed-\(delay)"
        let running = try tool.start(["run", "pipelines/long.json", "--store", store])
        Thread.sleep(forTimeInterval: delay)
        kill(running.process.processIdentifier, SIGKILL)
        _ = try running.wait()
        let resumed = try tool.run("run", "pipelines/long.json", "--json", "--store", store)
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(try digests(resumed) == undisturbed)
        #expect(tool.files(below: "\(store)/tmp").isEmpty)
        #expect(tool.files(below: "\(store)/partial").isEmpty)
      }
    }
  }

  @Test("a caption re-runs only the page")
  func captionChange() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      try tool.write(SampleProject.pipeline(caption: "Other words."), to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--json")
      #expect(try outcome.json()["executed"] as? Int == 0)
      #expect(try tool.read("artifacts/sample/index.html").contains("Other words."))
    }
  }

  @Test("a rate re-trains what depends on it; changing it back runs nothing")
  func rateChange() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let changed = try tool.run(
        "run", "pipelines/sample.json", "--json", "--set", "rate=0.02"
      ).stageOutcomes()
      #expect(
        changed.filter { $0.value == "executed" }.keys.sorted() == [
          "averaged", "figure", "net[p=0.5]", "net[p=0]", "table", "tested[p=0.5]", "tested[p=0]",
        ])
      let back = try tool.run("run", "pipelines/sample.json", "--json")
      #expect(try back.json()["executed"] as? Int == 0)
    }
  }

  @Test("-n shows what would run and touches nothing")
  func dryRun() throws {
    try withProject { tool in
      let outcome = try tool.run("run", "pipelines/sample.json", "-n", "--only", "scaled")
      #expect(outcome.exitCode == 0)
      #expect(outcome.output == "run    images\nrun    split\nrun    scaled\n")
      #expect(!tool.exists("artifacts/store"))
    }
  }

  @Test("--only writes the figure that it names, and prints its files")
  func onlyFigure() throws {
    try withProject { tool in
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "figure")
      #expect(
        outcome.output
          == "artifacts/sample/figures/figure.png\nartifacts/sample/figures/figure-dark.png\n")
      #expect(tool.exists("artifacts/sample/figures/figure.png"))
      #expect(!tool.exists("artifacts/sample/index.html"))
    }
  }

  @Test("a figure that was damaged on the disk is made again before it is shown")
  func damagedFigure() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let whole = try Data(contentsOf: tool.path("artifacts/sample/figures/figure.png"))
      for name in tool.files(below: "artifacts/store/objects") where name.hasSuffix(".png") {
        let file = tool.path("artifacts/store/objects/\(name)")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0x55
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        try bytes.write(to: file)
      }
      let outcome = try tool.run("run", "pipelines/sample.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(try Data(contentsOf: tool.path("artifacts/sample/figures/figure.png")) == whole)
    }
  }

  @Test("the page's command repeats what --set changed")
  func overridesOnPage() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--set", "rate=0.02")
      #expect(
        try tool.read("artifacts/sample/index.html")
          .contains("swift run pipe run pipelines/sample.json --set rate=0.02"))
    }
  }

  @Test("cache ls and show tell how a result was made; verify finds damage")
  func cache() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      #expect(try tool.run("cache", "ls").output.contains("10 results"))
      let shown = try tool.run("cache", "show", "net[p=0.5]").output
      #expect(shown.contains("parameter  epochs = 3"))
      #expect(shown.contains("input      data: data"))
      #expect(shown.contains("parameters/dense1/weight  float32 33×784"))
      #expect(try tool.run("cache", "show", "nothing").exitCode == 64)
      #expect(try tool.run("cache", "verify").exitCode == 0)
      let name = try #require(tool.files(below: "artifacts/store/objects").first)
      let file = tool.path("artifacts/store/objects/\(name)")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      try Data([1, 2, 3]).write(to: file)
      #expect(try tool.run("cache", "verify").exitCode == 4)
      #expect(try tool.run("status", "pipelines/sample.json", "--exit-code").exitCode == 3)
      #expect(try tool.run("run", "pipelines/sample.json").exitCode == 0)
      #expect(try tool.run("status", "pipelines/sample.json", "--exit-code").exitCode == 0)
    }
  }
}
