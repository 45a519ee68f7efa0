import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Garbage collection removes what nothing keeps, and only that")
struct CollectionTests {
  private static let day: Int64 = 86_400_000

  /// A result of one object of its own and one that all share, made some days ago.
  @discardableResult
  private func make(_ seed: Int64, daysAgo: Int64 = 100, in scratch: borrowing Scratch) throws
    -> StageKey
  {
    var provenance = Sample.provenance
    provenance.started = Timestamp(
      milliseconds: Timestamp.now().milliseconds - daysAgo * Self.day)
    // Stores of their own: what an open store has made is in use.
    try scratch.store().commit(
      key: try Sample.key(seed), document: Sample.document(seed),
      outputs: [
        "own": .table(.string(String(repeating: "\(seed % 10)", count: 1000))),
        "shared": .table("the same for all"),
      ], provenance: provenance)
    return try Sample.key(seed)
  }

  private func record(
    _ keys: [StageKey], daysAgo: Int64, of pipeline: String = "a.json", profile: String? = nil,
    failed: Int64 = 0, in scratch: borrowing Scratch
  ) throws {
    let time = Timestamp(milliseconds: Timestamp.now().milliseconds - daysAgo * Self.day)
    try scratch.store().recordRun(
      RunRecord(
        started: time, finished: time, pipeline: pipeline, keys: keys,
        details: [
          "profile": profile.map(JSONValue.string) ?? .null, "failed": .integer(failed),
        ]))
  }

  private func left(in scratch: borrowing Scratch) throws -> [StageKey] {
    let store = try scratch.store()
    let report = try store.verify()
    #expect(report.isSound && report.incompleteReceipts.isEmpty, "receipts keep their objects")
    return try store.receiptKeys()
  }

  @Test("the latest run's results stay with what they share; the others go, with the reason")
  func latestRun() throws {
    let scratch = try Scratch()
    let keys = try (1...3).map { try make($0, in: scratch) }
    try record([keys[0], keys[1]], daysAgo: 9, in: scratch)
    try record([keys[1], keys[2]], daysAgo: 8, in: scratch)
    let planned = try scratch.store(readOnly: true).collectionPlan(CollectionPolicy())
    #expect(try left(in: scratch).count == 3, "planning removes nothing")
    let plan = try scratch.store().collect(CollectionPolicy())
    #expect(plan == planned)
    #expect(plan.results.map(\.receipt.key) == [keys[0]])
    #expect(plan.results.map(\.reason) == [.superseded])
    #expect(plan.results[0].lastRun == (try scratch.store().runs().first?.id))
    // A text of 1000 letters in quotes; the shared object stays.
    #expect(plan.objects.count == 1 && plan.freedBytes == 1002)
    #expect(plan.kept == [.latestRun: 2])
    #expect(try left(in: scratch) == [keys[1], keys[2]].sorted())
    #expect(try scratch.store().collect(CollectionPolicy()).results.isEmpty)
  }

  @Test("each pipeline and each profile has a latest run of its own")
  func series() throws {
    let scratch = try Scratch()
    let keys = try (1...4).map { try make($0, in: scratch) }
    try record([keys[0]], daysAgo: 9, in: scratch)
    try record([keys[1]], daysAgo: 8, profile: "paper", in: scratch)
    try record([keys[2]], daysAgo: 7, of: "b.json", in: scratch)
    try record([keys[3]], daysAgo: 6, in: scratch)
    try scratch.store().collect(CollectionPolicy())
    #expect(try left(in: scratch) == keys[1...].sorted())
  }

  @Test("a failed run does not take the place of the last complete one")
  func failedRun() throws {
    let scratch = try Scratch()
    let keys = try (1...4).map { try make($0, in: scratch) }
    try record([keys[0]], daysAgo: 9, in: scratch)
    try record([keys[1]], daysAgo: 8, in: scratch)
    try record([keys[2]], daysAgo: 7, failed: 1, in: scratch)
    var policy = CollectionPolicy()
    #expect(
      try scratch.store().collectionPlan(policy).results.map(\.receipt.key).sorted()
        == [keys[0], keys[3]].sorted())
    policy.keptRuns = 2
    #expect(
      try scratch.store().collectionPlan(policy).results.map(\.receipt.key) == [keys[3]],
      "the first complete run is the second of two")
  }

  @Test("what no run has recorded is kept for a week, whatever the clock says")
  func unrecorded() throws {
    let scratch = try Scratch()
    let old = try make(1, daysAgo: 8, in: scratch)
    try make(2, daysAgo: 6, in: scratch)
    try make(3, daysAgo: -1000, in: scratch)
    let plan = try scratch.store().collectionPlan(CollectionPolicy())
    #expect(plan.results.map(\.receipt.key) == [old] && plan.kept == [.recent: 2])
    #expect(plan.results.map(\.reason) == [.unrecorded])
  }

  @Test("what is pinned stays until it is unpinned, even if the pin's file is damaged")
  func pins() throws {
    let scratch = try Scratch()
    let key = try make(1, in: scratch)
    let store = try scratch.store()
    let pin = Pin(key: key, note: "in the paper", made: Timestamp(milliseconds: 5))
    try store.pin(pin)
    #expect(try store.pins() == [pin])
    #expect(try store.collect(CollectionPolicy()).kept == [.pinned: 1])
    try FileSystem.write([1, 2], to: store.layout.pin(key))
    #expect(try store.collect(CollectionPolicy()).kept == [.pinned: 1])
    #expect(try store.unpin(key))
    #expect(try !store.unpin(key))
    #expect(try store.collect(CollectionPolicy()).results.count == 1)
    #expect(throws: StoreError.noResult(key: key)) { try store.pin(pin) }
  }

  @Test("what an open store has made or asked for stays as long as it is open")
  func inUse() throws {
    let scratch = try Scratch()
    let keys = try (1...3).map { try make($0, in: scratch) }
    do {
      let user = try scratch.store()
      #expect(try user.receipt(for: keys[1]) != nil)
      let lock = try user.lock(keys[2])
      defer { lock.release() }
      let plan = try scratch.store().collect(CollectionPolicy())
      #expect(plan.kept == [.inUse: 2])
      #expect(plan.results.map(\.receipt.key) == [keys[0]])
      let receipt = try #require(try user.receipt(for: keys[1]))
      for output in receipt.outputs.values { _ = try user.load(output) }
    }
    #expect(try scratch.store().collect(CollectionPolicy()).results.count == 2)
    #expect(try scratch.store().objects().isEmpty)
  }

  @Test("down to a size: what was not used for longest goes first, until the rest fits")
  func maximalSize() throws {
    let scratch = try Scratch()
    let keys = try (1...4).map { try make($0, daysAgo: 100 + $0, in: scratch) }
    // A use counts, and not when it was made.
    try record([keys[3]], daysAgo: 50, in: scratch)
    try record([], daysAgo: 1, in: scratch)
    var policy = CollectionPolicy()
    let shared = try JSONValue("the same for all").canonicalBytes().count
    policy.maximalBytes = 2 * 1002 + shared
    let plan = try scratch.store().collect(policy)
    #expect(plan.results.map(\.receipt.key) == [keys[2], keys[1]])
    #expect(plan.keptBytes == 2 * 1002 + shared && plan.kept == [.fits: 2])
    policy.maximalBytes = 0
    #expect(try scratch.store().collect(policy).results.map(\.receipt.key) == [keys[0], keys[3]])
  }

  @Test("only what was not used for some time")
  func minimalAge() throws {
    let scratch = try Scratch()
    let keys = try [10, 40].map { try make($0, daysAgo: $0, in: scratch) }
    var policy = CollectionPolicy()
    policy.minimalAge = 30 * Self.day
    #expect(try scratch.store().collect(policy).results.map(\.receipt.key) == [keys[1]])
  }

  @Test("checkpoints go when their stage is done or they are old, unless somebody works on it")
  func checkpoints() throws {
    let scratch = try Scratch()
    let done = try make(1, in: scratch)
    let store = try scratch.store()
    let (open, worked) = (try Sample.key(2), try Sample.key(3))
    for key in [done, open, worked] { try store.saveCheckpoint(key, Sample.bundle()) }
    let lock = try store.lock(worked)
    defer { lock.release() }
    #expect(try store.collect(CollectionPolicy()).partials.map(\.key) == [done])
    #expect(try store.partialKeys() == [open, worked].sorted())
    var policy = CollectionPolicy()
    policy.partialAge = 0
    #expect(try store.collect(policy).partials.map(\.key) == [open])
    #expect(try store.partialKeys() == [worked])
  }

  @Test("what killed processes leave goes: objects without receipt, damaged files, stale locks")
  func leftovers() throws {
    let scratch = try Scratch()
    let key = try make(1, daysAgo: 1, in: scratch)
    let store = try scratch.store()
    let orphan = try #require(Digest(hex: String(repeating: "ab", count: 32)))
    try FileSystem.createDirectory(store.layout.object(orphan, .table).parent)
    try FileSystem.write([1, 2, 3], to: store.layout.object(orphan, .table))
    try FileSystem.write([1], to: store.layout.quarantine.appending("1-x.h5"))
    try FileSystem.write([], to: store.layout.lock(try Sample.key(9)))
    try FileSystem.write([1], to: store.layout.runs.appending(".1.json.tmp"))
    var policy = CollectionPolicy()
    policy.quarantineAge = 0
    let plan = try store.collect(policy)
    #expect(plan.unreferenced.map(\.digest) == [orphan] && plan.quarantined.count == 1)
    for folder in [store.layout.quarantine, store.layout.locks, store.layout.runs] {
      #expect(try FileSystem.list(folder) == [], "\(folder.name)")
    }
    #expect(try left(in: scratch) == [key])
  }

  @Test("logs of a kept run stay; those of another go when they are old")
  func logs() throws {
    let scratch = try Scratch()
    let key = try make(1, in: scratch)
    for daysAgo: Int64 in [9, 8] { try record([key], daysAgo: daysAgo, in: scratch) }
    let store = try scratch.store()
    let runs = try store.runs().map(\.id)
    for run in runs { try store.openLog(run: run, key).append("said something") }
    #expect(try store.collect(CollectionPolicy()).logs.isEmpty)
    var policy = CollectionPolicy()
    policy.logAge = 0
    #expect(try store.collect(policy).logs.map(\.run) == [runs[0]])
    #expect(try store.runsWithLogs() == [runs[1]])
  }

  @Test("records go that are old, or of a day ago and idle, unless a result needs them")
  func records() throws {
    let scratch = try Scratch()
    let keys = try (1...2).map { try make($0, in: scratch) }
    func record(_ keys: [StageKey], daysAgo: Int64, executed: Int64 = 1) throws -> String {
      let time = Timestamp(milliseconds: Timestamp.now().milliseconds - daysAgo * Self.day)
      let run = RunRecord(
        id: RunRecord.makeID(at: time), started: time, finished: time, pipeline: "a.json",
        keys: keys, details: ["complete": true, "executed": .integer(executed)])
      try scratch.store().recordRun(run)
      return run.id
    }
    let old = try record([keys[0]], daysAgo: 40)
    let lastUse = try record([keys[1]], daysAgo: 39)
    let recent = try record([keys[0]], daysAgo: 20)
    let idle = try record([keys[0]], daysAgo: 2, executed: 0)
    let latest = try record([keys[0]], daysAgo: 1, executed: 0)
    let store = try scratch.store()
    try store.pin(Pin(key: keys[1]))
    #expect(try store.collect(CollectionPolicy()).records.map(\.run.id) == [old, idle])
    #expect(try store.runs().map(\.id) == [lastUse, recent, latest])
  }

  @Test("a receipt that was replaced while the collection began is read again")
  func replacedReceipt() throws {
    let scratch = try Scratch()
    let key = try make(1, in: scratch)
    let store = try scratch.store()
    let known = try store.readReceipts()
    try FileSystem.remove(store.layout.receipt(key))
    let other = try store.commit(
      key: key, document: Sample.document(1), outputs: ["own": .table("another result")],
      provenance: Sample.provenance)
    #expect(known[key]?.receipt != other)
    #expect(try store.inventory(reusing: known).receipts == [other])
    let again = try store.readReceipts()
    #expect(try store.inventory(reusing: again).receipts == [other])
  }

  @Test("waits for commits to end, and says so when they do not")
  func busy() throws {
    let scratch = try Scratch()
    let key = try make(1, in: scratch)
    let user = try scratch.store()
    _ = try user.usageLock.sharing {
      #expect(throws: StoreError.self) {
        try scratch.store().collect(CollectionPolicy(), patience: 0.02)
      }
    }
    #expect(try left(in: scratch) == [key])
    #expect(try scratch.store().collect(CollectionPolicy(), patience: 0).results.count == 1)
  }

  @Test("beside threads that commit, no result ever loses an object")
  func race() async throws {
    let scratch = try Scratch()
    let root = scratch.path.appending("store")
    _ = try scratch.store()
    var policy = CollectionPolicy()
    policy.keptRuns = 0
    policy.unrecordedAge = 0
    let everything = policy
    let removed = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<2 {
        group.addTask {
          for round in 0..<12 {
            // Closing the store gives its results up to the collector.
            let store = try Store(at: root, cacheCapacity: 0)
            for step in 0..<3 {
              // The two write the same results at different times, and all share objects.
              let seed = Int64((round * 3 + step + writer * 7) % 20)
              let receipt = try store.withLock(try Sample.key(seed)) {
                try store.commit(
                  key: try Sample.key(seed), document: Sample.document(seed),
                  outputs: ["a": .table(.integer(seed)), "b": .table(.integer(seed % 3))],
                  provenance: Sample.provenance)
              }
              for output in receipt.outputs.values { _ = try store.load(output) }
            }
          }
          return 0
        }
      }
      group.addTask {
        var removed = 0
        for _ in 0..<60 {
          removed += try Store(at: root).collect(everything).results.count
        }
        return removed
      }
      return try await group.reduce(0, +)
    }
    #expect(removed > 0, "the collector never found anything to remove")
    _ = try left(in: scratch)
  }

  #if canImport(Glibc)
    @Test(
      "killed at any point, it leaves every receipt with its objects, and the next one finishes",
      arguments: [Failpoint.receiptsCollected, .objectCollected])
    func killed(at failpoint: Failpoint) async throws {
      let scratch = try Scratch()
      for seed in 1...4 { try make(Int64(seed), daysAgo: seed == 4 ? 1 : 100, in: scratch) }
      let folder = scratch.path.string
      let label = failpoint.rawValue
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [folder = folder as String, label = label as String] in
        setenv("PIPE_FAILPOINT", label, 1)
        try Store(at: FilePath(folder).appending("store")).collect(CollectionPolicy())
      }
      #expect(try left(in: scratch) == [try Sample.key(4)])
      let again = try scratch.store().collect(CollectionPolicy())
      #expect(again.unreferenced.count == (failpoint == .objectCollected ? 2 : 3))
      #expect(try scratch.store().objects().count == 2)
    }
  #endif
}
