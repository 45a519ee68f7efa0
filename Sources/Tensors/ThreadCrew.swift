import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The workers of a ``ThreadPool`` and the protocol by which they share a job.
///
/// A job has parts, which the caller and the workers take one by one. So the caller never waits for a
/// worker that has not come: when the cores are busy with something else it does all parts itself.
///
/// `@unchecked Sendable`: `job` is written only by the thread that holds the claim, before it offers
/// the parts (release), and read only by a thread that took a part (acquire); the caller does not
/// leave, and does not touch `job`, before every part that was taken is done. Everything else is
/// atomic or constant once `start()` has returned.
final class ThreadCrew: @unchecked Sendable {
  private typealias Job = (Int) -> Void

  private let workers: Int
  private let spins: Int
  private let claimed = Atomic<Bool>(false)
  /// The parts of the present job that nobody has taken yet.
  private let offer = Atomic<PartOffer>(PartOffer(jobNumber: 0, parts: 0))
  /// The parts that are not done yet.
  private let pending = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  private let offered = Signal()
  private let finished = Signal()
  private var threads: [pthread_t] = []
  private var job: UnsafePointer<Job>?

  init(workers: Int, spins: Int) {
    self.workers = workers
    self.spins = spins
  }

  /// Starts the workers, or none of them.
  func start() throws(ArithmeticError) {
    for index in 0..<workers {
      let context = Unmanaged.passRetained(self)
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
    isStopping.store(true, ordering: .releasing)
    offered.notify()
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

  /// Runs `job` for every part in `0 ..< parts`, here and on the workers. The caller holds the claim.
  func run(parts: Int, _ job: (Int) -> Void) {
    withoutActuallyEscaping(job) { job in
      withUnsafePointer(to: job) { pointer in
        self.job = pointer
        pending.store(parts, ordering: .relaxed)
        let last = offer.load(ordering: .relaxed)
        offer.store(
          PartOffer(jobNumber: last.jobNumber &+ 1, parts: UInt16(parts)), ordering: .releasing)
        offered.notify()
        while runPart() {}
        waitForParts()
        self.job = nil
      }
    }
  }

  /// Takes a part and runs it; false when there is none left.
  private func runPart() -> Bool {
    var current = offer.load(ordering: .acquiring)
    while let part = current.nextPart {
      let (exchanged, original) = offer.compareExchange(
        expected: current, desired: current.withoutNextPart, ordering: .acquiringAndReleasing)
      guard exchanged else {
        current = original
        continue
      }
      execute(part)
      if pending.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { finished.notify() }
      return true
    }
    return false
  }

  /// Apart, so that nothing of the job is still referenced when the part is reported as done.
  @inline(never)
  private func execute(_ part: Int) {
    job?.pointee(part)
  }

  private func waitForParts() {
    for _ in 0..<spins {
      if pending.load(ordering: .acquiring) == 0 { return }
      ck_relax()
    }
    finished.wait { pending.load(ordering: .acquiring) == 0 }
  }

  private static let threadMain:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context {
        Unmanaged<ThreadCrew>.fromOpaque(context).takeRetainedValue().work()
      }
      return nil
    }

  private func work() {
    // A thread inherits its creator's mode, which ComputeContext has checked.
    precondition(ck_float_environment_is_default(), ArithmeticError.floatEnvironment.description)
    while !isStopping.load(ordering: .acquiring) {
      while runPart() {}
      waitForOffer()
    }
  }

  private func waitForOffer() {
    func hasCome() -> Bool {
      offer.load(ordering: .acquiring).nextPart != nil || isStopping.load(ordering: .acquiring)
    }
    for _ in 0..<spins {
      if hasCome() { return }
      ck_relax()
    }
    offered.wait(until: hasCome)
  }
}

/// The parts of a job that are still to be had. The number of the job makes every offer another value,
/// so that a thread that was held up cannot take a part of a later job for one of an earlier.
struct PartOffer: Equatable, AtomicRepresentable {
  var jobNumber: UInt32
  var parts: UInt16
  var taken: UInt16 = 0

  init(jobNumber: UInt32, parts: UInt16) {
    self.jobNumber = jobNumber
    self.parts = parts
  }

  /// The part to take next; nil when all are taken.
  var nextPart: Int? { taken < parts ? Int(taken) : nil }

  var withoutNextPart: PartOffer {
    var offer = self
    offer.taken += 1
    return offer
  }

  typealias AtomicRepresentation = UInt64.AtomicRepresentation

  private init(bits: UInt64) {
    jobNumber = UInt32(truncatingIfNeeded: bits >> 32)
    parts = UInt16(truncatingIfNeeded: bits >> 16)
    taken = UInt16(truncatingIfNeeded: bits)
  }

  private var bits: UInt64 {
    UInt64(jobNumber) << 32 | UInt64(parts) << 16 | UInt64(taken)
  }

  static func encodeAtomicRepresentation(_ value: consuming PartOffer) -> AtomicRepresentation {
    UInt64.encodeAtomicRepresentation(value.bits)
  }

  static func decodeAtomicRepresentation(
    _ representation: consuming AtomicRepresentation
  ) -> PartOffer {
    PartOffer(bits: UInt64.decodeAtomicRepresentation(representation))
  }
}
