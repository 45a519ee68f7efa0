/// Decides what a garbage collection keeps, one thing at a time.
struct Retention {
  let uses: RunUses
  private let pinned: Set<StageKey>
  private let inUse: Set<StageKey>
  private let policy: CollectionPolicy
  private let now: Timestamp

  init(_ inventory: Inventory, _ policy: CollectionPolicy, now: Timestamp) {
    uses = RunUses(inventory.runs, keeping: policy.keptRuns)
    pinned = Set(inventory.pins.map(\.key))
    inUse = inventory.keysInUse
    self.policy = policy
    self.now = now
  }

  /// When a result was made, or used by a recorded run for the last time.
  func lastUse(of receipt: Receipt) -> Timestamp {
    let made = receipt.provenance.finished
    return uses.last[receipt.key].map { max(made, $0.time) } ?? made
  }

  /// Nil for a result that may go.
  func reason(toKeep receipt: Receipt) -> CollectionPlan.KeepReason? {
    let key = receipt.key
    if pinned.contains(key) { return .pinned }
    if inUse.contains(key) { return .inUse }
    if uses.kept.contains(key) { return .latestRun }
    let time = lastUse(of: receipt)
    let isRecent =
      !isOlder(time, than: policy.minimalAge)
      || uses.last[key] == nil && !isOlder(time, than: policy.unrecordedAge)
    return isRecent ? .recent : nil
  }

  func keeps(_ partial: Inventory.Partial, isFinished: Bool) -> Bool {
    partial.isInUse || !isFinished && !isOlder(partial.modified, than: policy.partialAge)
  }

  func keeps(_ logs: Inventory.Logs) -> Bool {
    uses.keptRuns.contains(logs.run) || !isOlder(logs.modified, than: policy.logAge)
  }

  /// - Parameter lastUses: the runs that used a result that stays for the last time.
  func keeps(_ record: Inventory.Record, lastUses: Set<String>) -> Bool {
    let run = record.run
    return uses.keptRuns.contains(run.id) || lastUses.contains(run.id)
      || !isOlder(run.started, than: run.wasIdle ? policy.idleRecordAge : policy.recordAge)
  }

  func keeps(_ file: Inventory.Quarantined) -> Bool {
    !isOlder(file.modified, than: policy.quarantineAge)
  }

  /// What lies in the future, after the clock was set back, is not old.
  private func isOlder(_ time: Timestamp, than age: Int64) -> Bool {
    now.milliseconds(since: time) >= age
  }
}

extension Receipt.Provenance {
  /// When the result was there.
  fileprivate var finished: Timestamp {
    let duration = Int64(exactly: (durationSeconds * 1000).rounded()) ?? 0
    let (sum, overflow) = started.milliseconds.addingReportingOverflow(duration)
    return overflow ? started : Timestamp(milliseconds: sum)
  }
}
