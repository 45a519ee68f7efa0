import CSpawn
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that runs apart from this one: in a process group of its own, which goes as a whole, with
/// nothing open but an empty input and one pipe for all that it says.
struct ChildProcess {
  /// How it ended.
  enum Ending: Equatable {
    case exited(Int32)
    /// A signal ended it that did not come from here.
    case signalled(Int32)
    case timedOut
    case cancelled
  }

  /// The path of the program; a relative one starts at `folder`.
  var executable: String
  /// All arguments, the program's own name first.
  var arguments: [String]
  /// `NAME=value`: the whole environment.
  var environment: [String]
  /// Where it runs.
  var folder: FilePath

  /// How long the group has between being asked and being made to end.
  private static let grace = Duration.seconds(2)

  /// Runs the program to its end; whatever it has started and left behind ends with it.
  ///
  /// - Parameters:
  ///   - timeout: after this time the group is stopped.
  ///   - isCancelled: looked at every 50 milliseconds.
  ///   - output: called with what the program writes to standard output and standard error.
  /// - Throws: `Errno` if the program cannot be started.
  func run(
    timeout: Duration?, isCancelled: () -> Bool, output: (ArraySlice<UInt8>) -> Void
  ) throws(Errno) -> Ending {
    var pipe = try Pipe()
    let identifier = try spawn(writingTo: pipe.writeEnd)
    pipe.closeWriteEnd()
    var reader = PipeReader(descriptor: pipe.readEnd)
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now.advanced(by: $0) }
    var stop: (reason: Ending, last: ContinuousClock.Instant)?
    while true {
      if try hasEnded(identifier, waiting: &reader, output) { break }
      if let stop {
        if clock.now >= stop.last { kill(-identifier, SIGKILL) }
      } else if let reason = reasonToStop(clock.now, deadline, isCancelled) {
        stop = (reason, clock.now.advanced(by: Self.grace))
        kill(-identifier, SIGTERM)
      }
    }
    // The leader has not been waited for yet, so that its group's number is still its own.
    kill(-identifier, SIGKILL)
    reader.drain(output)
    let ending = try Self.collect(identifier)
    return stop?.reason ?? ending
  }

  private func reasonToStop(
    _ now: ContinuousClock.Instant, _ deadline: ContinuousClock.Instant?, _ isCancelled: () -> Bool
  ) -> Ending? {
    if isCancelled() { return .cancelled }
    if let deadline, now >= deadline { return .timedOut }
    return nil
  }

  /// Waits a little for output or the end, and says whether the leader has ended.
  private func hasEnded(
    _ identifier: pid_t, waiting reader: inout PipeReader, _ output: (ArraySlice<UInt8>) -> Void
  ) throws(Errno) -> Bool {
    reader.wait()
    reader.drain(output)
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    // Without a child that has ended the structure stays zero.
    return information.si_signo == SIGCHLD
  }

  private static func collect(_ identifier: pid_t) throws(Errno) -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) != identifier {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  private func spawn(writingTo output: Int32) throws(Errno) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    // Libraries open files that a new program would inherit, the locks on them included.
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    posix_spawn_file_actions_addchdir_np(&actions, folder.string)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var identifier: pid_t = 0
    let code = Self.withCStrings(arguments) { arguments in
      Self.withCStrings(environment) { environment in
        posix_spawn(&identifier, executable, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw Errno(rawValue: code) }
    return identifier
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// Both ends of a pipe; closed when it goes out of scope.
private struct Pipe: ~Copyable {
  let readEnd: Int32
  private(set) var writeEnd: Int32

  init() throws(Errno) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  mutating func closeWriteEnd() {
    close(writeEnd)
    writeEnd = -1
  }

  deinit {
    close(readEnd)
    if writeEnd >= 0 { close(writeEnd) }
  }
}

/// Reads what comes through a pipe without ever blocking on it.
private struct PipeReader {
  private var descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// Milliseconds to wait once the pipe is closed at the other end, when the end is near.
  private var pause: Int32 = 0

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Waits until there is something to read, and 50 milliseconds at most.
  mutating func wait() {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // A negative descriptor is left out, so that only the time is waited for.
    poll(&request, 1, descriptor >= 0 ? 50 : pause)
    if descriptor < 0 { pause = min(pause * 2 + 1, 50) }
  }

  /// Reads whatever is there.
  mutating func drain(_ output: (ArraySlice<UInt8>) -> Void) {
    while descriptor >= 0 {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        output(buffer[..<count])
        if count < buffer.count { return }
      } else if count == 0 {
        descriptor = -1
      } else if errno != EINTR {
        return
      }
    }
  }
}
