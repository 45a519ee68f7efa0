import Artifacts
import SystemPackage
import Tensors
import Testing

@testable import Pipelines

@Suite("Locking the results of a pipeline")
struct LockTests {
  private let folder = TemporaryFolder()

  private func pipeline(_ value: Double, profile: String = "one") throws -> Pipeline {
    try Pipeline(
      PipelineFile(
        text: """
          {"profiles": {"one": {}, "two": {}}, "params": {"v": \(value)},
           "stages": {"a": {"uses": "number", "with": {"value": "${v}"}},
                      "b": {"uses": "floor", "from": {"of": "a"}},
                      "c": {"uses": "sum", "from": {"terms": "b"}}}}
          """, file: folder.path.appending("p.json").string),
      registry: .sample, profile: profile, overrides: [])
  }

  private func planner() throws -> Planner {
    Planner(
      store: try Store(at: folder.path.appending("store")), environment: PlanningEnvironment())
  }

  private func run(_ pipeline: Pipeline) throws -> RunResult {
    try Runner(planner: planner(), compute: try ComputeContext(threads: 1), toolVersion: "test")
      .run(pipeline)
  }

  private func write(_ lock: LockFile, for pipeline: Pipeline) throws {
    try AtomicFile.write(try lock.text(), to: FilePath(LockFile.path(for: pipeline)))
  }

  private func lock(_ pipeline: Pipeline) throws -> LockFile {
    _ = try run(pipeline)
    var lock = LockFile(pipeline: pipeline.name)
    lock.profiles["one"] = try LockedProfile(of: pipeline, planner: planner())
    try write(lock, for: pipeline)
    return lock
  }

  @Test("a lock file reads back as it was written, with one digest a line")
  func roundTrip() throws {
    let pipeline = try pipeline(1.5)
    let lock = try lock(pipeline)
    let text = try lock.text()
    #expect(try LockFile(bytes: Array(text.utf8), path: "x") == lock)
    let lines = text.split(separator: "\n")
    let digests = lock.profiles["one"]?.results.values.flatMap(\.values) ?? []
    #expect(digests.count == 3)
    for digest in digests { #expect(lines.filter { $0.contains(digest.hex) }.count >= 1) }
    #expect(lines.allSatisfy { $0.count < 120 })
  }

  @Test("the lock lies beside the pipeline file")
  func path() throws {
    let pipeline = try pipeline(1)
    #expect(LockFile.path(for: pipeline) == folder.path.appending("p.lock.json").string)
  }

  @Test("results with the locked bits pass")
  func pass() throws {
    let pipeline = try pipeline(1.5)
    _ = try lock(pipeline)
    let lock = try PipelineLock(of: pipeline, planner: planner())
    let result = try run(pipeline)
    try lock.check(pipeline) { result[$0].receipt }
  }

  @Test("another bit is found, and what only follows from it is told apart")
  func mismatch() throws {
    _ = try lock(try pipeline(1.5))
    let changed = try pipeline(2.5)
    let lock = try PipelineLock(of: changed, planner: planner())
    let result = try run(changed)
    let error = #expect(throws: LockError.self) {
      try lock.check(changed) { result[$0].receipt }
    }
    guard case .mismatch(_, let mismatches)? = error else {
      Issue.record("not a mismatch: \(String(describing: error))")
      return
    }
    #expect(mismatches.map(\.stage) == ["a", "b", "c"])
    #expect(mismatches.map(\.follows) == [false, true, true])
  }

  @Test("what has no result cannot be locked")
  func incomplete() throws {
    #expect(
      throws: LockError.incomplete(
        file: folder.path.appending("p.json").string, profile: "one", cells: ["a", "b", "c"])
    ) { try LockedProfile(of: try pipeline(1), planner: planner()) }
  }

  @Test("a missing file, a missing profile, other cells and another arithmetic are told apart")
  func staleLocks() throws {
    let pipeline = try pipeline(1)
    let path = LockFile.path(for: pipeline)
    #expect(throws: LockError.missing(path: path, file: pipeline.file)) {
      try PipelineLock(of: pipeline, planner: planner())
    }
    var lock = try lock(pipeline)
    #expect(
      throws: LockError.unknownProfile(
        path: path, profile: "two", file: pipeline.file, known: ["one"])
    ) { try PipelineLock(of: try self.pipeline(1, profile: "two"), planner: planner()) }
    let sound = lock
    lock.profiles["one"]?.arithmetic = 77
    try write(lock, for: pipeline)
    #expect(
      throws: LockError.otherArithmetic(
        path: path, locked: 77, current: Int64(arithmeticVersion))
    ) { try PipelineLock(of: pipeline, planner: planner()) }
    lock = sound
    let last = sound.profiles["one"]?.results["c"]
    lock.profiles["one"]?.results["old"] = last
    lock.profiles["one"]?.results["c"] = nil
    try write(lock, for: pipeline)
    #expect(
      throws: LockError.otherCells(path: path, file: pipeline.file, new: ["c"], gone: ["old"])
    ) { try PipelineLock(of: pipeline, planner: planner()) }
    #expect(throws: Never.self, "only what is wanted is compared") {
      try PipelineLock(of: pipeline, wanted: [pipeline.cells[0].id], planner: planner())
    }
  }

  @Test("other data than locked is found before anything runs")
  func otherData() throws {
    let pipeline = try pipeline(1)
    var lock = try lock(pipeline)
    lock.profiles["one"]?.external["a"] = ["set": "mnist"]
    try write(lock, for: pipeline)
    let error = #expect(throws: LockError.self) {
      try PipelineLock(of: pipeline, planner: planner())
    }
    guard case .otherExternal(_, let differences)? = error else {
      Issue.record("not other data: \(String(describing: error))")
      return
    }
    #expect(differences == ["a, {\"set\":\"mnist\"} -> null"])
  }

  @Test(
    "what is not a lock file is refused with a reason",
    arguments: [
      "", "[]", "{\"schema\": \"pipe.lock/9\"}", "{\"schema\": \"pipe.lock/1\"}",
      """
      {"schema": "pipe.lock/1", "pipeline": "p", "profiles": {"one": {"arithmetic": 1, "external": {},
       "results": {"a": {"table": "12"}}}}}
      """,
    ])
  func invalid(_ text: String) {
    let error = #expect(throws: LockError.self) {
      try LockFile(bytes: Array(text.utf8), path: "p.lock.json")
    }
    #expect(error?.description.hasPrefix("p.lock.json is not a lock file") == true)
  }
}
