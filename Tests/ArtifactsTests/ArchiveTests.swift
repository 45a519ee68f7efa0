import SystemPackage
import Testing

@testable import Artifacts

@Suite("What is exported comes back bit by bit, or not at all")
struct ArchiveTests {
  /// Two results: a network, and a table that was made from it.
  private func makeResults(in store: Store) throws -> (source: StageKey, result: StageKey) {
    let source = try Sample.commit(to: store)
    let document: JSONValue = [
      "kind": "evaluate",
      "inputs": [
        "model": [
          ["outputs": .object(source.outputs.mapValues { .string($0.digest.hex) })]
        ]
      ],
    ]
    let key = try StageKey(document: document)
    try store.commit(
      key: key, document: document, outputs: ["error": .table([0.25])],
      provenance: Sample.provenance)
    return (source.key, key)
  }

  private func contents(of store: Store) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try files(below: store.root)
    where name.hasPrefix("objects/") || name.hasPrefix("receipts/") {
      contents[name] = try FileSystem.read(store.root.appending(name))
    }
    return contents
  }

  @Test("a result goes to another store with all that it was made from; twice changes nothing")
  func roundTrip() throws {
    let here = try Scratch()
    let there = try Scratch()
    let store = try here.store()
    let keys = try makeResults(in: store)
    let file = here.path.appending("out.tar")
    let summary = try store.export([keys.result], to: file)
    #expect(summary.receiptCount == 2 && summary.objectCount == 4)
    let other = try there.store()
    let imported = try other.importArchive(from: file)
    #expect(imported.receiptCount == 2 && imported.objectCount == 4)
    #expect(try contents(of: other) == contents(of: store))
    #expect(try other.verify().isSound && other.receipts() == store.receipts())
    let again = try other.importArchive(from: file)
    #expect(again.receiptCount == 0 && again.presentReceiptCount == 2)
    #expect(again.objectCount == 0 && again.presentObjectCount == 4)
    #expect(try FileSystem.list(here.path) == ["out.tar", "store"], "nothing is left beside it")
  }

  @Test("equal results are equal bytes, in whatever order they are named")
  func determinism() throws {
    let here = try Scratch()
    let store = try here.store()
    let keys = try makeResults(in: store)
    let files = ["1.tar", "2.tar"].map { here.path.appending($0) }
    try store.export([keys.result, keys.source], to: files[0])
    try store.export([keys.source, keys.result, keys.source], to: files[1])
    #expect(try FileSystem.read(files[0]) == FileSystem.read(files[1]))
  }

  @Test("a shallow export holds what was named and no more")
  func shallow() throws {
    let here = try Scratch()
    let there = try Scratch()
    let store = try here.store()
    let keys = try makeResults(in: store)
    let file = here.path.appending("out.tar")
    #expect(try store.export([keys.result], isShallow: true, to: file).objectCount == 1)
    let other = try there.store()
    try other.importArchive(from: file)
    #expect(try other.receiptKeys() == [keys.result])
  }

  @Test("any flipped byte and any cut is noticed, and nothing is taken over")
  func damage() throws {
    let here = try Scratch()
    let there = try Scratch()
    let store = try here.store()
    let keys = try makeResults(in: store)
    let file = here.path.appending("out.tar")
    try store.export([keys.result], isShallow: true, to: file)
    let whole = try FileSystem.read(file)
    let other = try there.store()
    func refused(_ bytes: [UInt8], _ what: String) throws {
      try FileSystem.write(bytes, to: file)
      do {
        try other.importArchive(from: file)
        Issue.record("\(what) was not noticed")
      } catch StoreError.badArchive {
        #expect(try contents(of: other).isEmpty, "\(what)")
      }
    }
    for offset in stride(from: 0, to: whole.count, by: 7) {
      var bytes = whole
      bytes[offset] ^= 0x01
      try refused(bytes, "byte \(offset)")
    }
    for length in stride(from: 0, to: whole.count, by: 97) {
      try refused(Array(whole[..<length]), "a cut after \(length) bytes")
    }
    try refused(whole + [1], "a byte after the end")
    try refused([0x1F, 0x8B] + whole, "compression")
    try FileSystem.write(whole + [UInt8](repeating: 0, count: 8192), to: file)
    #expect(try other.importArchive(from: file).receiptCount == 1, "zeros may follow")
    #expect(
      try FileSystem.list(other.layout.temporary).count == 2, "the store's own lock and folder")
  }

  @Test("no name in a file can lead out of the store")
  func names() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let file = scratch.path.appending("evil.tar")
    let digest = String(repeating: "0", count: 64)
    for name in ["../../../evil", "/tmp/evil", "objects/00/\(digest).json"] {
      let manifest = """
        {"schema":"pipe.export/1","roots":[],"receipts":[],"objects":[
        {"digest":"\(digest)","kind":"table","bytes":2,"name":"\(name)",
        "file":"\(Digest(of: [0x31, 0x32]).hex)"}]}
        """
      var bytes = TarHeader(name: "manifest.json", byteCount: manifest.utf8.count).block
      bytes += Array(manifest.utf8)
      bytes += [UInt8](repeating: 0, count: TarHeader.padding(after: manifest.utf8.count))
      bytes += TarHeader(name: name, byteCount: 2).block + [0x31, 0x32]
      bytes += [UInt8](repeating: 0, count: 510 + 1024)
      try FileSystem.write(bytes, to: file)
      #expect(throws: StoreError.self) { try store.importArchive(from: file) }
      #expect(try contents(of: store).isEmpty)
    }
    #expect(try FileSystem.list(scratch.path) == ["evil.tar", "store"])
  }

  @Test("other results under a key that is here are an alarm, and change nothing")
  func conflict() throws {
    let here = try Scratch()
    let there = try Scratch()
    let file = here.path.appending("out.tar")
    let receipt = try Sample.commit(to: try here.store())
    try here.store().export([receipt.key], to: file)
    let other = try there.store()
    try Sample.commit(to: other, scale: 2)
    let before = try contents(of: other)
    do {
      try other.importArchive(from: file)
      Issue.record("no alarm")
    } catch StoreError.nondeterminism(let key, _, let differences) {
      #expect(key == receipt.key && differences.map(\.output) == ["network"])
    }
    #expect(try contents(of: other) == before)
  }

  @Test("an import makes good what is damaged or missing here")
  func repair() throws {
    let here = try Scratch()
    let there = try Scratch()
    let file = here.path.appending("out.tar")
    let receipt = try Sample.commit(to: try here.store())
    try here.store().export([receipt.key], to: file)
    let other = try there.store()
    try Sample.commit(to: other)
    let (network, figure) = (
      try #require(receipt.outputs["network"]), try #require(receipt.outputs["figure"])
    )
    try flipByte(of: other.path(of: network.digest, kind: .tensors), at: network.byteCount * 2 / 3)
    try FileSystem.remove(other.path(of: figure.digest, kind: .figure))
    let summary = try other.importArchive(from: file)
    #expect(summary.objectCount == 2 && summary.presentObjectCount == 1)
    #expect(try other.verify().isSound && other.verify().incompleteReceipts.isEmpty)
  }

  @Test("a damaged object is not exported, and no file is made")
  func damagedSource() throws {
    let here = try Scratch()
    let receipt = try Sample.commit(to: try here.store())
    let store = try here.store()
    let network = try #require(receipt.outputs["network"])
    try flipByte(of: store.path(of: network.digest, kind: .tensors), at: network.byteCount * 2 / 3)
    let file = here.path.appending("out.tar")
    #expect(throws: StoreError.self) { try store.export([receipt.key], to: file) }
    #expect(FileSystem.size(of: file) == nil)
  }

  @Test(
    "headers are read as they were written, sizes beyond 8 GiB too",
    arguments: [
      0, 1, 511, 512, (1 << 33) - 1, 1 << 33, 1 << 50,
    ])
  func headers(byteCount: Int) throws {
    let header = TarHeader(name: "objects/ab/x.h5", byteCount: byteCount)
    #expect(try TarHeader(block: header.block) == header)
  }
}
