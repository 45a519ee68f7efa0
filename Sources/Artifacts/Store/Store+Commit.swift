import HDF5
import Ink
import SystemPackage

extension Store {
  /// Records the results of a stage.
  ///
  /// Each result is written under `tmp/`, synchronised, and renamed to its digest; the receipt
  /// follows the same way when all are in place. Without a receipt there is no result, so a crash
  /// at any point leaves either everything or nothing visible. Checkpoints of the key are removed
  /// at the end.
  ///
  /// The caller holds the key's lock.
  ///
  /// - Parameters:
  ///   - document: what the key is the digest of.
  ///   - outputs: results by name; equal contents are one object.
  /// - Returns: the receipt; an earlier one with the same results is kept and returned.
  /// - Throws: `StoreError.nondeterminism` when the key has other results already, and nothing is
  ///   changed then; `.keyMismatch`, `.unencodable`, `.notWritable`; `FileError`, notably of a full
  ///   disk.
  @discardableResult
  public func commit(
    key: StageKey, document: JSONValue, outputs: NameTable<Artifact>,
    provenance: Receipt.Provenance
  ) throws -> Receipt {
    try writing {
      let documentKey = try StageKey(document: document)
      guard documentKey == key else {
        throw StoreError.keyMismatch(key: key, document: documentKey)
      }
      var digests: NameTable<Digest> = [:]
      for (name, artifact) in outputs {
        digests[name] = try encoding(name) { try artifact.digest() }
      }
      // From the look at what is there until the receipt names it, nothing may be collected.
      let receipt = try usageLock.sharing {
        try workspace().use([key])
        let earlier = try readReceipt(for: key)
        if let earlier { try checkAgreement(of: earlier, with: digests, provenance.stage) }
        let stored = try publish(outputs, digests)
        Failpoint.objectsCommitted.pass()
        if let earlier, earlier.outputs == stored { return earlier }
        let receipt = try Receipt(
          key: key, document: document, outputs: stored, provenance: provenance)
        try publish(receipt)
        Failpoint.receiptCommitted.pass()
        return receipt
      }
      try removePartial(key)
      return receipt
    }
  }

  func checkAgreement(
    of earlier: Receipt, with computed: NameTable<Digest>, _ stage: String
  ) throws {
    var differences: [StoreError.Difference] = []
    var names = NameTable<Void>()
    for name in earlier.outputs.names + computed.names { names[name] = () }
    for name in names.names where earlier.outputs[name]?.digest != computed[name] {
      differences.append(
        StoreError.Difference(
          output: name, recorded: earlier.outputs[name]?.digest, computed: computed[name]))
    }
    guard differences.isEmpty else {
      throw StoreError.nondeterminism(key: earlier.key, stage: stage, differences: differences)
    }
  }

  private func publish(
    _ outputs: NameTable<Artifact>, _ digests: NameTable<Digest>
  ) throws -> NameTable<Receipt.Output> {
    var files: [(path: Path, written: FileSystem.Fingerprint)] = []
    defer { for file in files { try? FileSystem.remove(file.path) } }
    // All are written before the first is synchronised: the wait for that is then one for all.
    for (name, artifact) in outputs {
      try requireSpace(for: artifact)
      let path = try workspace().path(fileExtension: artifact.kind.fileExtension)
      do {
        try encoding(name) { try artifact.write(to: path) }
        files.append((path, try FileSystem.fingerprint(of: path)))
      } catch {
        try? FileSystem.remove(path)
        throw error
      }
      Failpoint.objectWritten.pass()
    }
    var stored: NameTable<Receipt.Output> = [:]
    var moves: [(from: Path, to: Path)] = []
    for ((name, artifact), file) in zip(outputs, files) {
      guard let digest = digests[name] else { continue }
      let path = layout.object(digest, artifact.kind)
      let present = try soundFile(of: digest, artifact.kind, besides: file.written)
      stored[name] = Receipt.Output(digest, artifact.kind, present ?? file.written)
      if present == nil { moves.append((file.path, path)) }
    }
    try place(moves)
    for (name, artifact) in outputs {
      if let output = stored[name] { cache.withLock { $0.insert(artifact, output.digest) } }
    }
    for folder in Set(stored.values.map { layout.object($0.digest, $0.kind).parent }) {
      try FileSystem.synchronize(directory: folder)
    }
    return stored
  }

  /// What is known of the file that lies where the content of a digest belongs; nil if there is none. One
  /// that does not hold that content is moved to quarantine and counts as none.
  ///
  /// - Parameter written: a new file of the same content.
  func soundFile(
    of digest: Digest, _ kind: Artifact.Kind, besides written: FileSystem.Fingerprint
  ) throws -> FileSystem.Fingerprint? {
    let path = layout.object(digest, kind)
    guard FileSystem.size(of: path) != nil else { return nil }
    let present = try FileSystem.fingerprint(of: path)
    if present == written { return present }
    // Another version of a library may have written the same content as other bytes.
    if case .sound = try inspect(path, digest, kind) { return present }
    warn(.replacedObject(digest: digest, quarantined: quarantine(path)))
    return nil
  }

  /// Moves written files to where objects belong, each whole on the disk before it can be found there.
  func place(_ moves: [(from: Path, to: Path)]) throws {
    for move in moves { try FileSystem.makeReadOnly(move.from) }
    for move in moves { try FileSystem.synchronize(file: move.from) }
    Failpoint.objectSynchronized.pass()
    for move in moves {
      try FileSystem.createDirectory(move.to.parent)
      try FileSystem.rename(move.from, to: move.to)
      Failpoint.objectRenamed.pass()
    }
  }

  /// Puts a receipt in its place. The caller holds the key's lock.
  func publish(_ receipt: Receipt) throws {
    let path = layout.receipt(receipt.key)
    let temporary = try workspace().path(fileExtension: "json")
    defer { try? FileSystem.remove(temporary) }
    let bytes = try encoding("receipt") { try receipt.fileBytes() }
    try FileSystem.write(bytes, to: temporary)
    try FileSystem.synchronize(file: temporary)
    Failpoint.receiptWritten.pass()
    try FileSystem.createDirectory(path.parent)
    try FileSystem.rename(temporary, to: path)
    try FileSystem.synchronize(directory: path.parent)
  }

  /// Refuses to start what the disk cannot hold: libhdf5 does not recover well from a full one.
  func requireSpace(for artifact: Artifact) throws {
    let margin = 1 << 20
    guard let free = FileSystem.freeBytes(at: layout.temporary) else { return }
    guard artifact.byteCount <= free - margin else {
      throw FileError("write a result of \(artifact.byteCount) bytes to", root, .noSpace)
    }
  }

  /// Runs what encodes a result, with errors in the store's terms.
  func encoding<Result>(_ output: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as HDF5Error {
      if let code = error.systemError {
        throw FileError("write", Path(error.file), Errno(rawValue: code))
      }
      throw StoreError.unencodable(output: output, reason: error.description)
    } catch let error as JSONError {
      throw StoreError.unencodable(output: output, reason: error.description)
    } catch let error as InkError {
      throw StoreError.unencodable(output: output, reason: error.description)
    }
  }
}

extension Receipt.Output {
  init(_ digest: Digest, _ kind: Artifact.Kind, _ file: FileSystem.Fingerprint) {
    self.init(digest: digest, kind: kind, byteCount: file.byteCount, fileDigest: file.digest)
  }
}
