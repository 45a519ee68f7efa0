import Testing

@testable import Pipelines

@Suite("Deciding what starts")
struct SchedulerTests {
  /// A scheduler with ready cells, each given by its rank and memory.
  private func scheduler(
    threads: Int, jobs: Int? = nil, memory: Int64? = nil, _ ready: [(rank: Double, memory: Int64)]
  ) -> Scheduler {
    var scheduler = Scheduler(
      Scheduler.Limits(threads: threads, jobs: jobs ?? threads, memory: memory))
    for (index, cell) in ready.enumerated() {
      scheduler.add(
        Scheduler.Candidate(cell: Cell.ID(index: index), rank: cell.rank, memory: cell.memory))
    }
    return scheduler
  }

  /// `cell:threads` of each lease.
  private func words(_ leases: [Scheduler.Lease]) -> [String] {
    leases.map { "\($0.cell.index):\($0.threads)" }
  }

  private func equal(_ count: Int) -> [(rank: Double, memory: Int64)] {
    Array(repeating: (0, 0), count: count)
  }

  @Test("a lone cell gets all threads, few share them, many get one each")
  func threads() {
    for (cells, expected) in [
      (1, ["0:8"]), (2, ["0:4", "1:4"]), (3, ["0:3", "1:3", "2:2"]),
      (20, (0..<8).map { "\($0):1" }),
    ] {
      var scheduler = scheduler(threads: 8, equal(cells))
      #expect(words(scheduler.takeStarts()) == expected, "\(cells) cells")
    }
  }

  @Test("fewer jobs than threads share the threads; more jobs than threads are as many as threads")
  func jobs() {
    var few = scheduler(threads: 5, jobs: 2, equal(4))
    #expect(words(few.takeStarts()) == ["0:3", "1:2"])
    var many = scheduler(threads: 2, jobs: 9, equal(4))
    #expect(words(many.takeStarts()) == ["0:1", "1:1"])
  }

  @Test("threads are shared anew among those that start when a cell ends")
  func next() {
    var scheduler = scheduler(threads: 4, equal(5))
    #expect(words(scheduler.takeStarts()) == ["0:1", "1:1", "2:1", "3:1"])
    #expect(scheduler.takeStarts().isEmpty)
    for index in 0..<4 { scheduler.end(Cell.ID(index: index)) }
    #expect(words(scheduler.takeStarts()) == ["4:4"])
    #expect(!scheduler.isIdle)
    scheduler.end(Cell.ID(index: 4))
    #expect(scheduler.isIdle)
  }

  @Test("the most work goes first, and the order of the file decides among equals")
  func order() {
    var scheduler = scheduler(threads: 1, [(1, 0), (5, 0), (1, 0), (9, 0), (5, 0)])
    var order: [Int] = []
    while let lease = scheduler.takeStarts().first {
      order.append(lease.cell.index)
      scheduler.end(lease.cell)
    }
    #expect(order == [3, 1, 4, 0, 2])
  }

  @Test("what does not fit in memory waits, and smaller cells pass it")
  func memory() {
    var scheduler = scheduler(threads: 4, memory: 100, [(9, 60), (8, 60), (7, 30), (6, 30)])
    #expect(scheduler.takeStarts().map(\.cell.index) == [0, 2])
    scheduler.end(Cell.ID(index: 0))
    #expect(scheduler.takeStarts().map(\.cell.index) == [1])
    #expect(scheduler.takeStarts().isEmpty)
    scheduler.end(Cell.ID(index: 1))
    #expect(scheduler.takeStarts().map(\.cell.index) == [3])
  }

  @Test("a cell that needs more than there is runs alone rather than never")
  func tooLarge() {
    var scheduler = scheduler(threads: 4, memory: 100, [(9, 500), (1, 10)])
    #expect(words(scheduler.takeStarts()) == ["0:4"])
    scheduler.end(Cell.ID(index: 0))
    #expect(words(scheduler.takeStarts()) == ["1:4"])
  }

  @Test("draining leaves what runs and takes what waits, in the order of the file")
  func drain() {
    var scheduler = scheduler(threads: 1, [(1, 0), (3, 0), (2, 0)])
    #expect(words(scheduler.takeStarts()) == ["1:1"])
    #expect(scheduler.drain().map(\.index) == [0, 2])
    #expect(scheduler.takeStarts().isEmpty)
    #expect(!scheduler.isIdle)
  }

  /// Whatever the cells need: all run once, within the limits, and none is left over.
  @Test("always makes progress within its limits", arguments: 0..<200 as Range<UInt64>)
  func properties(seed: UInt64) {
    var generator = SplitMix(state: seed)
    let threads = Int.random(in: 1...9, using: &generator)
    let jobs = Int.random(in: 1...9, using: &generator)
    var scheduler = scheduler(
      threads: threads, jobs: jobs, memory: 100,
      (0..<30).map { _ in
        (
          Double.random(in: 0...3, using: &generator).rounded(),
          Int64.random(in: 0...150, using: &generator)
        )
      })
    var ended: Set<Cell.ID> = []
    while !scheduler.isIdle {
      _ = scheduler.takeStarts()
      let running = scheduler.running
      guard let last = running.randomElement(using: &generator) else {
        Issue.record("nothing runs although cells are ready")
        return
      }
      #expect(running.count <= jobs)
      #expect(running.reduce(0) { $0 + $1.threads } <= threads)
      #expect(running.allSatisfy { $0.threads >= 1 })
      #expect(running.count == 1 || running.reduce(0) { $0 + $1.memory } <= 100)
      #expect(ended.insert(last.cell).inserted, "a cell ran twice")
      scheduler.end(last.cell)
    }
    #expect(ended.count == 30)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), for reproducible cases.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
