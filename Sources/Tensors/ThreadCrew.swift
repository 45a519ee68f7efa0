import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The workers of a ``ThreadPool`` and the protocol by which they are handed a job.
///
/// The parts of a job are claimed one by one, by the caller too. So a worker that the system keeps off
/// its core delays only a part that it has begun: what it has not, others do.
///
/// `@unchecked Sendable`: `job` is written only by the thread that holds the crew, before it opens the
/// job (release) and after the last part is done (`pending`). It is read only after claiming a part
/// (acquire), which keeps `pending` above zero until the part is done. `threads` changes only in `start`
/// and `stop`, which the owner calls first and last. Everything else is atomic or constant.
final class ThreadCrew: @unchecked Sendable {
  /// In a structure of its own: a pointer to a bare closure would need another closure around it.
  private struct Job {
    let run: (Int) -> Void
  }

  private let workers: [Worker]
  private let spins: Int
  private let claimed = Atomic<Bool>(false)
  private let pending = Atomic<Int>(0)

  /// The open job: its number (32 bits), how many parts it has and how many are claimed (16 each). The
  /// number keeps a claim from succeeding on a later job than the one looked at.
  private let open = Atomic<UInt64>(0)

  private let finished = Signal()
  private var threads: [pthread_t] = []
  private var job: UnsafePointer<Job>?

  init(workers: Int, spins: Int) {
    self.workers = (0..<workers).map { _ in Worker() }
    self.spins = spins
  }

  /// Starts the workers, or none of them.
  func start() throws(ArithmeticError) {
    for index in workers.indices {
      let context = Unmanaged.passRetained(WorkerStart(crew: self, index: index))
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let code = pthread_create(&thread, nil, Self.threadMain, context.toOpaque())
      #if canImport(Darwin)
        if code == 0, let thread { threads.append(thread) }
      #else
        if code == 0 { threads.append(thread) }
      #endif
      if code != 0 {
        context.release()
        stop()
        throw .cannotStartThread(index: index + 1, code: code)
      }
    }
  }

  /// Ends the workers and waits for them.
  func stop() {
    for worker in workers { worker.give(.stop) }
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  /// Takes the crew for one job; false when somebody else has it.
  func claim() -> Bool {
    claimed.compareExchange(
      expected: false, desired: true, successOrdering: .acquiring, failureOrdering: .relaxed
    ).exchanged
  }

  func release() {
    claimed.store(false, ordering: .releasing)
  }

  /// Runs `job(0) ..< job(parts)`, here and on workers. The caller holds the crew.
  func run(parts: Int, _ job: (Int) -> Void) {
    withoutActuallyEscaping(job) { job in
      withUnsafePointer(to: Job(run: job)) { pointer in
        self.job = pointer
        pending.store(parts, ordering: .relaxed)
        let number = open.load(ordering: .relaxed) >> 32 &+ 1
        open.store(number << 32 | UInt64(parts) << 16, ordering: .releasing)
        for worker in workers.prefix(parts - 1) { worker.give(.work) }
        takeParts()
        waitForWorkers()
        self.job = nil
      }
    }
  }

  /// Does parts of the open job until all are claimed.
  private func takeParts() {
    var seen = open.load(ordering: .acquiring)
    while true {
      let (parts, claimed) = (seen >> 16 & 0xffff, seen & 0xffff)
      guard claimed < parts else { return }
      let attempt = open.compareExchange(
        expected: seen, desired: seen + 1, successOrdering: .acquiring,
        failureOrdering: .acquiring)
      guard attempt.exchanged else {
        seen = attempt.original
        continue
      }
      runJob(part: Int(claimed))
      if pending.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { finished.notify() }
      seen = open.load(ordering: .acquiring)
    }
  }

  private func waitForWorkers() {
    for _ in 0..<spins {
      if pending.load(ordering: .acquiring) == 0 { return }
      ck_relax()
    }
    finished.wait { pending.load(ordering: .acquiring) == 0 }
  }

  private static let threadMain:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
      context in
      if let context {
        let start = Unmanaged<WorkerStart>.fromOpaque(context).takeRetainedValue()
        start.crew.work(start.index)
      }
      return nil
    }

  private func work(_ index: Int) {
    // A thread inherits its creator's mode, which ComputeContext has checked.
    precondition(ck_float_environment_is_default(), ArithmeticError.floatEnvironment.description)
    let worker = workers[index]
    while worker.take(spins: spins) == .work { takeParts() }
  }

  /// Apart, so that nothing of the job is still referenced when its part is reported done.
  @inline(never)
  private func runJob(part: Int) {
    job?.pointee.run(part)
  }
}

/// What a worker thread is told at its start.
private final class WorkerStart: Sendable {
  let crew: ThreadCrew
  let index: Int

  init(crew: ThreadCrew, index: Int) {
    self.crew = crew
    self.index = index
  }
}

/// The mailbox of one worker.
private final class Worker: Sendable {
  enum Order: UInt8, AtomicRepresentable {
    case wait, work, stop
  }

  private let order = Atomic<Order>(.wait)
  private let signal = Signal()

  func give(_ order: Order) {
    self.order.store(order, ordering: .releasing)
    signal.notify()
  }

  /// Waits for an order and takes it.
  func take(spins: Int) -> Order {
    for _ in 0..<spins {
      if order.load(ordering: .acquiring) != .wait { break }
      ck_relax()
    }
    signal.wait { order.load(ordering: .acquiring) != .wait }
    return order.exchange(.wait, ordering: .acquiring)
  }
}
