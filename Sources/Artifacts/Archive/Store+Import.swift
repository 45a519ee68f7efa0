import SystemPackage

extension Store {
  /// Takes over what `export(_:isShallow:to:)` wrote, here or on another machine.
  ///
  /// Everything is read, every checksum, key and digest recomputed, before the first file gets its
  /// place; then each result appears as in a commit. To import a file twice changes nothing.
  ///
  /// - Parameter path: the file; nil for the standard input.
  /// - Throws: `StoreError.badArchive` for a file that is not what was exported;
  ///   `.nondeterminism` when a key has other results here, and nothing is changed then; `.busy`
  ///   when somebody works on a stage for long, and a second import goes on from there;
  ///   `.notWritable`; `FileError`.
  @discardableResult
  public func importArchive(from path: FilePath?) throws -> TransferSummary {
    try writing {
      let archive: StagedArchive
      do {
        let file =
          try path.map { try OpenFile(Path($0), .readOnly, operation: "read") }
          ?? OpenFile.standardInput()
        archive = try stage(ArchiveReader(file))
      } catch let problem as TarProblem {
        throw StoreError.badArchive(file: Self.name(path), reason: problem.reason)
      } catch let problem as ReceiptProblem {
        throw StoreError.badArchive(file: Self.name(path), reason: problem.description)
      }
      defer { for file in archive.objects.values { try? FileSystem.remove(file.path) } }
      for receipt in archive.receipts {
        if let earlier = try readReceipt(for: receipt.key) {
          try checkAgreement(of: earlier, with: receipt)
        }
      }
      var summary = TransferSummary()
      summary.byteCount = archive.objects.values.reduce(0) { $0 + $1.written.byteCount }
      for receipt in archive.receipts { try takeOver(receipt, from: archive, &summary) }
      return summary
    }
  }

  private static func name(_ path: FilePath?) -> String { path?.string ?? "the standard input" }

  /// An archive whose files lie under `tmp/`, all of them sound.
  private struct StagedArchive {
    struct File {
      let path: Path
      let written: FileSystem.Fingerprint
    }

    struct Name: Hashable {
      let digest: Digest
      let kind: Artifact.Kind
    }

    var receipts: [Receipt] = []
    var objects: [Name: File] = [:]
  }

  private func stage(_ reader: consuming ArchiveReader) throws -> StagedArchive {
    let manifest = try reader.manifest()
    let byteCount = manifest.objects.reduce(0) { $0 &+ $1.entry.byteCount }
    if let free = FileSystem.freeBytes(at: layout.temporary), byteCount > free {
      throw FileError("import \(byteCount) bytes to", root, .noSpace)
    }
    var archive = StagedArchive()
    do {
      for file in manifest.receipts {
        let receipt = try Receipt(fileBytes: try reader.receipt(file.entry))
        guard receipt.key == file.key, try StageKey(document: receipt.document) == file.key else {
          throw TarProblem("'\(file.entry.name)' in it is the receipt of another key")
        }
        archive.receipts.append(receipt)
      }
      for object in manifest.objects {
        let path = try workspace().path(fileExtension: object.kind.fileExtension)
        archive.objects[StagedArchive.Name(digest: object.digest, kind: object.kind)] =
          StagedArchive.File(
            path: path,
            written: FileSystem.Fingerprint(
              byteCount: object.entry.byteCount, digest: object.entry.fileDigest))
        try reader.copy(object.entry, to: path)
        if case .damaged(let reason) = try inspect(path, object.digest, object.kind) {
          throw TarProblem("'\(object.entry.name)' in it is damaged: \(reason)")
        }
      }
      try reader.end()
      try checkCompleteness(of: archive)
      return archive
    } catch {
      for file in archive.objects.values { try? FileSystem.remove(file.path) }
      throw error
    }
  }

  /// Each receipt with all its objects, and no object without a receipt.
  private func checkCompleteness(of archive: StagedArchive) throws(TarProblem) {
    var named: Set<StagedArchive.Name> = []
    for receipt in archive.receipts {
      for output in receipt.outputs.values {
        let name = StagedArchive.Name(digest: output.digest, kind: output.kind)
        guard archive.objects[name] != nil else {
          throw TarProblem("the object \(output.digest.short) that a receipt names is not in it")
        }
        named.insert(name)
      }
    }
    guard named.count == archive.objects.count else {
      throw TarProblem("it holds an object that no receipt names")
    }
  }

  private func checkAgreement(of earlier: Receipt, with imported: Receipt) throws {
    try checkAgreement(
      of: earlier, with: imported.outputs.mapValues(\.digest), imported.provenance.stage)
  }

  /// Puts the objects of a receipt and then the receipt in their places.
  private func takeOver(
    _ receipt: Receipt, from archive: StagedArchive, _ summary: inout TransferSummary
  ) throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(60))
    let lock = try lock(receipt.key) { holder in
      guard clock.now < deadline else {
        throw StoreError.busy(what: "\(holder) makes stage '\(receipt.provenance.stage)'")
      }
    }
    defer { lock.release() }
    try usageLock.sharing {
      try workspace().use([receipt.key])
      let earlier = try readReceipt(for: receipt.key)
      if let earlier { try checkAgreement(of: earlier, with: receipt) }
      let outputs = try receipt.outputs.mapValues { output in
        try place(output, from: archive, &summary)
      }
      guard earlier?.outputs != outputs else {
        summary.presentReceiptCount += 1
        return
      }
      for output in outputs.values {
        try FileSystem.synchronize(directory: layout.object(output.digest, output.kind).parent)
      }
      try publish(
        Receipt(
          key: receipt.key, documentText: receipt.documentText, outputs: outputs,
          provenance: receipt.provenance))
      summary.receiptCount += 1
    }
  }

  /// Puts an object in its place, unless it is there; what two receipts name comes but once.
  private func place(
    _ output: Receipt.Output, from archive: StagedArchive, _ summary: inout TransferSummary
  ) throws -> Receipt.Output {
    let name = StagedArchive.Name(digest: output.digest, kind: output.kind)
    guard let file = archive.objects[name] else {
      throw StoreError.missingObject(digest: output.digest, kind: output.kind)
    }
    guard FileSystem.size(of: file.path) != nil else {
      let present = try FileSystem.fingerprint(of: layout.object(output.digest, output.kind))
      return Receipt.Output(output.digest, output.kind, present)
    }
    if let present = try soundFile(of: output.digest, output.kind, besides: file.written) {
      summary.presentObjectCount += 1
      try FileSystem.remove(file.path)
      return Receipt.Output(output.digest, output.kind, present)
    }
    try place([(file.path, layout.object(output.digest, output.kind))])
    summary.objectCount += 1
    return Receipt.Output(output.digest, output.kind, file.written)
  }
}
