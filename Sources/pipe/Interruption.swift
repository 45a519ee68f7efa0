import Glibc
import Processes
import Synchronization

/// Ctrl-C and termination: the first asks the run to stop where its results are safe, the second
/// leaves at once.
enum Interruption {
  // Written by a signal handler, which may touch nothing but lock-free atomics.
  private static let received = Atomic<Int32>(0)

  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }
  static var wasTermination: Bool { received.load(ordering: .relaxed) == SIGTERM }

  /// Waits, but not on after a signal.
  ///
  /// - Throws: `CancellationError` after one.
  static func sleep(_ duration: Duration) throws {
    let end = ContinuousClock.now.advanced(by: duration)
    while ContinuousClock.now < end {
      if isRequested { throw CancellationError() }
      usleep(50_000)
    }
  }

  /// Installs the handlers.
  static func install() {
    let handler: @convention(c) (Int32) -> Void = { number in
      if Interruption.received.exchange(number, ordering: .relaxed) != 0 {
        RunningGroups.killAll()
        _exit(128 + number)
      }
    }
    RunningGroups.prepare()
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
    // Whoever started this process may have blocked them, and a mask is inherited.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
