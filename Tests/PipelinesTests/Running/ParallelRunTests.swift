import Artifacts
import Testing

@testable import Pipelines

@Suite("Running stages at once")
struct ParallelRunTests {
  private let harness = RunHarness()
  /// A name that no other test uses.
  private let room = "room-\(UInt64.random(in: .min ... .max))"

  /// Stages that are done only when `count` of them run at once.
  private func meeting(_ names: String, count: Int) -> String {
    let stages = names.map {
      "\"\($0)\": {\"uses\": \"meet\", \"with\": {\"room\": \"\(room)\", \"name\": \"\($0)\", \"count\": \(count)}}"
    }
    return "{\"stages\": {\(stages.joined(separator: ","))}}"
  }

  @Test("ready stages run together, and the receipts say that they shared the memory")
  func together() throws {
    let result = try harness.run(meeting("abc", count: 3), threads: 3).result
    #expect(result.firstError == nil)
    for outcome in result.outcomes {
      let provenance = try #require(outcome.receipt?.provenance)
      #expect(provenance.threads == 1)
      #expect(provenance.details["stagesAtOnce"] == .integer(3))
    }
  }

  @Test("never more at once than --jobs says")
  func jobs() throws {
    let result = try harness.run(
      meeting("abcdef", count: 2), threads: 4, RunOptions(jobs: 2)
    ).result
    #expect(result.firstError == nil)
    #expect(Room.named(room).most == 2)
  }

  @Test("a stage that runs alone gets all threads and has the memory to itself")
  func alone() throws {
    let result = try harness.run(meeting("a", count: 1), threads: 3).result
    let provenance = try #require(result.outcomes[0].receipt?.provenance)
    #expect(provenance.threads == 3)
    #expect(provenance.details == .null)
  }

  @Test("equal stages that are ready at once run once")
  func equalStages() throws {
    let text = """
      {"stages": {
         "a": {"uses": "flaky", "with": {"room": "\(room)", "failures": 0}},
         "b": {"uses": "flaky", "with": {"room": "\(room)", "failures": 0}},
         "c": {"uses": "floor", "from": {"of": "b"}}}}
      """
    let outcome = try harness.run(text, threads: 4)
    #expect(outcome.events == ["ran a", "reused b", "ran c"])
    #expect(Room.named(room).visits == 1)
    _ = try harness.run(text, force: ["a", "b"], threads: 4)
    #expect(Room.named(room).visits == 2)
  }

  @Test("a stage that uses the network is tried again, with pauses")
  func retries() throws {
    let text = """
      {"stages": {"a": {"uses": "flaky", "with": {"room": "\(room)", "failures": 2}}}}
      """
    let policy = RetryPolicy(count: 2, firstPause: .milliseconds(1))
    let outcome = try harness.run(text, RunOptions(retries: policy))
    #expect(
      outcome.events == ["retrying a: no connection", "retrying a: no connection", "ran a"])
  }

  @Test("and gives up after as many attempts as were asked for")
  func givesUp() throws {
    let text = """
      {"stages": {"a": {"uses": "flaky", "with": {"room": "\(room)", "failures": 9}}}}
      """
    let policy = RetryPolicy(count: 1, firstPause: .milliseconds(1))
    let outcome = try harness.run(text, RunOptions(retries: policy))
    #expect(outcome.events == ["retrying a: no connection", "failed a: no connection"])
    #expect(Room.named(room).visits == 2)
  }

  @Test("pauses double, up to a minute")
  func pauses() {
    let policy = RetryPolicy(count: 10, firstPause: .seconds(1))
    #expect(
      (1...11).map { policy.pause(afterFailures: $0)?.seconds } == [
        1, 2, 4, 8, 16, 32, 60, 60, 60, 60, nil,
      ])
  }

  @Test("when the run is stopped, nothing new starts and running stages come to their end")
  func stop() throws {
    let text = """
      {"stages": {
         "a": {"uses": "endless", "with": {"room": "\(room)"}},
         "b": {"uses": "number", "with": {"value": 1}}}}
      """
    let room = Room.named(room)
    let outcome = try harness.run(text, isCancelled: { room.visits > 0 })
    #expect(
      outcome.events.sorted() == [
        "skipped a: the run was stopped", "skipped b: the run was stopped", "stopping",
      ])
    #expect(outcome.result.summary.wasCancelled)
  }

  @Test("a failure lets what runs beside it come to its end, and nothing more start")
  func failureBesideOthers() throws {
    let text = """
      {"stages": {
         "a": {"uses": "meet", "with": {"room": "\(room)", "name": "a", "count": 2}},
         "b": {"uses": "flaky", "with": {"room": "\(room)", "failures": 99}},
         "c": {"uses": "number", "with": {"value": 1}}}}
      """
    let none = RetryPolicy(count: 0)
    let outcome = try harness.run(text, threads: 2, RunOptions(retries: none))
    #expect(outcome.events.contains("failed b: no connection"))
    #expect(outcome.events.contains("ran a"))
    let other = try harness.run(text, threads: 2, RunOptions(keepsGoing: true, retries: none))
    #expect(other.events.contains("ran c") || other.events.contains("reused c"))
    #expect(other.result.summary.failed == 1)
  }

  @Test("a stage that another process makes is waited for, and then used")
  func otherProcess() throws {
    let text = #"{"stages": {"a": {"uses": "number", "with": {"value": 7}}}}"#
    let planner = Planner(store: try harness.store(), environment: PlanningEnvironment())
    guard case .ready(let key, let document) = try planner.plan(pipeline(text)).states[0] else {
      Issue.record("the stage should be ready")
      return
    }
    let lock = try #require(try harness.store().tryLock(key))
    let store = try harness.store()
    let commit: @Sendable (String) -> Void = { waiting in
      guard waiting == "waiting a" else { return }
      do {
        try store.commit(
          key: key, document: document,
          outputs: ["table": .table(["value": .number(7)])],
          provenance: Receipt.Provenance(
            stage: "a", pipeline: "other", started: .now(), durationSeconds: 1, toolVersion: "x"))
      } catch {
        Issue.record(error)
      }
      lock.release()
    }
    let outcome = try harness.run(text, onEvent: commit)
    #expect(outcome.events == ["waiting a", "reused a"])
    #expect(outcome.result.outcomes[0].receipt?.provenance.pipeline == "other")
  }

  @Test("stages that find the same input damaged have it made again once")
  func repair() throws {
    let text = """
      {"stages": {
         "a": {"uses": "number", "with": {"value": 1.5}},
         "b": {"uses": "floor", "from": {"of": "a"}},
         "c": {"uses": "sum", "from": {"terms": "a"}}}}
      """
    let first = try harness.run(text).result
    let record = try #require(first.outcomes[0].receipt?.outputs["table"])
    try FileSystem.flipByte(of: harness.folder.object(record))
    let second = try harness.run(text, force: ["b", "c"], threads: 2)
    #expect(second.result.firstError == nil)
    #expect(second.events.filter { $0 == "ran a" }.count == 1)
    #expect(
      second.result.outcomes.map { $0.receipt?.outputs }
        == first.outcomes.map { $0.receipt?.outputs })
  }

  @Test("any number of jobs and threads gives the same receipts", arguments: [1, 2, 4], [1, 2, 3])
  func sameResults(jobs: Int, threads: Int) throws {
    let text = """
      {"stages": {
         "a": {"uses": "number", "matrix": {"v": [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]}, "with": {"value": "${v}"}},
         "b": {"uses": "floor", "matrix": {"v": [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]}, "from": {"of": "a[v=${v}]"}},
         "c": {"uses": "sum", "from": {"terms": ["a", "b"]}}}}
      """
    let reference = try RunHarness().run(text).result
    let result = try harness.run(text, threads: threads, RunOptions(jobs: jobs)).result
    #expect(result.outcomes.map { $0.receipt?.key } == reference.outcomes.map { $0.receipt?.key })
    #expect(
      result.outcomes.map { $0.receipt?.outputs } == reference.outcomes.map { $0.receipt?.outputs })
  }
}
