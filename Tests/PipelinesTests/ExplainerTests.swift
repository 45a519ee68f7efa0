import Artifacts
import Glibc
import SystemPackage
import Tensors
import Testing

@testable import Pipelines

@Suite("Explaining why a stage has to run")
struct ExplainerTests {
  private let folder = TemporaryFolder()

  private let chain = """
    {"params": {"v": 1.5, "step": 1, "label": "x"},
     "stages": {
       "a": {"uses": "number", "label": "${label}", "with": {"value": "${v}", "step": "${step}"}},
       "b": {"uses": "floor", "from": {"of": "a"}},
       "c": {"uses": "sum", "from": {"terms": ["b", "a"]}}}}
    """

  private func run(_ text: String, set overrides: [String] = [], only: [String]? = nil) throws {
    let pipeline = try pipeline(text, set: overrides)
    let runner = Runner(
      planner: Planner(store: try Store(at: folder.path), environment: PlanningEnvironment()),
      compute: try ComputeContext(threads: 1), toolVersion: "test")
    let targets = try only?.flatMap { try pipeline.cells(matching: $0).map(\.id) }
    _ = try runner.run(pipeline, options: RunOptions(targets: targets))
    // Receipts are told apart by the millisecond in which their stages started.
    usleep(2000)
  }

  /// One line for each cell: its word, its own causes, and behind `<` what it follows from.
  private func explain(_ text: String, set overrides: [String] = []) throws -> [String] {
    let pipeline = try pipeline(text, set: overrides)
    let store = try Store(at: folder.path, readOnly: true)
    let planner = Planner(store: store, environment: PlanningEnvironment())
    return try Explainer(planner: planner).explain(pipeline).map { explanation in
      let own = explanation.own.map(\.description).joined(separator: "; ")
      let inherited = explanation.inherited.map { "\(pipeline[$0.cell].name): \($0.cause)" }
      return "\(pipeline[explanation.cell].name) \(explanation.word ?? "current")"
        + (own.isEmpty ? "" : " \(own)")
        + (inherited.isEmpty ? "" : " < \(inherited.joined(separator: "; "))")
    }
  }

  private static let absent = "no result in the store: it has not run, or its results were removed"

  @Test("what never ran says so, each stage for itself")
  func neverRan() throws {
    #expect(
      try explain(chain) == [
        "a new \(Self.absent)", "b new \(Self.absent)", "c new \(Self.absent)",
      ])
  }

  @Test("a first result that is current has no cause")
  func firstResult() throws {
    try run(chain)
    #expect(try explain(chain) == ["a current", "b current", "c current"])
  }

  @Test("a changed parameter is the cause of its stage, and what waits for it follows")
  func parameter() throws {
    try run(chain)
    #expect(
      try explain(chain, set: ["v=2.5"]) == [
        "a parameters parameter value: 1.5 -> 2.5",
        "b cascade < a: parameter value: 1.5 -> 2.5",
        "c cascade < a: parameter value: 1.5 -> 2.5",
      ])
  }

  @Test("an input that was made anew leads to what changed at its root")
  func rootOfInput() throws {
    try run(chain)
    try run(chain, set: ["v=2.5"], only: ["b"])
    #expect(
      try explain(chain, set: ["v=2.5"]) == [
        "a current parameter value: 1.5 -> 2.5",
        "b current < a: parameter value: 1.5 -> 2.5",
        "c cascade < a: parameter value: 1.5 -> 2.5",
      ])
  }

  @Test("of several earlier results the one that differs least is compared, of equals the newest")
  func nearest() throws {
    try run(chain)
    try run(chain, set: ["v=2.5", "step=2"])
    try run(chain, set: ["v=3.5", "step=2"])
    #expect(
      try explain(chain, set: ["v=4.5", "step=2"]).first
        == "a parameters parameter value: 3.5 -> 4.5")
    #expect(
      try explain(chain, set: ["v=9", "step=1"]).first
        == "a parameters parameter value: 1.5 -> 9")
  }

  @Test("a label is the cause of the stage that shows it")
  func label() throws {
    try run(chain)
    #expect(
      try explain(chain, set: ["label=y"]) == [
        "a current", "b current", "c labels input 'terms', label: \"x\" -> \"y\"",
      ])
  }

  @Test("another source and another number of inputs are changes of the graph")
  func graph() throws {
    let text = """
      {"stages": {
        "a": {"uses": "number", "with": {"value": 1}},
        "b": {"uses": "number", "with": {"value": 2}},
        "c": {"uses": "floor", "from": {"of": "a"}},
        "d": {"uses": "sum", "from": {"terms": ["a"]}}}}
      """
    try run(text)
    let changed = text.replacing("\"of\": \"a\"", with: "\"of\": \"b\"")
      .replacing("[\"a\"]", with: "[\"a\", \"b\"]")
    #expect(
      try explain(changed).suffix(2) == [
        "c inputs input 'of': from 'a' -> 'b'", "d inputs input 'terms': 1 -> 2 cells",
      ])
  }

  @Test("a removed, a shortened and a quarantined result are told apart")
  func lostResults() throws {
    try run(chain)
    let store = try Store(at: folder.path)
    let receipts = try store.receipts()
    func file(_ stage: String) throws -> FilePath {
      let receipt = try #require(receipts.first { $0.provenance.stage == stage })
      return folder.object(try #require(receipt.outputs["table"]))
    }
    chmod(try file("a").string, 0o644)
    try FileSystem.write([1, 2, 3], to: try file("a"))
    let first = try explain(chain)
    #expect(
      first[0]
        == "a damaged result 'table' is damaged: its file has 3 bytes and 13 were written")
    _ = try store.verify()
    #expect(
      try explain(chain)[0].hasPrefix("a damaged result 'table' is damaged: its file was moved"))
    try run(chain)
    try FileSystem.remove(try file("c"))
    #expect(
      try explain(chain) == [
        "a current", "b current", "c removed result 'table' was removed from the store",
      ])
  }

  @Test("a damaged receipt is a cause of its own")
  func damagedReceipt() throws {
    try run(chain)
    let receipt = try #require(
      try Store(at: folder.path).receipts().first { $0.provenance.stage == "c" })
    try FileSystem.flipByte(
      of: folder.path.appending("receipts/\(receipt.key.hex.prefix(2))/\(receipt.key.hex).json"))
    #expect(try explain(chain).last == "c damaged its receipt is damaged")
    #expect(throws: Never.self) { try Store(at: folder.path).receipts() }
    #expect(
      try explain(chain).last?.hasPrefix("c damaged its receipt is damaged and was moved") == true)
  }
}

@Suite("Changes of a key document")
struct KeyChangeTests {
  private func changes(_ old: JSONValue, _ new: JSONValue) -> [String] {
    KeyChange.changes(from: old, to: new).map(\.description)
  }

  @Test("kind, version and arithmetic are told with old and new")
  func versions() {
    #expect(
      changes(
        ["kind": "train", "version": 1, "arithmetic": 1],
        ["kind": "train", "version": 2, "arithmetic": 3])
        == ["version of stage kind 'train': 1 -> 2", "version of the arithmetic: 1 -> 3"])
    #expect(changes(["kind": "a"], ["kind": "b"]) == ["stage kind: 'a' -> 'b'"])
  }

  @Test("another data set shows its name")
  func external() {
    #expect(
      changes(["external": ["set": "mnist"]], ["external": ["set": "fashion-mnist"]])
        == ["external input set: \"mnist\" -> \"fashion-mnist\""])
  }

  @Test("an input that is still to be made is no change")
  func unknownInput() {
    #expect(
      changes(
        ["inputs": ["data": [["outputs": ["x": "1"]]]]], ["inputs": ["data": [["outputs": [:]]]]]
      ).isEmpty)
  }
}
