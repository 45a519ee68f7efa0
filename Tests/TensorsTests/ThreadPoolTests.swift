import Synchronization
import Testing

@testable import Tensors

@Suite struct ThreadPoolTests {
  @Test(
    "every index is visited once, in contiguous parts of whole grains", arguments: [1, 2, 3, 7])
  func coverage(threads: Int) throws {
    let pool = try ThreadPool(threads: threads)
    for (count, grain) in [(0, 1), (1, 1), (2, 1), (100, 1), (100, 32), (7, 100), (1001, 8)] {
      let parts = Mutex<[Range<Int>]>([])
      pool.parallel(over: count, grain: grain) { range in parts.withLock { $0.append(range) } }
      let sorted = parts.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
      #expect(sorted.flatMap { Array($0) } == Array(0..<count))
      #expect(sorted.count <= threads)
      #expect(sorted.dropLast().allSatisfy { $0.count % grain == 0 })
    }
  }

  @Test("a nested loop and one from another thread run in place")
  func nesting() throws {
    let pool = try ThreadPool(threads: 3)
    let total = Atomic<Int>(0)
    pool.parallel(over: 6) { outer in
      for _ in outer {
        pool.parallel(over: 10) { inner in total.add(inner.count, ordering: .relaxed) }
      }
    }
    #expect(total.load(ordering: .relaxed) == 60)
  }

  @Test("many callers may share one pool")
  func sharing() async throws {
    let pool = try ThreadPool(threads: 3)
    let sums = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          let sum = Atomic<Int>(0)
          for _ in 0..<200 {
            pool.parallel(over: 50) { range in sum.add(range.count * task, ordering: .relaxed) }
          }
          return sum.load(ordering: .relaxed)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums.sorted() == (0..<8).map { $0 * 10_000 })
  }

  @Test("workers that went to sleep wake up again, and pools come and go")
  func sleeping() async throws {
    for threads in [2, 5] {
      let pool = try ThreadPool(threads: threads)
      for _ in 0..<5 {
        let count = Atomic<Int>(0)
        pool.parallel(over: 100) { count.add($0.count, ordering: .relaxed) }
        #expect(count.load(ordering: .relaxed) == 100)
        try await Task.sleep(for: .milliseconds(2))
      }
    }
  }

  @Test("absurd thread counts are refused", arguments: [0, -1, 1025, .max])
  func counts(threads: Int) {
    #expect(throws: ArithmeticError.threadCount(threads)) { try ThreadPool(threads: threads) }
  }
}
