import Artifacts
import Testing

@testable import Pipelines

@Suite("What earlier runs let expect")
struct RunHistoryTests {
  private static let text = """
    {"profiles": {"quick": {}, "paper": {}}, "profile": "quick",
     "stages": {
       "a": {"uses": "number", "with": {"value": 1}},
       "b": {"uses": "number", "with": {"value": 2}},
       "c": {"uses": "floor", "from": {"of": "b"}},
       "d": {"uses": "sum", "from": {"terms": ["a", "c"]}}}}
    """

  /// A record of executed stages: name, kind, seconds, and what the process held meanwhile.
  private func record(
    profile: String?, threads: Int = 1, atOnce: Int = 1,
    _ stages: [(stage: String, kind: String, seconds: Double, memory: Int64)]
  ) -> RunRecord {
    RunRecord(
      started: .now(), finished: .now(), pipeline: "p.json", keys: [],
      details: [
        "name": "p", "profile": profile.map(JSONValue.string) ?? .null,
        "stages": .array(
          stages.map {
            [
              "stage": .string($0.stage), "kind": .string($0.kind), "outcome": "executed",
              "seconds": .number($0.seconds), "threads": .integer(Int64(threads)),
              "memoryBytes": .integer($0.memory), "stagesAtOnce": .integer(Int64(atOnce)),
            ]
          }),
      ])
  }

  @Test("the same stage of the same profile counts first, then any of its name, then its kind")
  func precedence() throws {
    let quick = try pipeline(Self.text)
    let paper = try pipeline(Self.text, profile: "paper")
    let history = RunHistory([
      record(
        profile: "quick", [("a", "number", 1, 0), ("x", "number", 7, 0), ("y", "number", 9, 0)]),
      record(profile: "paper", [("a", "number", 100, 0)]),
    ])
    func work(_ pipeline: Pipeline, _ name: String) throws -> Double? {
      history.expectation(of: try pipeline.cells(matching: name)[0], in: pipeline)?.work
    }
    #expect(try work(quick, "a") == 1)
    #expect(try work(paper, "a") == 100)
    #expect(try work(quick, "b") == 9, "the median of 1, 7, 9 and 100, the larger of two")
    #expect(try work(quick, "c") == nil, "no stage of its kind has run")
    let other = RunHistory([record(profile: "paper", [("a", "number", 5, 0)])])
    #expect(other.expectation(of: quick.cells[0], in: quick)?.work == 5)
  }

  @Test("work is seconds times threads; memory is shared by the stages that ran at once")
  func units() throws {
    let pipeline = try PipelinesTests.pipeline(Self.text)
    let history = RunHistory([
      record(profile: "quick", threads: 4, atOnce: 3, [("a", "number", 2, 900)])
    ])
    let expected = history.expectation(of: pipeline.cells[0], in: pipeline)
    #expect(expected?.work == 8)
    #expect(expected?.memory == 300)
  }

  @Test("a stage ranks by its own work and the longest chain after it")
  func ranks() throws {
    let pipeline = try PipelinesTests.pipeline(Self.text)
    let history = RunHistory([
      record(
        profile: "quick",
        [("a", "number", 1, 0), ("b", "number", 2, 0), ("c", "floor", 4, 0), ("d", "sum", 8, 0)])
    ])
    let expectations = Expectations(of: pipeline, from: history)
    #expect(pipeline.cells.map { expectations.rank(of: $0.id) } == [9, 14, 12, 8])
  }

  @Test("how long a profile takes is said only where nearly all of it was measured")
  func profiles() throws {
    let pipeline = try PipelinesTests.pipeline(Self.text)
    let some = [("a", "number", 1.0, Int64(0)), ("b", "number", 2, 0), ("c", "floor", 4, 0)]
    #expect(RunHistory([record(profile: "quick", some)]).seconds(of: pipeline, threads: 1) == nil)
    let all = RunHistory([record(profile: "quick", some + [("d", "sum", 8, 0)])])
    #expect(all.seconds(of: pipeline, threads: 1) == 15)
    #expect(all.seconds(of: pipeline, threads: 2) == 7.5)
    let paper = try PipelinesTests.pipeline(Self.text, profile: "paper")
    #expect(all.seconds(of: paper, threads: 1) == nil)
  }

  @Test("the second run starts what took longest first")
  func order() throws {
    let harness = RunHarness()
    let text = """
      {"stages": {
         "short": {"uses": "number", "with": {"value": 1}},
         "long": {"uses": "number", "with": {"value": 2}}}}
      """
    let store = try harness.store()
    try store.recordRun(
      record(profile: nil, [("short", "number", 1, 0), ("long", "number", 60, 0)]))
    #expect(try harness.run(text).events == ["ran long", "ran short"])
  }
}
