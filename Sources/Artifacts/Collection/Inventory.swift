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
  public var runs: [RunRecord] = []
  public var pins: [Pin] = []
  public var partials: [Partial] = []
  public var logs: [Logs] = []
  public var quarantined: [Quarantined] = []
  /// Keys whose results or locks living processes hold.
  public var keysInUse: Set<StageKey> = []
}

extension Store {
  /// Looks at everything in the store.
  ///
  /// - Parameter known: receipts that were read before; receipts never change, so these are not read
  ///   again.
  /// - Throws: `FileError`.
  public func inventory(reusing known: [Receipt] = []) throws -> Inventory {
    var inventory = Inventory()
    let known = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
    for key in try receiptKeys() {
      guard let receipt = try known[key] ?? readReceipt(for: key) else { continue }
      inventory.receipts.append(receipt)
    }
    inventory.objects = try objects()
    inventory.runs = try runs()
    inventory.pins = try pins()
    inventory.keysInUse = try Workspace.keysInUse(layout.temporary)
    for name in try FileSystem.list(layout.locks) {
      guard let key = StageKey(hex: name), !FileLock.isFree(layout.lock(key)) else { continue }
      inventory.keysInUse.insert(key)
    }
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
