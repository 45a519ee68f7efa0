import CKernels

/// A fixed set of threads that share loops over independent outputs.
///
/// The calling thread takes part, so a pool of one starts no thread and runs everything in place. A pool
/// that is busy (a nested call, or one from another thread) also runs in place: results never depend on
/// who computes them. An idle worker spins for some microseconds, the time between two loops of a
/// training step, and then sleeps.
public final class ThreadPool: Sendable {
  /// More than any machine this is for has cores; a typing error is likelier.
  public static let maximumThreads = 1024

  /// The cores that this process may run on.
  public static var availableCores: Int {
    min(max(1, Int(ck_available_cores())), maximumThreads)
  }

  /// The number of threads, the caller's included.
  public let threads: Int

  private let crew: ThreadCrew

  /// - Parameter threads: 1 to ``maximumThreads``.
  /// - Throws: ``ArithmeticError``.
  public init(threads: Int) throws(ArithmeticError) {
    guard threads >= 1 && threads <= Self.maximumThreads else { throw .threadCount(threads) }
    self.threads = threads
    crew = ThreadCrew(workers: threads - 1, spins: threads <= Self.availableCores ? 2000 : 0)
    try crew.start()
  }

  deinit {
    crew.stop()
  }

  /// Runs `body` over `0 ..< count` in at most ``threads`` contiguous parts, each but the last a
  /// multiple of `grain` long, and returns when all are done.
  ///
  /// The partition depends only on `count`, `grain` and ``threads``. `body` is called from several
  /// threads at once with disjoint ranges and must write only to what its range owns.
  public func parallel(over count: Int, grain: Int = 1, _ body: (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let units = (count + grain - 1) / grain
    let parts = min(threads, units)
    guard parts > 1, crew.claim() else {
      body(0..<count)
      return
    }
    crew.run(parts: parts) { part in
      let lower = units * part / parts * grain
      let upper = min(units * (part + 1) / parts * grain, count)
      body(lower..<upper)
    }
    crew.release()
  }
}
