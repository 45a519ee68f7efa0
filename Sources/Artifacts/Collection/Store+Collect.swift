#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Store {
  /// What `collect(_:)` would remove now.
  ///
  /// - Throws: `FileError`.
  public func collectionPlan(_ policy: CollectionPolicy) throws -> CollectionPlan {
    CollectionPlan(for: try inventory(), policy)
  }

  /// Removes what nothing keeps; see `CollectionPolicy`. Safe beside processes that use the store.
  ///
  /// Receipts go first, and are gone from the disk before the first object goes: whenever this is
  /// interrupted, every receipt still has its objects. docs/store.md has the protocol.
  ///
  /// - Parameter patience: seconds to wait for others to leave a moment in which they commit nothing.
  /// - Returns: what was removed.
  /// - Throws: `StoreError.busy`, `.notWritable`; `FileError`.
  @discardableResult
  public func collect(
    _ policy: CollectionPolicy, patience: Double = 60
  ) throws -> CollectionPlan {
    try writing {
      // Most of the reading is done before others are kept out.
      let known = try readReceipts()
      let clock = ContinuousClock()
      let deadline = clock.now.advanced(by: .seconds(patience))
      while true {
        let plan = try usageLock.excluding {
          let plan = CollectionPlan(for: try inventory(reusing: known), policy)
          try mark(plan)
          try removeResults(plan)
          return plan
        }
        if let plan {
          try removeLeftovers(plan)
          return plan
        }
        guard clock.now < deadline else {
          throw StoreError.busy(what: "others commit results without a pause")
        }
        usleep(5000)
      }
    }
  }

  /// When the last collection began that removed results: the time of the marker, which needs no room on
  /// a full disk.
  var collectionMark: Timestamp? { FileSystem.status(of: layout.marker)?.modified }

  /// Marks a collection before it removes anything: who has looked at results before has to look again.
  private func mark(_ plan: CollectionPlan) throws {
    if plan.results.isEmpty && plan.objects.isEmpty { return }
    let before = collectionMark
    // A clock of files ticks every few milliseconds, on some file systems every two seconds.
    for _ in 0..<500 {
      try FileSystem.touch(layout.marker)
      if collectionMark != before { return }
      usleep(5000)
    }
  }

  private func removeResults(_ plan: CollectionPlan) throws {
    var folders: [Path] = []
    for result in plan.results {
      let path = layout.receipt(result.receipt.key)
      try FileSystem.remove(path)
      if folders.last != path.parent { folders.append(path.parent) }
    }
    for folder in Set(folders.map(\.string)).sorted() {
      try FileSystem.synchronize(directory: Path(folder))
    }
    Failpoint.receiptsCollected.pass()
    for object in plan.objects {
      try FileSystem.remove(object.location)
      cache.withLock { $0.remove(object.digest) }
      Failpoint.objectCollected.pass()
    }
  }

  /// Removes what no result depends on: old checkpoints, records, logs and damaged files, and what
  /// killed processes have left in the folders of locks and records.
  private func removeLeftovers(_ plan: CollectionPlan) throws {
    for partial in plan.partials {
      guard let lock = try tryLock(partial.key) else { continue }
      defer { lock.release() }
      try removePartial(partial.key)
    }
    for record in plan.records { try FileSystem.remove(layout.run(record.run.id)) }
    for logs in plan.logs { try FileSystem.removeTree(layout.logs(run: logs.run)) }
    for file in plan.quarantined { try FileSystem.remove(file.path) }
    try sweepLocks()
    for folder in [layout.runs, layout.pins] {
      for name in try FileSystem.list(folder) where name.hasPrefix(".") && name.hasSuffix(".tmp") {
        try FileLock.tryAcquire(folder.appending(name), mode: .lockingExisting)?.releaseRemoving()
      }
    }
  }
}
