import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Receipts are read ahead of their use, and nothing but time depends on it")
struct ReceiptReadAheadTests {
  private func record(
    _ pipeline: String, _ seeds: [Int64], at milliseconds: Int64, isFinished: Bool = true,
    in store: Store
  ) throws {
    let started = Timestamp(milliseconds: milliseconds)
    try store.recordRun(
      RunRecord(
        id: RunRecord.makeID(at: started), started: started,
        finished: isFinished ? started : nil, pipeline: pipeline,
        keys: try seeds.map(Sample.key)))
  }

  @Test("those of the pipeline's latest finished run are read")
  func latestRun() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let receipts = try (1...4).map { try Sample.commit(to: store, seed: $0) }
    try record("a.json", [1], at: 1_000, in: store)
    try record("a.json", [2, 3], at: 2_000, in: store)
    try record("a.json", [], at: 3_000, isFinished: false, in: store)
    try record("b.json", [4], at: 4_000, in: store)
    let readAhead = ReceiptReadAhead()
    readAhead.read("a.json", from: store.root)
    #expect(
      try (1...4).map { readAhead.take(try Sample.key($0)) }
        == [nil, receipts[1], receipts[2], nil])
  }

  @Test("what a collection has removed since is gone, and what has changed is given once")
  func staleness() throws {
    let scratch = try Scratch()
    let first = try Sample.commit(to: try scratch.store(), seed: 1)
    try record("a.json", [1], at: 1_000, in: try scratch.store())
    let root = try scratch.store().root
    let readAhead = ReceiptReadAhead()
    readAhead.read("a.json", from: root)
    let store = try Store(at: root, readAhead: readAhead)
    try flipByte(of: store.layout.receipt(first.key).filePath, at: 100)
    #expect(try store.completeReceipt(for: first.key) == first)
    #expect(try store.completeReceipt(for: first.key) == nil, "the second look is at the file")
    readAhead.read("a.json", from: root)
    #expect(readAhead.take(first.key) == nil, "what was asked for is not read ahead any more")

    let second = try Sample.commit(to: try scratch.store(), seed: 2)
    try record("a.json", [2], at: 2_000, in: try scratch.store())
    let late = ReceiptReadAhead()
    late.read("a.json", from: root)
    for name in try FileSystem.list(root.appending("runs")) {
      try FileSystem.remove(root.appending("runs/\(name)"))
    }
    let plan = try scratch.store().collect(CollectionPolicy())
    #expect(plan.results.map(\.receipt.key).contains(second.key))
    #expect(try Store(at: root, readAhead: late).completeReceipt(for: second.key) == nil)
    late.read("a.json", from: root)
    #expect(late.take(second.key) == nil, "nothing more is read ahead")
  }

  @Test("what is read ahead waits for a collection that is going on")
  func duringCollection() async throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    try record("a.json", [1], at: 1_000, in: try scratch.store())
    let root = try scratch.store().root
    let layout = try scratch.store().layout
    let readAhead = ReceiptReadAhead()
    let collecting = try scratch.store()
    let reading = try collecting.usageLock.excluding {
      let reading = Task.detached { readAhead.read("a.json", from: root) }
      usleep(100_000)
      #expect(readAhead.take(receipt.key) == nil, "nothing is read before the collection ends")
      try FileSystem.touch(layout.marker)
      try FileSystem.remove(layout.receipt(receipt.key))
      return reading
    }
    await reading?.value
    #expect(try Store(at: root, readAhead: readAhead).completeReceipt(for: receipt.key) == nil)
  }

  @Test("one that lacks a result is not read ahead, nor any after damage was found")
  func completeness() throws {
    let scratch = try Scratch()
    let receipts = try (1...3).map {
      try Sample.commit(to: try scratch.store(), seed: $0, scale: Float($0))
    }
    try record("a.json", [1, 2, 3], at: 1_000, in: try scratch.store())
    let root = try scratch.store().root
    let output = try #require(receipts[0].outputs["network"])
    try FileSystem.remove(try scratch.store().layout.object(output.digest, output.kind))
    let readAhead = ReceiptReadAhead()
    readAhead.read("a.json", from: root)
    #expect(
      try (1...2).map { readAhead.take(try Sample.key($0)) } == [nil, receipts[1]])
    let store = try Store(at: root, readAhead: readAhead)
    _ = store.quarantine(store.layout.receipt(receipts[1].key))
    #expect(readAhead.take(receipts[2].key) == nil)
  }

  @Test("what was read ahead is in use once it is asked for")
  func use() throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    let root = try scratch.store().root
    try record("a.json", [1], at: 1_000, in: try scratch.store())
    let readAhead = ReceiptReadAhead()
    readAhead.read("a.json", from: root)
    for name in try FileSystem.list(root.appending("runs")) {
      try FileSystem.remove(root.appending("runs/\(name)"))
    }
    let user = try Store(at: root, readAhead: readAhead)
    let found = try user.lookingUpReceipts({ lookUp in [try lookUp(receipt.key)] }, receipt: { $0 })
    #expect(found == [receipt])
    #expect(try scratch.store().collect(CollectionPolicy()).kept == [.inUse: 1])
  }

  @Test("no store, a damaged record, a damaged receipt or an early end leave less to give")
  func troubles() throws {
    let scratch = try Scratch()
    let readAhead = ReceiptReadAhead()
    readAhead.read("a.json", from: scratch.path.appending("nowhere"))
    #expect(!FileSystem.isDirectory(scratch.path.appending("nowhere")))
    let store = try scratch.store()
    let receipts = try (1...2).map { try Sample.commit(to: store, seed: $0) }
    try record("a.json", [1, 2], at: 1_000, in: store)
    try FileSystem.write(
      [1, 2, 3], to: store.root.appending("runs/20990101T000000000Z-00000000.json"))
    try flipByte(of: store.layout.receipt(receipts[0].key).filePath, at: 100)
    readAhead.read("a.json", from: store.root)
    #expect(receipts.map { readAhead.take($0.key) } == [nil, receipts[1]])
    #expect(FileSystem.size(of: store.layout.receipt(receipts[0].key).filePath) != nil)
    let ended = ReceiptReadAhead()
    ended.stop()
    ended.read("a.json", from: store.root)
    #expect(ended.take(receipts[1].key) == nil)
  }
}
