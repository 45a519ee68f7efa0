import Foundation
import Testing

@Suite("pipe lock and pipe run --locked")
struct LockCommandTests {
  private let lockFile = "pipelines/sample.lock.json"

  @Test("locks what is there, then a run with these bits passes")
  func pass() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let outcome = try tool.run("lock", "pipelines/sample.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.output == "\(lockFile)\n")
      let text = try tool.read(lockFile)
      #expect(text.contains("\"fingerprint\": "))
      #expect(try tool.run("lock", "pipelines/sample.json", "--check").exitCode == 0)
      // A cold store: everything is made again, with the locked bits.
      let run = try tool.run("run", "pipelines/sample.json", "--locked", "--store", "other")
      #expect(run.exitCode == 0, "\(run.errors)")
      try tool.run("lock", "pipelines/sample.json", "--store", "other")
      #expect(try tool.read(lockFile) == text)
    }
  }

  @Test("another bit: 5, with the stage, and what only follows from it")
  func mismatch() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      try tool.run("lock", "pipelines/sample.json")
      try tool.forgeResult(of: "scaled")
      let outcome = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(outcome.exitCode == 5)
      #expect(outcome.errors.contains("results have other bits than \(lockFile) says"))
      let lines = outcome.errors.split(separator: "\n").filter { $0.contains("locked is") }
      #expect(lines.first?.hasPrefix("  scaled: 'data' is ") == true)
      #expect(lines.count > 1)
      #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("(an input differs already)") })
      #expect(try tool.run("lock", "pipelines/sample.json", "--check").exitCode == 5)
    }
  }

  @Test("each profile has its own entry, and locking one leaves the others")
  func profiles() throws {
    try withProject { tool in
      let text = SampleProject.pipeline().replacing(
        "\"title\": \"A sample\",",
        with: "\"title\": \"A sample\", \"profiles\": {\"one\": {}, \"two\": {\"epochs\": 1}},")
      try tool.write(text, to: "pipelines/sample.json")
      for profile in ["one", "two"] {
        try tool.run("run", "pipelines/sample.json", "--profile", profile)
        try tool.run("lock", "pipelines/sample.json", "--profile", profile)
      }
      for profile in ["one", "two"] {
        let outcome = try tool.run(
          "run", "pipelines/sample.json", "--profile", profile, "--locked")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
      }
      let unlocked = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(unlocked.exitCode == 65)
      #expect(unlocked.errors.contains("has no entry for a file without profiles"))
    }
  }

  @Test("no lock file: 66; results that are missing: 3; --set: 64; a stage more: 65")
  func unusable() throws {
    try withProject { tool in
      let none = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(none.exitCode == 66)
      #expect(none.errors.contains("make it with: pipe lock pipelines/sample.json"))
      let incomplete = try tool.run("lock", "pipelines/sample.json")
      #expect(incomplete.exitCode == 3)
      #expect(incomplete.errors.contains("pipe run pipelines/sample.json"))
      #expect(!tool.exists(lockFile))
      #expect(try tool.run("lock", "pipelines/sample.json", "--set", "rate=1").exitCode == 64)
      try tool.run("run", "pipelines/sample.json")
      try tool.run("lock", "pipelines/sample.json")
      try tool.write(
        SampleProject.pipeline(
          extraStage: ", \"more\": {\"uses\": \"normalize\", \"from\": {\"data\": \"split\"},"
            + " \"with\": {\"mode\": \"none\"}}"), to: "pipelines/sample.json")
      let more = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(more.exitCode == 65)
      #expect(more.errors.contains("it lacks 'more'"))
    }
  }

  @Test("other data than locked: 66, naming both, before anything runs")
  func otherData() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      try tool.run("lock", "pipelines/sample.json")
      let file = tool.path("artifacts/data/mnist/train-labels-idx1-ubyte")
      var bytes = try Data(contentsOf: file)
      bytes[20] = (bytes[20] + 1) % 10
      try bytes.write(to: file)
      let outcome = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(outcome.exitCode == 66)
      #expect(outcome.errors.contains("images, fingerprint: "))
      #expect(outcome.errors.contains("MNIST"))
      #expect(outcome.errors.contains("--data"))
      #expect(!outcome.errors.contains("done"))
    }
  }

  @Test("a file that is no lock: 65, with the reason")
  func invalid() throws {
    try withProject { tool in
      try tool.write("{\"schema\": \"pipe.lock/7\"}", to: lockFile)
      let outcome = try tool.run("run", "pipelines/sample.json", "--locked")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("its schema is not 'pipe.lock/1'"))
    }
  }
}
