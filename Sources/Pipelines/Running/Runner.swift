import Artifacts
import Tensors

/// Runs a pipeline: every cell whose result is not in the store is executed and committed.
///
/// Cells run at once as far as threads and memory go; what they make does not depend on that. The
/// thread that calls `run` directs, each executing stage has a thread of its own.
public struct Runner: Sendable {
  let planner: Planner
  let compute: ComputeContext
  /// The version of the program, for the receipts; never part of a digest.
  let toolVersion: String
  let history: RunHistoryReader
  let observe: @Sendable (RunEvent) -> Void
  let isCancelled: @Sendable () -> Bool

  var store: Store { planner.store }

  /// - Parameters:
  ///   - compute: the kernels, and the threads that all stages share.
  ///   - history: what earlier runs measured; nil for that of the store.
  ///   - observe: called with one event at a time, from several threads.
  ///   - isCancelled: asked often, from several threads. Once true, nothing more starts.
  public init(
    planner: Planner, compute: ComputeContext, toolVersion: String,
    history: RunHistoryReader? = nil,
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.planner = planner
    self.compute = compute
    self.toolVersion = toolVersion
    self.history = history ?? RunHistoryReader(planner.store)
    self.observe = EventGate(observe).pass
    self.isCancelled = isCancelled
  }

  /// Runs what is missing.
  ///
  /// A failing stage does not throw: its error is in the result, and what depends on it is skipped.
  ///
  /// - Throws: if an external input cannot be found, what a stage would get cannot be what it needs, or
  ///   the store cannot be used.
  public func run(_ pipeline: Pipeline, options: RunOptions = RunOptions()) throws -> RunResult {
    let clock = ContinuousClock()
    let start = clock.now
    let externals = try planner.externalInputs(of: pipeline)
    _ = try pipeline.forecasts(in: planner.environment)
    let wanted = options.targets.map(pipeline.closure)
    let cells = pipeline.cells.map(\.id).filter { wanted?.contains($0) != false }
    observe(.started(pipeline, sources: externals.sources, cells: cells))
    var session = RunSession(
      runner: self, pipeline: pipeline, externals: externals, options: options, cells: cells)
    session.run()
    let summary = session.summary(seconds: start.duration(to: clock.now).seconds)
    try session.finish(summary)
    observe(.finished(summary))
    return RunResult(
      pipeline: pipeline, run: session.record.id, outcomes: session.outcomes, externals: externals,
      summary: summary)
  }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
