/// What a run is asked to do beyond the pipeline itself.
public struct RunOptions: Sendable {
  /// Run these cells although their results are in the store.
  public var forced: Set<Cell.ID>
  /// Only these cells and what they need; nil for all.
  public var targets: [Cell.ID]?
  /// After a failure, run whatever does not depend on what failed.
  public var keepsGoing: Bool

  public init(
    forced: Set<Cell.ID> = [], targets: [Cell.ID]? = nil, keepsGoing: Bool = false
  ) {
    self.forced = forced
    self.targets = targets
    self.keepsGoing = keepsGoing
  }
}
