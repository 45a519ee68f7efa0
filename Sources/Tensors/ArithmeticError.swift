/// What can go wrong before any arithmetic is done.
public enum ArithmeticError: Error, Equatable, Sendable {
  /// The name in `PIPE_ISA` is none that this module knows.
  case unknownInstructionSet(name: String, available: [InstructionSet])
  /// This CPU, or this build, cannot run the instruction set asked for.
  case unsupportedInstructionSet(InstructionSet, available: [InstructionSet])
  /// A pool needs at least one thread, and at most ``ThreadPool/maximumThreads``.
  case threadCount(Int)
  /// The system refused to start another thread; `code` is its error number.
  case cannotStartThread(index: Int, code: Int32)
  /// The thread rounds otherwise than to nearest or flushes subnormal numbers to zero.
  case floatEnvironment
}

extension ArithmeticError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownInstructionSet(let name, let available):
      return "PIPE_ISA names the unknown instruction set '\(name)'; this CPU has "
        + "\(Self.list(available)). Set it to one of these, or unset it for the fastest."
    case .unsupportedInstructionSet(let set, let available):
      return "PIPE_ISA asks for '\(set)', which this CPU cannot run; it has "
        + "\(Self.list(available)). Set it to one of these, or unset it for the fastest."
    case .threadCount(let count):
      return "\(count) threads asked for; expected 1 to \(ThreadPool.maximumThreads)."
    case .cannotStartThread(let index, let code):
      return "The system refused to start worker thread \(index) (error \(code)); "
        + "ask for fewer threads or raise the limit on processes (ulimit -u)."
    case .floatEnvironment:
      return "This thread's floating-point mode is not the IEEE default (rounding to nearest, "
        + "subnormal numbers kept). A library built with -ffast-math is probably loaded; remove it."
    }
  }

  private static func list(_ sets: [InstructionSet]) -> String {
    sets.map(\.rawValue).joined(separator: ", ")
  }
}
