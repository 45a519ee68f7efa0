import Synchronization
import SystemPackage

/// The content-addressed store: results by digest, receipts by stage key, checkpoints, records of
/// runs.
///
/// Any number of processes and threads may use one store at once. Whatever is under its final name
/// is complete; what a killed process leaves behind is swept when the store is next opened.
/// docs/store.md describes the files.
public final class Store: Sendable {
  /// Layout of the folder, as its marker `store.json` says.
  public static let schema = "pipe.store/1"

  public let root: FilePath
  public let isReadOnly: Bool

  let layout: Layout
  let cache: Mutex<ArtifactCache>
  let usageLock: UsageLock
  let loading = DigestGates()
  let readAhead: ReceiptReadAhead?
  private let workspaceSlot = Mutex<Workspace?>(nil)
  private let warningList = Mutex<[StoreWarning]>([])

  /// Opens a store, making it when it is new and not `readOnly`. A missing read-only store is an
  /// empty one.
  ///
  /// - Parameters:
  ///   - cacheCapacity: bytes of loaded artifacts to keep in memory.
  ///   - readAhead: complete receipts that have been read from this folder already.
  /// - Throws: `StoreError.notWritable` or `.unknownLayout`, `FileError`.
  public init(
    at root: FilePath, readOnly: Bool = false, cacheCapacity: Int = 512 << 20,
    readAhead: ReceiptReadAhead? = nil
  ) throws {
    self.root = root
    isReadOnly = readOnly
    self.readAhead = readAhead
    layout = Layout(root: Path(root))
    usageLock = UsageLock(layout.marker)
    cache = Mutex(ArtifactCache(capacity: cacheCapacity))
    if readOnly {
      try checkMarker()
    } else {
      try writing(checkMarker)
      try prepare()
    }
  }

  /// A folder that holds other things is never taken for a store: its `tmp` would be swept.
  private func checkMarker() throws {
    guard let bytes = try FileSystem.readIfPresent(layout.marker) else {
      let names = try FileSystem.list(layout.root).filter { $0 != Self.markerInTheMaking }
      if names.isEmpty { return }
      // Another process may have made the store since the marker was looked for.
      if names.contains(layout.marker.name) { return try checkMarker() }
      throw StoreError.notAStore(root: root, found: names[0])
    }
    let found = (try? JSONValue(parsing: bytes))?["schema"]?.stringValue
    guard found == Self.schema else {
      throw StoreError.unknownLayout(root: root, found: found ?? "no schema in store.json")
    }
  }

  /// What `AtomicFile` calls the marker before it is complete.
  private static let markerInTheMaking = ".store.json.tmp"

  private func prepare() throws {
    try writing {
      if !FileSystem.isDirectory(layout.root) { try FileSystem.createDirectory(layout.root) }
      // The marker comes first: whoever finds folders without it must not take them for a store.
      let isNew = FileSystem.size(of: layout.marker) == nil
      if isNew {
        try AtomicFile.write(
          Array("{\"schema\":\"\(Self.schema)\"}\n".utf8), to: layout.marker)
      }
      for folder in layout.folders {
        if !FileSystem.isDirectory(folder) { try FileSystem.createDirectory(folder) }
        try FileSystem.requireWritable(folder)
      }
      if isNew {
        // Made and synchronised one by one, when each is needed, they would cost every commit two
        // waits for the disk.
        for folder in [layout.objects, layout.receipts] {
          try FileSystem.createDirectories(Layout.shards, in: folder)
        }
      }
      try Workspace.sweep(layout.temporary)
      try sweepLocks()
    }
  }

  /// What was wrong and has been dealt with since the last call.
  public func takeWarnings() -> [StoreWarning] {
    warningList.withLock { warnings in
      defer { warnings = [] }
      return warnings
    }
  }

  func warn(_ warning: StoreWarning) {
    warningList.withLock { $0.append(warning) }
  }

  /// What the process has under `tmp/`, made at the first use.
  func workspace() throws -> Workspace {
    try workspaceSlot.withLock { slot in
      if let workspace = slot { return workspace }
      let workspace = try Workspace(in: layout.temporary)
      slot = workspace
      return workspace
    }
  }

  /// Runs what changes the store; a failure for want of permission names the store.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    guard !isReadOnly else {
      throw StoreError.notWritable(
        root: root, reason: FileError("write to", root, .readOnlyFileSystem))
    }
    do {
      return try body()
    } catch let error as FileError where error.isForbidden {
      throw StoreError.notWritable(root: root, reason: error)
    }
  }

  /// Moves a damaged file away; nil when that is not possible.
  func quarantine(_ path: Path) -> FilePath? {
    readAhead?.forget()
    guard !isReadOnly else { return nil }
    let unique = String(UInt32.random(in: .min ... .max), radix: 16)
    let target = layout.quarantine.appending("\(unique)-\(path.name)")
    do {
      try FileSystem.rename(path, to: target)
      return target.filePath
    } catch {
      return nil
    }
  }
}
