import SystemPackage

/// What an export or an import moved.
public struct TransferSummary: Equatable, Sendable {
  public internal(set) var receiptCount = 0
  public internal(set) var objectCount = 0
  /// Bytes of the objects.
  public internal(set) var byteCount = 0
  /// Of an import: receipts and objects that were in the store already.
  public internal(set) var presentReceiptCount = 0
  public internal(set) var presentObjectCount = 0
}

extension Store {
  /// Writes results, and unless `isShallow` everything that they were made from, as one tar archive.
  /// Equal results of equal receipts give equal bytes.
  ///
  /// Each object is read and its digest recomputed before anything is written.
  ///
  /// - Parameter path: the file to make or replace; nil for the standard output.
  /// - Throws: `StoreError.noResult`, `.missingObject`, `.corruptObject`; `FileError`.
  @discardableResult
  public func export(
    _ keys: [StageKey], isShallow: Bool = false, to path: FilePath?
  ) throws -> TransferSummary {
    let receipts = try closure(of: keys, isShallow: isShallow)
    let manifest = try manifest(of: receipts, roots: keys)
    if let path {
      var file = try FileReplacement(of: Path(path))
      try write(manifest) { bytes in try file.write(bytes) }
      try file.commit()
    } else {
      let file = try OpenFile.standardOutput()
      try write(manifest) { bytes in try file.write(bytes) }
    }
    return TransferSummary(
      receiptCount: manifest.receipts.count, objectCount: manifest.objects.count,
      byteCount: manifest.objects.reduce(0) { $0 + $1.entry.byteCount })
  }

  /// The receipts of some keys and those of their inputs, in the order of their keys. An input whose
  /// receipt is not in the store is left out.
  private func closure(of keys: [StageKey], isShallow: Bool) throws -> [Receipt] {
    var found: [StageKey: Receipt] = [:]
    var open: [Receipt] = []
    for key in keys {
      guard let receipt = try readReceipt(for: key) else { throw StoreError.noResult(key: key) }
      if found.updateValue(receipt, forKey: key) == nil { open.append(receipt) }
    }
    var makers: [JSONText: Receipt] = [:]
    if !isShallow {
      // Of several stages that made the same, the one with the smallest key stands for all.
      for receipt in try receipts().reversed() {
        makers[try JSONText(.object(receipt.outputs.mapValues { .string($0.digest.hex) }))] =
          receipt
      }
    }
    while let receipt = open.popLast() {
      for sources in receipt.document["inputs"]?.objectValue?.values ?? [] {
        for source in sources.arrayValue ?? [] {
          guard let outputs = source["outputs"], let maker = makers[try JSONText(outputs)],
            found.updateValue(maker, forKey: maker.key) == nil
          else { continue }
          open.append(maker)
        }
      }
    }
    return found.values.sorted { $0.key < $1.key }
  }

  private func manifest(of receipts: [Receipt], roots: [StageKey]) throws -> ArchiveManifest {
    var objects: [String: ArchiveManifest.Object] = [:]
    for output in receipts.flatMap(\.outputs.values) {
      let name = ArchiveManifest.name(of: output.digest, output.kind)
      guard objects[name] == nil else { continue }
      _ = try load(output)
      let file = try FileSystem.fingerprint(of: layout.object(output.digest, output.kind))
      objects[name] = ArchiveManifest.Object(
        digest: output.digest, kind: output.kind,
        entry: ArchiveManifest.Entry(
          name: name, byteCount: file.byteCount, fileDigest: file.digest))
    }
    return ArchiveManifest(
      roots: Set(roots).sorted(),
      receipts: try receipts.map { receipt in
        let file = try FileSystem.fingerprint(of: layout.receipt(receipt.key))
        return ArchiveManifest.ReceiptFile(
          key: receipt.key,
          entry: ArchiveManifest.Entry(
            name: ArchiveManifest.name(of: receipt.key), byteCount: file.byteCount,
            fileDigest: file.digest))
      },
      objects: objects.values.sorted { $0.entry.name < $1.entry.name })
  }

  private func write(_ manifest: ArchiveManifest, _ write: ([UInt8]) throws -> Void) throws {
    let text = Array(try manifest.json().prettyText().utf8)
    try write(TarHeader(name: ArchiveManifest.name, byteCount: text.count).block)
    try write(text + [UInt8](repeating: 0, count: TarHeader.padding(after: text.count)))
    for entry in manifest.receipts.map(\.entry) + manifest.objects.map(\.entry) {
      try copy(entry, write)
    }
    try write([UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
  }

  /// Copies one file, which must still be what the manifest says.
  private func copy(_ entry: ArchiveManifest.Entry, _ write: ([UInt8]) throws -> Void) throws {
    try write(TarHeader(name: entry.name, byteCount: entry.byteCount).block)
    let path = layout.root.appending(entry.name)
    let file = try OpenFile(path, .readOnly, operation: "read")
    var hasher = ContentHasher()
    var copied = 0
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try file.read(into: &piece)
      guard count > 0 else { break }
      let bytes = count == piece.count ? piece : Array(piece[..<count])
      hasher.update(bytes)
      try write(bytes)
      copied += count
    }
    guard copied == entry.byteCount, hasher.finalize() == entry.fileDigest else {
      throw StoreError.busy(what: "\(path.filePath) changed while it was exported")
    }
    try write([UInt8](repeating: 0, count: TarHeader.padding(after: copied)))
  }
}

/// The canonical text of a document, as a key of a dictionary.
private struct JSONText: Hashable {
  private let bytes: [UInt8]

  init(_ value: JSONValue) throws(JSONError) { bytes = try value.canonicalBytes() }
}
