import Synchronization

/// The most memory that a program has held which a stage has run, beside that of this process.
public final class ProgramMemory: Sendable {
  private let most = Atomic<Int64>(0)

  var bytes: Int64 { most.load(ordering: .relaxed) }

  /// Runs a program and notes what it has held.
  ///
  /// Linux counts for a new program what this process had held before, so what is not above that is not
  /// known, and counts as nothing.
  ///
  /// - Parameters:
  ///   - run: runs the program to its end.
  ///   - peak: the bytes that the system has counted for it.
  public func measuring<Outcome, Failure: Error>(
    _ run: () throws(Failure) -> Outcome, peak: (Outcome) -> Int64
  ) throws(Failure) -> Outcome {
    let own = PeakMemory.bytes ?? 0
    let outcome = try run()
    if peak(outcome) > own { most.max(peak(outcome), ordering: .relaxed) }
    return outcome
  }
}
