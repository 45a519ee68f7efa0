import Pipelines
import Testing

@testable import pipe

@Suite("--memory")
struct MemoryBoundTests {
  @Test(
    "takes bytes and percentages",
    arguments: [
      ("1500", MemoryBound.bytes(1500)), ("2k", .bytes(2000)), ("1.5G", .bytes(1_500_000_000)),
      ("2GiB", .bytes(2 << 30)), ("80%", .share(0.8)), ("12.5%", .share(0.125)),
    ])
  func accepted(text: String, bound: MemoryBound) {
    #expect(MemoryBound(argument: text) == bound)
  }

  @Test(
    "and nothing else",
    arguments: ["", "%", "0", "0%", "-1", "-5%", "1e400", "nan%", "inf", "12x", "8 G", "1..5%"])
  func refused(text: String) {
    #expect(MemoryBound(argument: text) == nil)
  }

  @Test("a percentage is of the memory that the process may use")
  func share() throws {
    let all = try #require(PhysicalMemory.bytes)
    #expect(all > 64 << 20)
    #expect(MemoryBound.share(0.5).limit == all / 2)
  }

  @Test(
    "a number that makes no sense is a usage error",
    arguments: [
      ["--jobs", "0"], ["--retries", "-1"], ["--memory", "lots"], ["--threads", "0"],
    ])
  func usage(arguments: [String]) throws {
    try withProject { tool in
      let outcome = try tool.start(["run", "pipelines/sample.json"] + arguments).wait()
      #expect(outcome.exitCode == 64, "\(outcome.errors)")
      #expect(outcome.errors.lowercased().contains("error: "))
      #expect(!tool.exists("artifacts/sample"))
    }
  }
}
