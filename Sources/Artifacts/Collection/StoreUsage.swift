/// What the results in a store take.
public struct StoreUsage: Equatable, Sendable {
  public enum Grouping: String, CaseIterable, Sendable {
    case pipeline
    case kind
    case stage
  }

  /// Results that belong together.
  public struct Group: Equatable, Sendable {
    public let name: String
    public let resultCount: Int
    /// Bytes of the objects that its results name, each counted once.
    public let byteCount: Int
    /// Bytes of those that no result of another group names: what would become free without it.
    public let ownByteCount: Int
  }

  /// The largest first.
  public let groups: [Group]
  /// Bytes of all objects, and of those that no receipt names.
  public let objectBytes: Int
  public let unreferencedBytes: Int

  public init(_ inventory: Inventory, by grouping: Grouping) {
    var members: [String: [Receipt]] = [:]
    for receipt in inventory.receipts {
      members[Self.group(of: receipt, by: grouping), default: []].append(receipt)
    }
    let all = ObjectReferences(inventory)
    objectBytes = inventory.objects.reduce(0) { $0 + $1.byteCount }
    unreferencedBytes = all.unreferenced.reduce(0) { $0 + $1.byteCount }
    groups = members.map { name, receipts in
      Group(
        name: name, resultCount: receipts.count,
        byteCount: all.bytes(namedBy: receipts), ownByteCount: all.bytes(namedOnlyBy: receipts))
    }.sorted { ($1.byteCount, $0.name) < ($0.byteCount, $1.name) }
  }

  private static func group(of receipt: Receipt, by grouping: Grouping) -> String {
    let provenance = receipt.provenance
    return switch grouping {
    case .pipeline: provenance.pipeline
    case .kind: receipt.kind
    case .stage: "\(provenance.pipeline)/\(provenance.stage.prefix { $0 != "[" })"
    }
  }
}

extension Receipt {
  /// The stage kind, as the key's document names it.
  public var kind: String { document["kind"]?.stringValue ?? "" }

  /// Bytes of the files of all outputs.
  public var byteCount: Int { outputs.values.reduce(0) { $0 + $1.byteCount } }
}

/// Where the disk space of a store goes.
public struct DiskUsage: Equatable, Sendable {
  /// Bytes that the file system has given to each folder, by its name.
  public let folders: NameTable<Int>

  public var total: Int { folders.values.reduce(0, +) }
}

extension Store {
  /// Asks the file system what each folder of the store takes.
  ///
  /// - Throws: `FileError`.
  public func diskUsage() throws -> DiskUsage {
    var folders: NameTable<Int> = [:]
    for name in try FileSystem.list(layout.root) {
      let path = layout.root.appending(name)
      guard FileSystem.isDirectory(path) else { continue }
      folders[name] = try Self.allocatedBytes(below: path)
    }
    return DiskUsage(folders: folders)
  }

  private static func allocatedBytes(below path: Path) throws -> Int {
    guard let status = FileSystem.status(of: path) else { return 0 }
    guard status.isDirectory else { return status.allocatedBytes }
    return try FileSystem.list(path).reduce(status.allocatedBytes) {
      $0 + (try allocatedBytes(below: path.appending($1)))
    }
  }
}
