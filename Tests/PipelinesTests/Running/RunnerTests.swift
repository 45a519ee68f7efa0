import Artifacts
import Testing

@testable import Pipelines

@Suite("Running a pipeline")
struct RunnerTests {
  private let harness = RunHarness()

  private func run(
    _ text: String, set overrides: [String] = [], force: [String] = [], only: [String] = [],
    keepsGoing: Bool = false
  ) throws -> RunHarness.Outcome {
    try harness.run(
      text, set: overrides, force: force, only: only, RunOptions(keepsGoing: keepsGoing))
  }

  private let chain = """
    {"params": {"v": 1.5, "label": "x"},
     "stages": {
       "a": {"uses": "number", "label": "${label}", "with": {"value": "${v}"}},
       "b": {"uses": "floor", "from": {"of": "a"}},
       "c": {"uses": "sum", "from": {"terms": ["b", "a"]}}}}
    """

  @Test("the first run executes everything, the second nothing")
  func reuse() throws {
    #expect(try run(chain).events == ["ran a", "ran b", "ran c"])
    #expect(try run(chain).events == ["reused a", "reused b", "reused c"])
  }

  @Test("a changed parameter runs what depends on it; changing it back runs nothing")
  func changes() throws {
    _ = try run(chain)
    #expect(try run(chain, set: ["v=2.5"]).events == ["ran a", "ran b", "ran c"])
    #expect(try run(chain).events == ["reused a", "reused b", "reused c"])
  }

  @Test("where a changed stage makes the same bits as before, nothing after it runs")
  func earlyCutoff() throws {
    let text = """
      {"params": {"v": 1.5},
       "stages": {
         "a": {"uses": "number", "with": {"value": "${v}"}},
         "b": {"uses": "floor", "from": {"of": "a"}},
         "c": {"uses": "sum", "from": {"terms": "b"}}}}
      """
    _ = try run(text)
    #expect(try run(text, set: ["v=1.75"]).events == ["ran a", "ran b", "reused c"])
  }

  @Test("a label re-runs only what shows it")
  func labels() throws {
    _ = try run(chain)
    #expect(try run(chain, set: ["label=y"]).events == ["reused a", "reused b", "ran c"])
  }

  @Test("equal cells run once")
  func equalCells() throws {
    let text = """
      {"stages": {"a": {"uses": "number", "with": {"value": 1}},
                  "b": {"uses": "number", "with": {"value": 1}}}}
      """
    #expect(try run(text).events == ["ran a", "reused b"])
  }

  @Test("force runs a stage again and finds the same bits")
  func force() throws {
    _ = try run(chain)
    #expect(try run(chain, force: ["b"]).events == ["reused a", "ran b", "reused c"])
  }

  @Test("only runs a target and what it needs")
  func only() throws {
    #expect(try run(chain, only: ["b"]).events == ["ran a", "ran b"])
  }

  private let failing = """
    {"stages": {
      "a": {"uses": "number", "with": {"value": 1, "fails": true}},
      "b": {"uses": "floor", "from": {"of": "a"}},
      "c": {"uses": "number", "with": {"value": 2}}}}
    """

  @Test("after a failure nothing more runs")
  func failure() throws {
    let outcome = try run(failing)
    let result = outcome.result
    #expect(
      outcome.events == [
        "failed a: told to fail", "skipped b: needs 'a'", "skipped c: an earlier stage failed",
      ])
    #expect(result.summary.failed == 1)
    #expect(result.summary.skipped == 2)
    #expect(!result.isComplete)
  }

  @Test("with keep-going, what does not depend on the failure runs")
  func keepGoing() throws {
    #expect(
      try run(failing, keepsGoing: true).events
        == ["failed a: told to fail", "skipped b: needs 'a'", "ran c"])
  }

  @Test("a damaged input is made again, to the same bits, and the run goes on")
  func repair() throws {
    let first = try run(chain).result
    let receipt = try #require(first.outcomes.first?.receipt)
    let record = try #require(receipt.outputs["table"])
    try FileSystem.flipByte(of: harness.folder.object(record))
    let second = try run(chain, force: ["b"])
    #expect(second.events == ["reused a", "repairing a", "ran a", "ran b", "reused c"])
    #expect(second.result.outcomes[0].receipt?.outputs == receipt.outputs)
  }

  @Test("the plan says what a run would do")
  func plan() throws {
    let store = try Store(at: harness.folder.path)
    let planner = Planner(store: store, environment: PlanningEnvironment())
    let before = try planner.plan(pipeline(chain))
    #expect(before.states.map(word) == ["ready", "waiting", "waiting"])
    _ = try run(chain)
    let after = try planner.plan(pipeline(chain))
    #expect(after.states.map(word) == ["current", "current", "current"])
    #expect(after.isComplete)
  }

  private func word(_ state: CellState) -> String {
    switch state {
    case .current: "current"
    case .ready: "ready"
    case .waiting: "waiting"
    }
  }
}
