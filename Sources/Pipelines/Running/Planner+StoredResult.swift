import Artifacts

extension Planner {
  /// What the store holds of a pipeline, as a run would have left it; nothing is executed.
  ///
  /// - Throws: what `plan` throws.
  public func storedResult(of pipeline: Pipeline) throws -> RunResult {
    let plan = try plan(pipeline)
    let outcomes = plan.states.map { state in
      state.receipt.map(CellOutcome.reused) ?? .excluded
    }
    return RunResult(
      pipeline: pipeline, run: "", outcomes: outcomes, externals: try externalInputs(of: pipeline),
      summary: RunSummary(
        executed: 0, reused: plan.states.count { $0.receipt != nil }, failed: 0, skipped: 0,
        seconds: 0, wasCancelled: false))
  }
}
