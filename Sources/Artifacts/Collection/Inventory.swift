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

  /// A damaged file that was moved away.
  public struct Quarantined: Equatable, Sendable {
    public let path: FilePath
    public let byteCount: Int
    public let modified: Timestamp
  }

  /// The logs of one run.
  public struct Logs: Equatable, Sendable {
    public let run: String
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
  public var quarantined: [Quarantined] = []
  /// In the order of the runs' start.
  public var logs: [Logs] = []
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
      let files = try FileSystem.list(layout.partial(key)).compactMap {
        FileSystem.status(of: layout.partial(key).appending($0))
      }
      let folder = FileSystem.status(of: layout.partial(key))
      guard let modified = (files + [folder].compactMap(\.self)).map(\.modified).max() else {
        continue
      }
      inventory.partials.append(
        Inventory.Partial(
          key: key, byteCount: files.reduce(0) { $0 + $1.size }, modified: modified,
          isInUse: inventory.keysInUse.contains(key)))
    }
    for name in try FileSystem.list(layout.quarantine) {
      let path = layout.quarantine.appending(name)
      guard let status = FileSystem.status(of: path) else { continue }
      inventory.quarantined.append(
        Inventory.Quarantined(
          path: path.filePath, byteCount: status.size, modified: status.modified))
    }
    for run in try runsWithLogs() {
      let files = try logs(ofRun: run).compactMap { FileSystem.status(of: Path($0.location)) }
      let folder = FileSystem.status(of: layout.logs(run: run))
      guard let modified = (files + [folder].compactMap(\.self)).map(\.modified).max() else {
        continue
      }
      inventory.logs.append(
        Inventory.Logs(
          run: run, byteCount: files.reduce(0) { $0 + $1.size }, modified: modified))
    }
    return inventory
  }
}
