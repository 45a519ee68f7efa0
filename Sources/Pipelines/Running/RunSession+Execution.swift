import Artifacts
import Tensors

/// The part of a run that touches the world: locks, threads, and what comes back from them.
extension RunSession {
  private var store: Store { runner.store }

  /// Starts what threads and memory allow.
  mutating func startReady() {
    while true {
      let starts = scheduler.takeStarts()
      if starts.isEmpty { return }
      for lease in starts {
        let cell = pipeline[lease.cell]
        do {
          // What was started before it may have failed at once.
          if reasonToStop != nil {
            scheduler.end(cell.id)
            examine(cell)
          } else if try !start(cell, threads: lease.threads) {
            scheduler.end(cell.id)
          }
        } catch {
          scheduler.end(cell.id)
          settle(cell, .failed(error))
        }
      }
    }
  }

  /// Starts a cell under the lock of its key.
  ///
  /// - Returns: false if another process has the lock, or was quicker.
  private mutating func start(_ cell: Cell, threads: Int) throws -> Bool {
    guard let preparation = preparations[cell.id] else { return false }
    guard let lock = try store.tryLock(preparation.key) else {
      waitForLock(of: cell)
      return false
    }
    do {
      if !options.forced.contains(cell.id),
        let receipt = try store.completeReceipt(for: preparation.key)
      {
        lock.release()
        settle(cell, .reused(receipt))
        return false
      }
      try launch(cell, preparation, lock, leases.take(threads: threads))
      return true
    } catch {
      lock.release()
      throw error
    }
  }

  /// How soon to look again whether another process has let go of a key.
  private static let lockPause = Duration.milliseconds(20)

  private mutating func waitForLock(of cell: Cell) {
    if preparations[cell.id]?.hasWaitedForLock == false { runner.observe(.waitingForLock(cell)) }
    preparations[cell.id]?.hasWaitedForLock = true
    postponed.append((cell.id, .now + Self.lockPause))
  }

  private mutating func launch(
    _ cell: Cell, _ preparation: Preparation, _ lock: KeyLock, _ compute: ComputeContext
  ) throws {
    if running.isEmpty { PeakMemory.reset() }
    try recordStart()
    let company = StageExecution.Company(stages: running.count + 1)
    for other in running.values { other.company.grow(to: running.count + 1) }
    // A log that cannot be opened is no reason not to run: what matters is said by the result.
    let log = ExecutionLog(try? store.openLog(run: record.id, preparation.key))
    log.start(
      cell, of: pipeline, run: record.id, key: preparation.key, threads: compute.pool.threads)
    let execution = StageExecution(
      cell: cell, pipeline: pipeline.name, log: log, key: preparation.key,
      document: preparation.document,
      context: context(for: cell, preparation.key, compute, log),
      toolVersion: runner.toolVersion, store: store, lock: lock, company: company)
    runner.observe(
      .stageStarted(cell, preparation.key, threads: compute.pool.threads))
    try WorkerThread.start { [mailbox] in mailbox.post(execution.run()) }
    running[cell.id] = Running(compute: compute, company: company)
  }

  /// Leaves a record from which a run that was killed can be told from one that never was. A run that
  /// finds everything done is recorded only once, at its end.
  private mutating func recordStart() throws {
    guard !hasRecordedStart else { return }
    hasRecordedStart = true
    try store.recordRun(record)
  }

  private func context(
    for cell: Cell, _ key: StageKey, _ compute: ComputeContext, _ log: ExecutionLog
  ) -> StageContext {
    let observe = runner.observe
    var inputs: [String: [StageInput]] = [:]
    for input in cell.inputs {
      inputs[input.slot.name] = input.cells.map { source in
        StageInput(pipeline[source], outcomes[source.index].receipt, store: store)
      }
    }
    return StageContext(
      inputs: inputs, environment: runner.planner.environment, external: externals[cell.id.index],
      compute: compute, checkpoints: Checkpoints(store: store, key: key),
      report: { progress in
        observe(.progress(cell, progress))
        log.add(progress)
      },
      tell: { message in
        observe(.message(cell, message))
        log.add(message)
      },
      isCancelled: runner.isCancelled)
  }

  /// An execution has ended.
  mutating func accept(_ completion: StageExecution.Completion) {
    let cell = pipeline[completion.cell]
    scheduler.end(cell.id)
    if let ended = running.removeValue(forKey: cell.id) { leases.giveBack(ended.compute) }
    switch completion.result {
    case .success(let success):
      settle(cell, .executed(success.receipt, seconds: success.seconds))
    case .failure(is CancellationError):
      stop()
      settle(cell, .skipped("the run was stopped"))
    case .failure(let error):
      if repairInput(of: cell, after: error) || tryAgainLater(cell, after: error) { return }
      settle(cell, .failed(error))
    }
  }

  /// Postpones a cell that failed for reasons that may pass.
  ///
  /// - Returns: false if it is not to be tried again.
  private mutating func tryAgainLater(_ cell: Cell, after error: any Error) -> Bool {
    guard error is PassingFailure, !wasCancelled,
      let failures = preparations[cell.id]?.failures,
      let pause = options.retries.pause(afterFailures: failures + 1)
    else { return false }
    preparations[cell.id]?.failures = failures + 1
    runner.observe(.retrying(cell, message: "\(error)", pauseSeconds: pause.seconds))
    postponed.append((cell.id, .now + pause))
    return true
  }

  func summary(seconds: Double) -> RunSummary {
    var summary = RunSummary(
      executed: 0, reused: 0, failed: 0, skipped: 0, seconds: seconds,
      wasCancelled: wasCancelled || runner.isCancelled())
    for outcome in outcomes {
      switch outcome {
      case .executed: summary.executed += 1
      case .reused: summary.reused += 1
      case .failed: summary.failed += 1
      case .skipped: summary.skipped += 1
      case .excluded: break
      }
    }
    return summary
  }
}
