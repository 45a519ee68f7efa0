import SystemPackage
import Tensors

extension Store {
  /// The receipt of a stage, if it has run. A damaged receipt is moved to quarantine, counts as
  /// absent and leaves a warning.
  ///
  /// Says nothing about the objects: see `contains(_:)`. The result is in use from now on: unless the
  /// store is read-only, no garbage collection removes it while this process lives.
  ///
  /// - Throws: `FileError`.
  public func receipt(for key: StageKey) throws -> Receipt? {
    guard !isReadOnly else { return try readReceipt(for: key) }
    return try usageLock.sharing {
      let receipt = try readReceipt(for: key)
      if receipt != nil { try workspace().use([key]) }
      return receipt
    }
  }

  /// The receipt of a key, for looking at it and not for using its results.
  func readReceipt(for key: StageKey) throws -> Receipt? {
    let path = layout.receipt(key)
    if let receipt = readAhead?.take(key), FileSystem.size(of: path) != nil { return receipt }
    guard let bytes = try FileSystem.readIfPresent(path) else { return nil }
    do {
      let receipt = try Receipt(fileBytes: bytes)
      guard receipt.key == key else { throw ReceiptProblem("it is of key \(receipt.key.short)") }
      return receipt
    } catch let problem as ReceiptProblem {
      warn(
        .corruptReceipt(
          key: key, reason: problem.description, quarantined: quarantine(path)))
      return nil
    }
  }

  /// All receipts in the order of their keys, except damaged ones, which leave warnings.
  ///
  /// - Throws: `FileError`.
  public func receipts() throws -> [Receipt] {
    let keys = try receiptKeys()
    let pool = try ThreadPool(threads: keys.count < 256 ? 1 : min(ThreadPool.availableCores, 8))
    return try pool.map(over: keys.count, grain: 64) { index in
      Result { try readReceipt(for: keys[index]) }
    }.compactMap { try $0.get() }
  }

  /// Looks up many receipts, on as many threads as `body` likes.
  ///
  /// The results are in use from now on, as those of `receipt(for:)` are, which is noted once for all.
  ///
  /// - Parameters:
  ///   - body: gets what looks up one receipt, and gives back what it made of those it found.
  ///   - receipt: the receipt in what `body` gave back.
  /// - Throws: `FileError`, and what `body` throws.
  public func lookingUpReceipts<Found>(
    _ body: (_ lookUp: (StageKey) throws -> Receipt?) throws -> [Found],
    receipt: (Found) -> Receipt?
  ) throws -> [Found] {
    guard !isReadOnly else { return try body(readReceipt) }
    return try usageLock.sharing {
      let found = try body(readReceipt)
      let keys = found.compactMap { receipt($0)?.key }
      if !keys.isEmpty { try workspace().use(keys) }
      return found
    }
  }

  /// Keys of all receipts, in order, without reading them.
  ///
  /// - Throws: `FileError`.
  public func receiptKeys() throws -> [StageKey] {
    try layout.shardedFiles(of: layout.receipts).files
      .filter { $0.fileExtension == "json" }.map { StageKey($0.digest) }
  }

  /// The stage key that starts with some hexadecimal digits.
  ///
  /// - Throws: `StoreError.noMatch` or `.ambiguousPrefix`, `FileError`.
  public func resolveKey(prefix: String) throws -> StageKey {
    StageKey(try resolve(prefix, in: layout.receipts))
  }

  /// The object whose digest starts with some hexadecimal digits.
  ///
  /// - Throws: `StoreError.noMatch` or `.ambiguousPrefix`, `FileError`.
  public func resolve(prefix: String) throws -> Digest {
    try resolve(prefix, in: layout.objects)
  }

  private func resolve(_ prefix: String, in folder: Path) throws -> Digest {
    let wanted = prefix.lowercased()
    let shard = wanted.utf8.count >= 2 ? String(wanted.prefix(2)) : nil
    var found: [Digest] = []
    for file in try layout.shardedFiles(of: folder, shard: shard).files
    where !wanted.isEmpty && file.digest.hex.hasPrefix(wanted) && found.last != file.digest {
      found.append(file.digest)
    }
    guard let first = found.first else { throw StoreError.noMatch(prefix: prefix) }
    guard found.count == 1 else {
      throw StoreError.ambiguousPrefix(prefix: prefix, candidates: found)
    }
    return first
  }
}
