import Artifacts
import Tensors

/// Runs a pipeline: every cell whose result is not in the store is executed and committed.
///
/// Cells run one after another in the pipeline's order, each with all threads.
public struct Runner: Sendable {
  let planner: Planner
  let compute: ComputeContext
  /// The version of the program, for the receipts; never part of a digest.
  let toolVersion: String
  let observe: @Sendable (RunEvent) -> Void
  let isCancelled: @Sendable () -> Bool

  var store: Store { planner.store }

  public init(
    planner: Planner, compute: ComputeContext, toolVersion: String,
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.planner = planner
    self.compute = compute
    self.toolVersion = toolVersion
    self.observe = observe
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
    observe(.started(pipeline, sources: externals.sources))
    var session = RunSession(runner: self, pipeline: pipeline, externals: externals)
    let wanted = options.targets.map(pipeline.closure)
    for cell in pipeline.cells {
      if let wanted, !wanted.contains(cell.id) { continue }
      try session.settle(cell, options: options)
    }
    let summary = session.summary(seconds: start.duration(to: clock.now).seconds)
    observe(.finished(summary))
    return RunResult(
      pipeline: pipeline, outcomes: session.outcomes, externals: externals, summary: summary)
  }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
