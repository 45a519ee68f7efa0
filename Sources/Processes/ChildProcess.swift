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
/// nothing open but an empty input and pipes for what it says.
public struct ChildProcess {
  /// How it ended.
  public enum Ending: Equatable, Sendable {
    case exited(Int32)
    /// A signal ended it that did not come from here.
    case signalled(Int32)
    case timedOut
    case cancelled
  }

  /// What became of a program.
  public struct Outcome: Equatable, Sendable {
    public var ending: Ending
    /// The most memory that the program, or one of those that it has started and waited for, has held, or
    /// this process had held when it was started: Linux begins to count from there.
    public let peakMemoryBytes: Int64
  }

  /// The path of the program; a relative one starts at `folder`.
  public var executable: String
  /// All arguments, the program's own name first.
  public var arguments: [String]
  /// `NAME=value`: the whole environment.
  public var environment: [String]
  /// Where it runs.
  public var folder: FilePath

  public init(
    executable: String, arguments: [String], environment: [String], folder: FilePath
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }

  /// How long the group has between being asked and being made to end.
  private static let grace = Duration.seconds(2)

  /// Runs the program to its end; whatever it has started and left behind ends with it.
  ///
  /// - Parameters:
  ///   - timeout: after this time the group is stopped.
  ///   - isCancelled: looked at every 50 milliseconds or more often.
  ///   - output: called with what the program writes to standard output.
  ///   - errors: called with what it writes to standard error; without it, `output` gets both.
  /// - Throws: `Errno` if the program cannot be started.
  public func run(
    timeout: Duration?, isCancelled: () -> Bool, output: (ArraySlice<UInt8>) -> Void,
    errors: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws(Errno) -> Outcome {
    var outputPipe = try Pipe()
    // Without a writer it is at its end from the beginning.
    var errorPipe = try Pipe()
    let identifier = try spawn(
      output: outputPipe.writeEnd,
      errors: errors == nil ? outputPipe.writeEnd : errorPipe.writeEnd)
    RunningGroups.add(identifier)
    defer { RunningGroups.remove(identifier) }
    outputPipe.closeWriteEnd()
    errorPipe.closeWriteEnd()
    var reader = PipeReader(output: outputPipe.readEnd, errors: errorPipe.readEnd)
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now.advanced(by: $0) }
    var stop: (reason: Ending, last: ContinuousClock.Instant)?
    while true {
      reader.wait()
      reader.drain(output, errors)
      if try Self.hasEnded(identifier) { break }
      if let stop {
        if clock.now >= stop.last { kill(-identifier, SIGKILL) }
      } else if let reason = reasonToStop(clock.now, deadline, isCancelled) {
        stop = (reason, clock.now.advanced(by: Self.grace))
        kill(-identifier, SIGTERM)
      }
    }
    // The leader has not been waited for yet, so that its group's number is still its own.
    kill(-identifier, SIGKILL)
    RunningGroups.remove(identifier)
    reader.drain(output, errors)
    var outcome = try Self.collect(identifier)
    if let stop { outcome.ending = stop.reason }
    return outcome
  }

  private func reasonToStop(
    _ now: ContinuousClock.Instant, _ deadline: ContinuousClock.Instant?, _ isCancelled: () -> Bool
  ) -> Ending? {
    if isCancelled() { return .cancelled }
    if let deadline, now >= deadline { return .timedOut }
    return nil
  }

  /// Whether the leader has ended.
  private static func hasEnded(_ identifier: pid_t) throws(Errno) -> Bool {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    // Without a child that has ended the structure stays zero.
    return information.si_signo == SIGCHLD
  }

  private static func collect(_ identifier: pid_t) throws(Errno) -> Outcome {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) != identifier {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    #if canImport(Darwin)
      let peak = Int64(usage.ru_maxrss)
    #else
      let peak = Int64(usage.ru_maxrss) * 1024
    #endif
    let signal = status & 0x7F
    return Outcome(
      ending: signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal), peakMemoryBytes: peak)
  }

  private func spawn(output: Int32, errors: Int32) throws(Errno) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
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
