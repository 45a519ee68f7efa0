/// What a garbage collection would remove from a store, and why.
public struct CollectionPlan: Equatable, Sendable {
  /// A result whose receipt goes, and with it every object that no receipt names any more.
  public struct RemovedResult: Equatable, Sendable {
    public let receipt: Receipt
    public let reason: RemovalReason
    /// When it was made, or used by a run for the last time.
    public let lastUse: Timestamp
    /// The latest recorded run that used it.
    public let lastRun: String?
    /// Bytes of the objects that go with it, beside those that went with the results before it.
    public let freedBytes: Int
  }

  public enum RemovalReason: String, Sendable {
    /// Only runs before the kept ones used it.
    case superseded
    /// No recorded run used it.
    case unrecorded
  }

  public enum KeepReason: String, CaseIterable, Sendable {
    case pinned
    case inUse
    /// One of the latest runs used it.
    case latestRun
    /// It was used too lately.
    case recent
    /// There is room for it.
    case fits
  }

  /// In the order in which they are removed: not used for longest first.
  public let results: [RemovedResult]
  /// Objects to remove, those that no receipt names among them.
  public let objects: [StoredObject]
  /// Objects among `objects` that no receipt names, such as a killed process leaves.
  public let unreferenced: [StoredObject]
  public let partials: [Inventory.Partial]
  public let logs: [Inventory.Logs]
  /// Records of runs that no kept result needs to tell its last use.
  public let records: [Inventory.Record]
  public let quarantined: [Inventory.Quarantined]
  /// Numbers of the results that stay.
  public let kept: [KeepReason: Int]
  /// Bytes of all objects that stay.
  public let keptBytes: Int

  /// Bytes that become free.
  public var freedBytes: Int {
    objects.reduce(0) { $0 + $1.byteCount } + partials.reduce(0) { $0 + $1.byteCount }
      + logs.reduce(0) { $0 + $1.byteCount } + records.reduce(0) { $0 + $1.byteCount }
      + quarantined.reduce(0) { $0 + $1.byteCount }
  }

  public init(for inventory: Inventory, _ policy: CollectionPolicy, now: Timestamp = .now()) {
    let retention = Retention(inventory, policy, now: now)
    var references = ObjectReferences(inventory)
    var kept: [KeepReason: Int] = [:]
    var candidates: [(receipt: Receipt, lastUse: Timestamp)] = []
    for receipt in inventory.receipts {
      if let reason = retention.reason(toKeep: receipt) {
        kept[reason, default: 0] += 1
      } else {
        candidates.append((receipt, retention.lastUse(of: receipt)))
      }
    }
    candidates.sort { ($0.lastUse, $0.receipt.key) < ($1.lastUse, $1.receipt.key) }

    unreferenced = references.unreferenced
    var removed = unreferenced
    var bytes = inventory.objects.reduce(0) { $0 + $1.byteCount }
    bytes -= unreferenced.reduce(0) { $0 + $1.byteCount }
    var results: [RemovedResult] = []
    for (receipt, lastUse) in candidates {
      if let limit = policy.maximalBytes, bytes <= limit {
        kept[.fits, default: 0] += 1
        continue
      }
      let freed = references.release(receipt)
      let freedBytes = freed.reduce(0) { $0 + $1.byteCount }
      bytes -= freedBytes
      removed += freed
      let lastRun = retention.uses.last[receipt.key]?.run
      results.append(
        RemovedResult(
          receipt: receipt, reason: lastRun == nil ? .unrecorded : .superseded, lastUse: lastUse,
          lastRun: lastRun, freedBytes: freedBytes))
    }
    self.results = results
    self.kept = kept
    objects = removed
    keptBytes = bytes
    let finished = Set(inventory.receipts.map(\.key))
    partials = inventory.partials.filter {
      !retention.keeps($0, isFinished: finished.contains($0.key))
    }
    logs = inventory.logs.filter { !retention.keeps($0) }
    let staying = finished.subtracting(results.map(\.receipt.key))
    let lastUses = Set(staying.compactMap { retention.uses.last[$0]?.run })
    records = inventory.records.filter { !retention.keeps($0, lastUses: lastUses) }
    quarantined = inventory.quarantined.filter { !retention.keeps($0) }
  }
}
