import Artifacts
import Tensors

/// The state of one run: the outcomes so far, in the order of the cells.
struct RunSession {
  let runner: Runner
  let pipeline: Pipeline
  let externals: [ExternalInput?]
  private(set) var outcomes: [CellOutcome]
  private var hasFailed = false
  private var wasCancelled = false

  init(runner: Runner, pipeline: Pipeline, externals: [ExternalInput?]) {
    self.runner = runner
    self.pipeline = pipeline
    self.externals = externals
    outcomes = Array(repeating: .excluded, count: pipeline.cells.count)
  }

  private var store: Store { runner.store }

  /// Brings one cell to its outcome. Its inputs have theirs already.
  mutating func settle(_ cell: Cell, options: RunOptions) throws {
    if let reason = reasonToSkip(cell, options) {
      outcomes[cell.id.index] = .skipped(reason)
      runner.observe(.skipped(cell, reason: reason))
      return
    }
    do {
      try settleRunnable(cell, isForced: options.forced.contains(cell.id))
    } catch is CancellationError {
      wasCancelled = true
      outcomes[cell.id.index] = .skipped("the run was stopped")
      runner.observe(.skipped(cell, reason: "the run was stopped"))
    } catch {
      hasFailed = true
      outcomes[cell.id.index] = .failed(error)
      runner.observe(.stageFailed(cell, message: "\(error)"))
    }
  }

  private func reasonToSkip(_ cell: Cell, _ options: RunOptions) -> String? {
    if wasCancelled || runner.isCancelled() { return "the run was stopped" }
    for source in cell.inputs.flatMap(\.cells) where outcomes[source.index].receipt == nil {
      return "needs '\(pipeline[source].name)'"
    }
    return hasFailed && !options.keepsGoing ? "an earlier stage failed" : nil
  }

  private mutating func settleRunnable(_ cell: Cell, isForced: Bool) throws {
    switch try state(of: cell) {
    case .current(let receipt) where !isForced:
      outcomes[cell.id.index] = .reused(receipt)
      runner.observe(.reused(cell, receipt))
    case .current(let receipt):
      try execute(cell, receipt.key, document: receipt.document, isForced: true)
    case .ready(let key, let document):
      try execute(cell, key, document: document, isForced: isForced)
    case .waiting:
      preconditionFailure("the inputs of '\(cell.name)' come before it")
    }
  }

  private func state(of cell: Cell) throws -> CellState {
    try runner.planner.state(of: cell, in: pipeline, externals[cell.id.index]) {
      outcomes[$0.index].receipt
    }
  }

  /// Executes a cell under the lock of its key, unless another process was quicker.
  private mutating func execute(
    _ cell: Cell, _ key: StageKey, document: JSONValue, isForced: Bool
  ) throws {
    let observe = runner.observe
    let isCancelled = runner.isCancelled
    var hasWaited = false
    let lock = try store.lock(key) { _ in
      if !hasWaited { observe(.waitingForLock(cell)) }
      hasWaited = true
      if isCancelled() { throw CancellationError() }
    }
    defer { lock.release() }
    if !isForced, let receipt = try store.completeReceipt(for: key) {
      outcomes[cell.id.index] = .reused(receipt)
      observe(.reused(cell, receipt))
      return
    }
    observe(.stageStarted(cell, key))
    let clock = ContinuousClock()
    let start = clock.now
    let startedAt = Timestamp.now()
    let outputs = try executeMendingInputs(cell, key)
    let seconds = start.duration(to: clock.now).seconds
    try checkOutputs(outputs, of: cell)
    let receipt = try store.commit(
      key: key, document: document, outputs: NameTable(outputs),
      provenance: provenance(of: cell, startedAt: startedAt, seconds: seconds))
    try store.removePartial(key)
    outcomes[cell.id.index] = .executed(receipt, seconds: seconds)
    observe(.stageFinished(cell, receipt, seconds: seconds))
  }

  /// A disk that damages what was just written is beyond repair.
  private static let mostRepairs = 3

  /// Executes the stage; if an input in the store turns out to be damaged, makes it again first.
  private mutating func executeMendingInputs(
    _ cell: Cell, _ key: StageKey
  ) throws -> [String: Artifact] {
    var repairs = 0
    while true {
      do {
        return try cell.stage.execute(in: context(for: cell, key))
      } catch let error as StoreError {
        guard let digest = error.damagedDigest, let source = producer(of: digest, for: cell),
          repairs < Self.mostRepairs
        else { throw error }
        repairs += 1
        runner.observe(.repairing(source, reason: error.description))
        // The damaged object is in quarantine, so that its maker is no longer current, unless
        // another process has made it again already.
        try settleRunnable(source, isForced: false)
      }
    }
  }

  private func producer(of digest: Digest, for cell: Cell) -> Cell? {
    cell.inputs.flatMap(\.cells).first { source in
      outcomes[source.index].receipt?.outputs.contains { $0.value.digest == digest } == true
    }.map { pipeline[$0] }
  }

  private func context(for cell: Cell, _ key: StageKey) -> StageContext {
    let observe = runner.observe
    var inputs: [String: [StageInput]] = [:]
    for input in cell.inputs {
      inputs[input.slot.name] = input.cells.map { source in
        StageInput(
          cell: pipeline[source].name, label: pipeline[source].label,
          bindings: pipeline[source].bindings,
          outputs: outcomes[source.index].receipt?.outputs ?? [:], store: store)
      }
    }
    return StageContext(
      inputs: inputs, environment: runner.planner.environment, external: externals[cell.id.index],
      compute: runner.compute, checkpoints: Checkpoints(store: store, key: key),
      report: { observe(.progress(cell, $0)) }, isCancelled: runner.isCancelled)
  }

  private func checkOutputs(_ outputs: [String: Artifact], of cell: Cell) throws {
    let expected = cell.kind.outputs.sorted()
    let names = outputs.keys.sorted()
    guard names == expected else {
      throw StageFailure(
        "stage kind '\(cell.kind.name)' made the outputs \(names) but declares \(expected)")
    }
  }

  private func provenance(
    of cell: Cell, startedAt: Timestamp, seconds: Double
  ) -> Receipt.Provenance {
    Receipt.Provenance(
      stage: cell.name, pipeline: pipeline.name, started: startedAt, durationSeconds: seconds,
      peakMemoryBytes: PeakMemory.bytes, threads: runner.compute.pool.threads,
      instructionSet: runner.compute.kernels.instructionSet.rawValue,
      toolVersion: runner.toolVersion)
  }

  func summary(seconds: Double) -> RunSummary {
    var summary = RunSummary(
      executed: 0, reused: 0, failed: 0, skipped: 0, seconds: seconds, wasCancelled: wasCancelled)
    for outcome in outcomes {
      switch outcome {
      case .executed: summary.executed += 1
      case .reused: summary.reused += 1
      case .failed: summary.failed += 1
      case .skipped: summary.skipped += 1
      case .excluded: break
      }
    }
    summary.wasCancelled = wasCancelled || runner.isCancelled()
    return summary
  }
}
