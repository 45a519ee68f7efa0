import SystemPackage

/// What lies in a store at one moment, and what keeps it there. No object is read for it.
public struct Inventory: Sendable {
  /// The checkpoints of a stage that was not finished.
  public struct Partial: Equatable, Sendable {
    public let key: StageKey
    public let byteCount: Int
    public let modified: Timestamp
    /// Somebody works on the stage right now.
    public let isInUse: Bool
  }

  /// What the stages of one run have logged.
  public struct Logs: Equatable, Sendable {
    public let run: String
    public let byteCount: Int
    public let modified: Timestamp
  }

  /// What a run did, and the size of the file that says so.
  public struct Record: Equatable, Sendable {
    public let run: RunRecord
    public let byteCount: Int
  }

  /// A damaged file that was moved away.
  public struct Quarantined: Equatable, Sendable {
    public let path: FilePath
    public let byteCount: Int
    public let modified: Timestamp
  }

  /// In the order of their keys.
  public var receipts: [Receipt] = []
  /// In the order of their digests.
  public var objects: [StoredObject] = []
  /// In the order of their start.
  public var records: [Record] = []
  public var pins: [Pin] = []
  public var partials: [Partial] = []
  public var logs: [Logs] = []
  public var quarantined: [Quarantined] = []
  /// Keys whose results or locks living processes hold.
  public var keysInUse: Set<StageKey> = []

  /// In the order of their start.
  public var runs: [RunRecord] { records.map(\.run) }
}

extension Store {
  /// Looks at everything in the store.
  ///
  /// - Throws: `FileError`.
  public func inventory() throws -> Inventory { try inventory(reusing: readReceipts()) }

  /// A receipt, and the file that it was read from.
  struct ReadReceipt {
    let receipt: Receipt
    let file: FileStatus
  }

  func readReceipts() throws -> [StageKey: ReadReceipt] {
    // The files are looked at before they are read: one that is replaced meanwhile is another file.
    var files: [StageKey: FileStatus] = [:]
    for key in try receiptKeys() { files[key] = FileSystem.status(of: layout.receipt(key)) }
    var read: [StageKey: ReadReceipt] = [:]
    for receipt in try receipts() {
      guard let file = files[receipt.key] else { continue }
      read[receipt.key] = ReadReceipt(receipt: receipt, file: file)
    }
    return read
  }

  /// Looks at everything in the store, and reads only receipts whose files are not those of `known`.
  func inventory(reusing known: [StageKey: ReadReceipt]) throws -> Inventory {
    var inventory = Inventory()
    for key in try receiptKeys() {
      let file = FileSystem.status(of: layout.receipt(key))
      if let entry = known[key], let file, file.isSameFile(as: entry.file),
        file.modified == entry.file.modified
      {
        inventory.receipts.append(entry.receipt)
      } else if let receipt = try readReceipt(for: key) {
        inventory.receipts.append(receipt)
      }
    }
    inventory.objects = try objects()
    // A run is recorded before its process ends: of one that is gone from here, the record is there.
    inventory.keysInUse = try keysInUse()
    inventory.records = try runs().map {
      Inventory.Record(run: $0, byteCount: FileSystem.size(of: layout.run($0.id)) ?? 0)
    }
    inventory.pins = try pins()
    for key in try partialKeys() {
      guard let contents = try contents(of: layout.partial(key)) else { continue }
      inventory.partials.append(
        Inventory.Partial(
          key: key, byteCount: contents.byteCount, modified: contents.modified,
          isInUse: inventory.keysInUse.contains(key)))
    }
    for run in try runsWithLogs() {
      guard let contents = try contents(of: layout.logs(run: run)) else { continue }
      inventory.logs.append(
        Inventory.Logs(run: run, byteCount: contents.byteCount, modified: contents.modified))
    }
    for name in try FileSystem.list(layout.quarantine) {
      let path = layout.quarantine.appending(name)
      guard let status = FileSystem.status(of: path) else { continue }
      inventory.quarantined.append(
        Inventory.Quarantined(
          path: path.filePath, byteCount: status.size, modified: status.modified))
    }
    return inventory
  }

  private func keysInUse() throws -> Set<StageKey> {
    var keys = try Workspace.keysInUse(layout.temporary)
    for name in try FileSystem.list(layout.locks) {
      guard let key = StageKey(hex: name), !FileLock.isFree(layout.lock(key)) else { continue }
      keys.insert(key)
    }
    return keys
  }

  /// Bytes of the files of a folder, and when it or one of them was last changed; nil if there is no
  /// such folder.
  private func contents(of folder: Path) throws -> (byteCount: Int, modified: Timestamp)? {
    guard let status = FileSystem.status(of: folder) else { return nil }
    let files = try FileSystem.list(folder).compactMap {
      FileSystem.status(of: folder.appending($0))
    }
    return (
      files.reduce(0) { $0 + $1.size }, files.reduce(status.modified) { max($0, $1.modified) }
    )
  }
}
