import Synchronization

/// The most memory that a program has held which a stage has run, beside that of this process.
public final class ProgramMemory: Sendable {
  private let most = Atomic<Int64>(0)

  var bytes: Int64 { most.load(ordering: .relaxed) }

  /// Notes what one program has held, in bytes.
  public func note(_ bytes: Int64) { most.max(bytes, ordering: .relaxed) }
}
