/// What a garbage collection keeps.
public struct CollectionPolicy: Equatable, Sendable {
  private static let day: Int64 = 86_400_000

  /// Runs of each pipeline and profile whose results are kept, the latest ones. Runs that failed,
  /// were stopped or made only a part do not count, and are kept when they are later than these.
  public var keptRuns = 1

  /// Bytes of objects to get down to, by removing what was not used for longest first; nil removes
  /// all that nothing keeps.
  public var maximalBytes: Int?

  /// What was used within so many milliseconds is kept.
  public var minimalAge: Int64 = 0

  /// What no recorded run used is kept for so many milliseconds, because a run that was killed has
  /// left no record: seven days.
  public var unrecordedAge = 7 * day

  /// Checkpoints of stages that nobody works on are kept for so many milliseconds: seven days.
  public var partialAge = 7 * day

  /// Damaged files that were moved away are kept for so many milliseconds: thirty days.
  public var quarantineAge = 30 * day

  /// Logs of runs that are not kept themselves are kept for so many milliseconds: thirty days.
  public var logAge = 30 * day

  /// Records of runs that are not kept, and that no result needs to tell its last use, are kept for so
  /// many milliseconds: thirty days.
  public var recordAge = 30 * day

  /// The same for records of runs that found everything done: one day.
  public var idleRecordAge = day

  public init() {}
}
