/// What a run is asked to do beyond the pipeline itself.
public struct RunOptions: Sendable {
  /// Run these cells although their results are in the store.
  public var forced: Set<Cell.ID>
  /// Only these cells and what they need; nil for all.
  public var targets: [Cell.ID]?
  /// After a failure, run whatever does not depend on what failed.
  public var keepsGoing: Bool
  /// Stages at once, at most one for each thread; nil for as many.
  public var jobs: Int?
  /// Bytes that the running stages may be expected to hold together; nil for no bound.
  public var memory: Int64?
  /// What is done when a stage that uses the network fails.
  public var retries: RetryPolicy

  public init(
    forced: Set<Cell.ID> = [], targets: [Cell.ID]? = nil, keepsGoing: Bool = false,
    jobs: Int? = nil, memory: Int64? = nil, retries: RetryPolicy = RetryPolicy()
  ) {
    self.forced = forced
    self.targets = targets
    self.keepsGoing = keepsGoing
    self.jobs = jobs
    self.memory = memory
    self.retries = retries
  }
}
