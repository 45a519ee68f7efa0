import SystemPackage

/// How far a check of the store has come.
public struct VerifyProgress: Equatable, Sendable {
  public let checkedObjects: Int
  public let totalObjects: Int
  public let checkedBytes: Int
  public let totalBytes: Int
}

extension Store {
  /// Reads every receipt and every object, recomputes all digests and moves what is damaged to
  /// quarantine. Safe while others use the store.
  ///
  /// An object is damaged when its content does not have its digest, and also when its file's
  /// bytes are none that a receipt recorded: a flipped byte is found wherever it lies.
  ///
  /// - Throws: `FileError`, and what `progress` throws.
  public func verify(
    progress: (VerifyProgress) throws -> Void = { _ in }
  ) throws -> VerifyReport {
    var report = VerifyReport()
    let receipts = try verifyReceipts(&report)
    var fileDigests: [Digest: [Digest]] = [:]
    for output in receipts.flatMap(\.outputs.values) {
      fileDigests[output.digest, default: []].append(output.fileDigest)
    }
    try verifyObjects(&report, fileDigests, progress)
    for receipt in receipts {
      let missing = receipt.outputs.filter { output in
        FileSystem.size(of: layout.object(output.value.digest, output.value.kind)) == nil
      }
      // A garbage collection removes the receipt before the objects.
      if !missing.isEmpty, FileSystem.size(of: layout.receipt(receipt.key)) != nil {
        report.incompleteReceipts.append(
          VerifyReport.Incomplete(
            key: receipt.key, stage: receipt.provenance.stage, missing: missing.map(\.name)))
      }
    }
    return report
  }

  private func verifyReceipts(_ report: inout VerifyReport) throws -> [Receipt] {
    let (files, strays) = try layout.shardedFiles(of: layout.receipts)
    report.strayFiles += strays.map(\.filePath)
    var sound: [Receipt] = []
    for file in files {
      let key = StageKey(file.digest)
      guard file.fileExtension == "json" else {
        report.strayFiles.append(file.path.filePath)
        continue
      }
      report.receiptCount += 1
      if let receipt = try readReceipt(for: key) {
        if try StageKey(document: receipt.document) == key {
          sound.append(receipt)
          continue
        }
        warn(
          .corruptReceipt(
            key: key, reason: "its document has another key", quarantined: quarantine(file.path)))
      }
      report.corruptReceipts.append(key)
    }
    return sound
  }

  private func verifyObjects(
    _ report: inout VerifyReport, _ fileDigests: [Digest: [Digest]],
    _ progress: (VerifyProgress) throws -> Void
  ) throws {
    let (files, strays) = try layout.shardedFiles(of: layout.objects)
    report.strayFiles += strays.map(\.filePath)
    report.strayFiles += files.filter { Artifact.Kind(fileExtension: $0.fileExtension) == nil }
      .map(\.path.filePath)
    let objects = try objects()
    let totalBytes = objects.reduce(0) { $0 + $1.byteCount }
    for object in objects {
      try progress(
        VerifyProgress(
          checkedObjects: report.objectCount, totalObjects: objects.count,
          checkedBytes: report.byteCount, totalBytes: totalBytes))
      // Another process may have removed or replaced it since it was listed.
      guard FileSystem.size(of: object.location) != nil else { continue }
      report.objectCount += 1
      report.byteCount += object.byteCount
      guard let reason = try damage(of: object, fileDigests[object.digest] ?? []) else { continue }
      cache.withLock { $0.remove(object.digest) }
      report.corruptObjects.append(
        VerifyReport.Corruption(
          digest: object.digest, kind: object.kind, reason: reason,
          quarantined: quarantine(object.location)))
    }
    try progress(
      VerifyProgress(
        checkedObjects: report.objectCount, totalObjects: objects.count,
        checkedBytes: report.byteCount, totalBytes: totalBytes))
  }

  private func damage(
    of object: StoredObject, _ fileDigests: [Digest]
  ) throws -> String? {
    if case .damaged(let reason) = try inspect(object.location, object.digest, object.kind) {
      return reason
    }
    let found = try FileSystem.fingerprint(of: object.location).digest
    if !fileDigests.isEmpty, !fileDigests.contains(found) {
      return "its file's bytes are not those that were written"
    }
    return nil
  }
}
