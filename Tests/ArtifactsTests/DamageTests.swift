import SystemPackage
import Testing

@testable import Artifacts

@Suite("Damage is found, moved away and made good")
struct DamageTests {
  @Test("any one flipped byte of any object is found by verify", arguments: Artifact.Kind.allCases)
  func everyByte(kind: Artifact.Kind) throws {
    let scratch = try Scratch()
    let store = try scratch.store(cacheCapacity: 0)
    let receipt = try Sample.commit(to: store)
    let output = try #require(receipt.outputs.values.first { $0.kind == kind })
    let path = store.path(of: output.digest, kind: kind)
    let original = try FileSystem.read(path)
    for offset in stride(from: 0, to: original.count, by: max(1, original.count / 31)) {
      try flipByte(of: path, at: offset)
      let report = try store.verify()
      #expect(report.corruptObjects.map(\.digest) == [output.digest], "byte \(offset)")
      #expect(!report.isSound && report.incompleteReceipts.count == 1)
      #expect(FileSystem.size(of: path) == nil)
      try Sample.commit(to: store)
      #expect(try FileSystem.read(path) == original)
    }
    #expect(try store.verify().isSound)
  }

  @Test(
    "a changed value is found by the read that would have used it",
    arguments: Artifact.Kind.allCases)
  func loading(kind: Artifact.Kind) throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    let store = try scratch.store()
    let output = try #require(receipt.outputs.values.first { $0.kind == kind })
    let path = store.path(of: output.digest, kind: kind)
    // Two thirds into the file lie elements, pixels and members in all three.
    try flipByte(of: path, at: output.byteCount * 2 / 3)
    #expect(store.contains(output))
    do {
      _ = try store.load(output)
      Issue.record("the damage was not found")
    } catch let StoreError.corruptObject(digest, foundKind, _, quarantined) {
      #expect(digest == output.digest && foundKind == kind)
      let moved = try #require(quarantined)
      #expect(FileSystem.size(of: moved) == output.byteCount)
    }
    #expect(!store.contains(output))
    #expect(throws: StoreError.missingObject(digest: output.digest, kind: kind)) {
      try store.load(output)
    }
    try Sample.commit(to: store)
    #expect(
      try scratch.store().load(output)
        == Sample.outputs()[kind == .tensors ? "network" : kind.rawValue])
  }

  @Test(
    "a truncated object is missing for planning and damaged for reading",
    arguments: Artifact.Kind.allCases)
  func truncated(kind: Artifact.Kind) throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    let output = try #require(receipt.outputs.values.first { $0.kind == kind })
    for length in [0, 1, output.byteCount / 2, output.byteCount - 1] {
      let store = try scratch.store()
      let path = store.path(of: output.digest, kind: kind)
      let bytes = try FileSystem.read(path)
      try FileSystem.remove(path)
      try FileSystem.write(Array(bytes[..<length]), to: path)
      #expect(!store.contains(output))
      #expect(throws: StoreError.self) { try store.load(output) }
      try Sample.commit(to: store)
    }
  }

  @Test("a commit over a damaged object writes it anew and says so")
  func replaced() throws {
    let scratch = try Scratch()
    let receipt = try Sample.commit(to: try scratch.store())
    let store = try scratch.store()
    let output = try #require(receipt.outputs["network"])
    try flipByte(of: store.path(of: output.digest, kind: .tensors), at: output.byteCount * 2 / 3)
    try Sample.commit(to: store, seed: 2)
    guard case .replacedObject(let digest, _)? = store.takeWarnings().first else {
      Issue.record("no warning")
      return
    }
    #expect(digest == output.digest)
    #expect(try store.verify().isSound)
  }

  @Test("any one flipped byte of a receipt makes it absent, with a warning")
  func receipts() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let receipt = try Sample.commit(to: store)
    let path = store.layout.receipt(receipt.key).filePath
    let original = try FileSystem.read(path)
    for offset in stride(from: 0, to: original.count, by: 11) {
      try flipByte(of: path, at: offset)
      #expect(try store.receipt(for: receipt.key) == nil, "byte \(offset)")
      guard case .corruptReceipt(let key, _, let moved?)? = store.takeWarnings().first else {
        Issue.record("no warning for byte \(offset)")
        return
      }
      #expect(key == receipt.key && FileSystem.size(of: moved) == original.count)
      try FileSystem.write(original, to: path)
    }
    for length in [0, 20, original.count - 1] {
      try FileSystem.write(Array(original[..<length]), to: path)
      #expect(try store.receipt(for: receipt.key) == nil)
    }
    #expect(try Sample.commit(to: store).outputs == receipt.outputs)
  }

  @Test("a receipt under another key's name is not believed")
  func misplaced() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let first = try Sample.commit(to: store, seed: 1)
    let bytes = try FileSystem.read(store.layout.receipt(first.key))
    let other = store.layout.receipt(try Sample.key(2))
    try FileSystem.createDirectory(other.parent)
    try FileSystem.write(bytes, to: other)
    #expect(try store.receipt(for: try Sample.key(2)) == nil)
  }

  @Test("a receipt whose document is no JSON, or not that of its key, is found by verify")
  func forgedDocument() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let receipt = try Sample.commit(to: store)
    for text in [#"{"kind":"other"}"#, #"{"kind":[1,]}"#] {
      let forged = Receipt(
        key: receipt.key, documentText: Array(text.utf8), outputs: receipt.outputs,
        provenance: receipt.provenance)
      try FileSystem.write(
        try forged.fileBytes(), to: store.layout.receipt(receipt.key).filePath)
      #expect(try store.receipt(for: receipt.key) == forged)
      #expect(try !store.verify().isSound, "\(text)")
      try FileSystem.write(
        try receipt.fileBytes(), to: store.layout.receipt(receipt.key).filePath)
    }
  }

  @Test("a damaged checkpoint is removed and its stage starts again")
  func checkpoints() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let key = try Sample.key()
    try store.saveCheckpoint(key, Sample.bundle())
    let path = store.layout.checkpoint(key).filePath
    let size = try #require(FileSystem.size(of: path))
    for damage in [size * 2 / 3, size / 2] {
      try flipByte(of: path, at: damage)
      #expect(try store.loadCheckpoint(key) == nil)
      #expect(FileSystem.size(of: path) == nil && store.takeWarnings().count == 1)
      try store.saveCheckpoint(key, Sample.bundle())
    }
    try FileSystem.write([], to: path)
    #expect(try store.loadCheckpoint(key) == nil)
  }

  @Test("verify reports receipts without their objects, strays, and its progress")
  func verification() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let receipt = try Sample.commit(to: store)
    let figure = try #require(receipt.outputs["figure"])
    try FileSystem.remove(store.path(of: figure.digest, kind: .figure))
    let stray = store.root.appending("objects/stray.txt")
    try FileSystem.write([1], to: stray)
    var seen: [Int] = []
    let report = try store.verify { seen.append($0.checkedObjects) }
    #expect(report.isSound && report.objectCount == 2 && report.receiptCount == 1)
    #expect(
      report.incompleteReceipts == [
        VerifyReport.Incomplete(
          key: receipt.key, stage: "dropout[p=0.4]", missing: ["figure"])
      ])
    #expect(report.strayFiles == [stray])
    #expect(seen == [0, 1, 2])
  }
}
