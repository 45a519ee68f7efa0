/// Decides which of the ready cells start, and with how many threads.
///
/// A value without clock, store or threads: the same calls give the same decisions. Cells are told
/// to it when they are ready (`add`) and when they have ended (`end`); in between it hands out
/// leases (`takeStarts`).
///
/// - Many ready cells get one thread each, few share all the free ones, a lone one gets them all.
/// - The cell with the most work still behind it goes first; among equals the order of the file holds.
/// - A cell whose expected memory does not fit beside the running ones waits, and others may pass it.
///   When nothing runs, the first one starts whatever it needs, so that there is always progress.
struct Scheduler {
  /// What the cells of a run may use together.
  struct Limits: Equatable, Sendable {
    var threads: Int
    /// Cells at once; never more than threads are used.
    var jobs: Int
    /// Bytes; nil for no bound.
    var memory: Int64?
  }

  /// A cell that could start now.
  struct Candidate: Equatable, Sendable {
    let cell: Cell.ID
    /// The work from its start to the end of the longest chain that hangs on it, in seconds.
    let rank: Double
    /// Bytes that it is expected to hold at most; 0 if nothing is known.
    let memory: Int64
  }

  /// The right of a cell to run on a number of threads.
  struct Lease: Equatable, Sendable {
    let cell: Cell.ID
    let threads: Int
    let memory: Int64
  }

  private let limits: Limits
  /// The first to start is the last.
  private var ready: [Candidate] = []
  private(set) var running: [Lease] = []

  init(_ limits: Limits) {
    self.limits = Limits(
      threads: max(1, limits.threads), jobs: max(1, min(limits.jobs, limits.threads)),
      memory: limits.memory)
  }

  /// Whether nothing runs and nothing waits to.
  var isIdle: Bool { ready.isEmpty && running.isEmpty }

  mutating func add(_ candidate: Candidate) {
    var (low, high) = (0, ready.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(candidate, ready[middle]) { low = middle + 1 } else { high = middle }
    }
    ready.insert(candidate, at: low)
  }

  private static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
    one.rank != other.rank ? one.rank > other.rank : one.cell < other.cell
  }

  /// The cells that start now; the caller starts them, all of them.
  mutating func takeStarts() -> [Lease] {
    let freeThreads = limits.threads - running.reduce(0) { $0 + $1.threads }
    let picks = pick(atMost: min(limits.jobs - running.count, freeThreads))
    guard !picks.isEmpty else { return [] }
    let (share, rest) = freeThreads.quotientAndRemainder(dividingBy: picks.count)
    let leases = picks.enumerated().map { place, pick in
      Lease(cell: pick.cell, threads: share + (place < rest ? 1 : 0), memory: pick.memory)
    }
    running += leases
    return leases
  }

  private mutating func pick(atMost slots: Int) -> [Candidate] {
    var picks: [Candidate] = []
    var memory = running.reduce(0) { $0 + $1.memory }
    var place = ready.count - 1
    while place >= 0, picks.count < slots {
      let candidate = ready[place]
      let isAlone = running.isEmpty && picks.isEmpty
      if isAlone || limits.memory.map({ memory + candidate.memory <= $0 }) != false {
        memory += candidate.memory
        picks.append(candidate)
        ready.remove(at: place)
      }
      place -= 1
    }
    return picks
  }

  /// The cell has ended, or never began, and what it leased is free.
  mutating func end(_ cell: Cell.ID) { running.removeAll { $0.cell == cell } }

  /// Takes out all cells that have not started, in the order of the file.
  mutating func drain() -> [Cell.ID] {
    defer { ready = [] }
    return ready.map(\.cell).sorted()
  }
}
