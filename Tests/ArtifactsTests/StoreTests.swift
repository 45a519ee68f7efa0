import SystemPackage
import Testing

@testable import Artifacts

@Suite("What is committed is there, under its digest, for everyone")
struct StoreTests {
  @Test("results and receipt come back, in another process's view too")
  func roundTrip() throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    #expect(receipt.outputs.names == ["figure", "network", "table"])
    for store in [try scratch.store(), try scratch.store(readOnly: true)] {
      let found = try #require(try store.receipt(for: try Sample.key()))
      #expect(found == receipt)
      #expect(found.provenance == Sample.provenance)
      #expect(found.document == Sample.document())
      for (name, output) in found.outputs {
        #expect(store.contains(output))
        #expect(try store.load(output) == Sample.outputs()[name])
      }
      #expect(store.takeWarnings() == [])
    }
  }

  @Test("the layout is the documented one, and tmp, locks and partial stay empty")
  func layout() throws {
    let scratch = try Scratch()
    let root = scratch.path.appending("store")
    let receipt: Receipt
    do {
      let store = try scratch.store()
      receipt = try store.withLock(try Sample.key()) { try Sample.commit(to: store) }
    }
    let key = receipt.key.hex
    var expected = ["receipts/\(key.prefix(2))/\(key).json", "store.json"]
    for output in receipt.outputs.values {
      let hex = output.digest.hex
      expected.append("objects/\(hex.prefix(2))/\(hex).\(output.kind.fileExtension)")
    }
    #expect(try files(below: root) == expected.sorted())
    #expect(
      try FileSystem.list(root) == [
        "locks", "objects", "partial", "pins", "quarantine", "receipts", "runs", "store.json",
        "tmp",
      ])
  }

  @Test("equal content is one object, whichever stage made it")
  func deduplication() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let first = try Sample.commit(to: store, seed: 1)
    let second = try Sample.commit(to: store, seed: 2)
    #expect(first.outputs == second.outputs && first.key != second.key)
    #expect(try store.objects().count == 3)
    #expect(try store.receipts().map(\.key) == [first.key, second.key].sorted())
  }

  @Test("committing the same again keeps the first receipt")
  func again() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let first = try Sample.commit(to: store)
    var later = Sample.provenance
    later.durationSeconds = 99
    let second = try store.commit(
      key: try Sample.key(), document: Sample.document(), outputs: Sample.outputs(),
      provenance: later)
    #expect(second == first)
    #expect(try store.receipt(for: first.key) == first)
  }

  @Test("another value under the same key is an alarm that names both and changes nothing")
  func nondeterminism() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let first = try Sample.commit(to: store)
    let before = try files(below: store.root)
    do {
      try Sample.commit(to: store, scale: 2)
      Issue.record("no alarm")
    } catch let StoreError.nondeterminism(key, stage, differences) {
      #expect(key == first.key && stage == "dropout[p=0.4]")
      #expect(
        differences == [
          StoreError.Difference(
            output: "network", recorded: first.outputs["network"]?.digest,
            computed: Sample.bundle(scale: 2).digest())
        ])
    }
    #expect(
      try files(below: store.root).filter { !$0.hasPrefix("tmp/") }
        == before.filter { !$0.hasPrefix("tmp/") })
    #expect(try store.receipt(for: first.key) == first)
  }

  @Test("a key that is not that of its document is refused")
  func keyMismatch() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    #expect(throws: StoreError.self) {
      try store.commit(
        key: try Sample.key(2), document: Sample.document(1), outputs: [:],
        provenance: Sample.provenance)
    }
  }

  @Test("what cannot be written is refused by name, and leaves nothing")
  func unencodable() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var bundle = TensorBundle()
    bundle.set("a//b", .uint8(.init(shape: .init([1]), elements: [1])))
    for artifact in [Artifact.tensors(bundle), .table(["x": .number(.nan)])] {
      do {
        try store.commit(
          key: try Sample.key(), document: Sample.document(), outputs: ["bad": artifact],
          provenance: Sample.provenance)
        Issue.record("written")
      } catch StoreError.unencodable(let output, _) {
        #expect(output == "bad")
      }
    }
    #expect(try store.objects() == [] && store.receipts() == [])
  }

  @Test("abbreviated digests are resolved when they are unambiguous")
  func prefixes() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for seed in 0..<40 {
      try store.commit(
        key: try Sample.key(Int64(seed)), document: Sample.document(Int64(seed)),
        outputs: ["n": .table(.integer(Int64(seed)))], provenance: Sample.provenance)
    }
    let all = try store.objects().map(\.digest)
    #expect(all.count == 40 && all == all.sorted())
    #expect(try store.resolve(prefix: all[7].short) == all[7])
    #expect(try store.resolve(prefix: all[7].hex.uppercased()) == all[7])
    let keys = try store.receiptKeys()
    #expect(try store.resolveKey(prefix: keys[3].short) == keys[3])
    #expect(throws: StoreError.noMatch(prefix: "xyz")) { try store.resolve(prefix: "xyz") }
    #expect(throws: StoreError.noMatch(prefix: "")) { try store.resolve(prefix: "") }
    // 40 digests and 16 first digits: some digit begins two.
    let digit = try #require(
      "0123456789abcdef".first { digit in all.count { $0.hex.first == digit } > 1 })
    #expect(
      throws: StoreError.ambiguousPrefix(
        prefix: String(digit), candidates: all.filter { $0.hex.first == digit })
    ) { try store.resolve(prefix: String(digit)) }
  }

  @Test("loaded artifacts are kept in memory, the least used dropped first")
  func cache() throws {
    var cache = ArtifactCache(capacity: 250)
    let artifacts = (0..<3).map { Artifact.table(.string(String(repeating: "x", count: 60 + $0))) }
    let digests = try artifacts.map { try $0.digest() }
    for index in 0..<2 { cache.insert(artifacts[index], digests[index]) }
    #expect(cache.find(digests[0]) != nil)
    cache.insert(artifacts[2], digests[2])
    #expect(cache.find(digests[0]) != nil && cache.find(digests[2]) != nil)
    #expect(cache.find(digests[1]) == nil)
    let large = Artifact.table(.string(String(repeating: "y", count: 300)))
    cache.insert(large, try large.digest())
    #expect(cache.find(try large.digest()) == nil && cache.find(digests[0]) != nil)
  }

  @Test("a checkpoint is replaced, survives reopening, and goes with the commit")
  func checkpoints() throws {
    let scratch = try Scratch()
    let key = try Sample.key()
    let store = try scratch.store()
    #expect(try store.loadCheckpoint(key) == nil)
    try store.saveCheckpoint(key, Sample.bundle(scale: 1))
    try store.saveCheckpoint(key, Sample.bundle(scale: 3))
    #expect(try scratch.store().loadCheckpoint(key) == Sample.bundle(scale: 3))
    #expect(try store.partialKeys() == [key])
    try Sample.commit(to: store)
    #expect(try store.loadCheckpoint(key) == nil && store.partialKeys() == [])
  }

  @Test("records of runs come back in the order of their start")
  func runs() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let key = try Sample.key()
    let late = RunRecord(
      started: Timestamp(milliseconds: 2000), pipeline: "b.json", keys: [key],
      details: ["profile": "quick"])
    var early = RunRecord(
      started: Timestamp(milliseconds: 1000), pipeline: "a.json", keys: [])
    try store.recordRun(late)
    try store.recordRun(early)
    early.finished = Timestamp(milliseconds: 1500)
    try store.recordRun(early)
    #expect(try store.runs() == [early, late])
    try FileSystem.write(Array("{".utf8), to: store.root.appending("runs/broken.json"))
    #expect(try store.runs() == [early, late])
    #expect(store.takeWarnings().count == 1)
  }

  @Test("a folder with the layout of another version is refused")
  func otherLayout() throws {
    let scratch = try Scratch()
    let root = scratch.path.appending("store")
    try FileSystem.createDirectory(root)
    try FileSystem.write(
      Array(#"{"schema":"pipe.store/9"}"#.utf8), to: root.appending("store.json"))
    #expect(throws: StoreError.unknownLayout(root: root, found: "pipe.store/9")) {
      try scratch.store()
    }
  }

  @Test("a folder that holds other things is refused, and nothing in its tmp is touched")
  func otherFolder() throws {
    let scratch = try Scratch()
    let root = scratch.path.appending("store")
    let precious = root.appending("tmp").appending("precious")
    try FileSystem.createDirectory(root.appending("tmp"))
    try FileSystem.write(Array("keep".utf8), to: precious)
    #expect(throws: StoreError.notAStore(root: root, found: "tmp")) { try scratch.store() }
    #expect(try FileSystem.read(precious) == Array("keep".utf8))
  }

  @Test("what others put into tmp is left alone")
  func foreignTemporaryFiles() throws {
    let scratch = try Scratch()
    let foreign = try scratch.store().root.appending("tmp").appending("notes.lock")
    try FileSystem.write(Array("keep".utf8), to: foreign)
    _ = try scratch.store()
    #expect(try FileSystem.read(foreign) == Array("keep".utf8))
  }
}
