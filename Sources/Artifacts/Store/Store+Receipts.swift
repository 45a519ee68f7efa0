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
    try lookingUp {
      try readReceipt(for: key)
    } keys: {
      $0.map { [$0.key] } ?? []
    }
  }

  /// The receipt of a stage, if it has run and every result that it promises is there, by the size of
  /// its file; else like `receipt(for:)`.
  ///
  /// - Throws: `FileError`.
  public func completeReceipt(for key: StageKey) throws -> Receipt? {
    try lookingUp {
      try lookUp(key)
    } keys: {
      $0.map { [$0.key] } ?? []
    }
  }

  /// The receipt of a key, for looking at it and not for using its results.
  func readReceipt(for key: StageKey) throws -> Receipt? {
    let path = layout.receipt(key)
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

  /// The receipt of a key if all its results are there, for looking at it and not for using them.
  func readCompleteReceipt(for key: StageKey) throws -> Receipt? {
    guard let receipt = try readReceipt(for: key) else { return nil }
    return receipt.outputs.values.allSatisfy(contains) ? receipt : nil
  }

  /// The complete receipt of a key, read now or ahead.
  private func lookUp(_ key: StageKey) throws -> Receipt? {
    try readAhead?.take(key) ?? readCompleteReceipt(for: key)
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

  /// Looks up many complete receipts, on as many threads as `body` likes.
  ///
  /// The results are in use from now on, as those of `completeReceipt(for:)` are, which is noted once for
  /// all.
  ///
  /// - Parameters:
  ///   - body: gets what looks up one receipt, and gives back what it made of those it found.
  ///   - receipt: the receipt in what `body` gave back.
  /// - Throws: `FileError`, and what `body` throws.
  public func lookingUpReceipts<Found>(
    _ body: (_ lookUp: (StageKey) throws -> Receipt?) throws -> [Found],
    receipt: (Found) -> Receipt?
  ) throws -> [Found] {
    try lookingUp {
      try body(lookUp)
    } keys: { found in
      found.compactMap { receipt($0)?.key }
    }
  }

  /// Keeps collections away from before a look into the store until what it found is noted as in use.
  private func lookingUp<Found>(
    _ look: () throws -> Found, keys: (Found) -> [StageKey]
  ) throws -> Found {
    guard !isReadOnly else {
      readAhead?.forget(unlessMarkIs: collectionMark)
      return try look()
    }
    return try usageLock.sharing {
      readAhead?.forget(unlessMarkIs: collectionMark)
      let found = try look()
      let keys = keys(found)
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
