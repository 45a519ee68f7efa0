import Artifacts

/// What happens in a run, in one order. Displays and event streams are made from these.
public enum RunEvent: Sendable {
  /// The cells are those that are part of the run.
  case started(Pipeline, sources: [DataSource], cells: [Cell.ID])
  /// The result was in the store already, or an equal stage of this run has just made it.
  case reused(Cell, Receipt)
  case stageStarted(Cell, StageKey, threads: Int)
  /// Another process is making the same result; the run looks again now and then.
  case waitingForLock(Cell)
  case progress(Cell, StageProgress)
  case message(Cell, StageMessage)
  case stageFinished(Cell, Receipt, seconds: Double)
  case stageFailed(Cell, message: String)
  /// A stage that uses the network failed and will be tried again.
  case retrying(Cell, message: String, pauseSeconds: Double)
  /// A result that was in the store turned out to be damaged; it is made again.
  case repairing(Cell, reason: String)
  /// Not run because something that it needs failed, or because the run was stopped.
  case skipped(Cell, reason: String)
  /// The run was asked to stop; so many stages are still running, and come to a safe end.
  case stopping(running: Int)
  /// Stages are running and some time has passed: about ten of these a second.
  case pulse
  case finished(RunSummary)
}

/// How a run went.
public struct RunSummary: Sendable {
  public var executed: Int
  public var reused: Int
  public var failed: Int
  public var skipped: Int
  public var seconds: Double
  public var wasCancelled: Bool
}
