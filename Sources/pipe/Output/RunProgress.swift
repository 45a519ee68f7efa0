import Pipelines

/// What is known of a run at a moment: a value that its events change. Displays are drawn from it.
///
/// Times are counted from the start of the run, so that the same events give the same display.
struct RunProgress {
  /// A stage that is executing.
  struct Stage {
    let cell: Cell
    let started: Duration
    let threads: Int
    var progress = StageProgress(fraction: 0, message: "")
    /// The start of the measurement of a rate: what a resumed stage had done before is not ours.
    var first: (amount: Double, at: Duration)?

    /// Units of work in a second, once enough of it has been seen.
    func rate(at now: Duration) -> Double? {
      guard let amount = progress.amount, let first else { return nil }
      let seconds = (now - first.at).seconds
      return seconds > 0.2 && amount > first.amount ? (amount - first.amount) / seconds : nil
    }

    /// Seconds to its end, from what it says of itself.
    func secondsLeft(at now: Duration) -> Double? {
      guard progress.fraction > 0.02, (now - started).seconds > 1 else { return nil }
      if let rate = rate(at: now), let amount = progress.amount {
        return amount / progress.fraction * (1 - progress.fraction) / rate
      }
      return (now - started).seconds * (1 - progress.fraction) / progress.fraction
    }
  }

  private(set) var total = 0
  private(set) var executed = 0
  private(set) var reused = 0
  private(set) var failed = 0
  private(set) var skipped = 0
  private(set) var isStopping = false
  /// In the order of their start.
  private(set) var running: [Stage] = []
  private var settledCells: Set<Cell.ID> = []
  private var remaining: RemainingWork?

  /// The cells that have their outcome.
  var settled: Int { settledCells.count }

  /// The share of the cells that is done, parts of running ones included, in [0, 1].
  var fraction: Double {
    let partial = running.reduce(0) { $0 + min(1, max(0, $1.progress.fraction)) }
    return total > 0 ? min(1, (Double(settled) + partial) / Double(total)) : 0
  }

  /// Lets the display guess how long the run takes.
  mutating func expect(_ remaining: RemainingWork) { self.remaining = remaining }

  /// Seconds to the end of the run, as far as they can be guessed.
  func secondsLeft(at now: Duration) -> Double? {
    remaining?.seconds(
      running: running.map { stage in
        RemainingWork.Running(
          cell: stage.cell.id, threads: stage.threads, elapsed: (now - stage.started).seconds,
          secondsLeft: stage.secondsLeft(at: now))
      })
  }

  mutating func apply(_ event: RunEvent, at now: Duration) {
    switch event {
    case .started(_, _, let cells): total = cells.count
    case .reused(let cell, _):
      if settle(cell) { reused += 1 }
    case .stageStarted(let cell, _, let threads):
      running.append(Stage(cell: cell, started: now, threads: threads))
    case .progress(let cell, let progress):
      guard let place = running.firstIndex(where: { $0.cell.id == cell.id }) else { return }
      running[place].progress = progress
      if running[place].first == nil, let amount = progress.amount {
        running[place].first = (amount, now)
      }
    case .stageFinished(let cell, let receipt, let seconds):
      remaining?.measured(cell, seconds: seconds, threads: receipt.provenance.threads ?? 1)
      if settle(cell) { executed += 1 }
    case .stageFailed(let cell, _):
      if settle(cell) { failed += 1 }
    case .skipped(let cell, _):
      if settle(cell) { skipped += 1 }
    case .retrying(let cell, _, _): end(cell)
    case .repairing(let cell, _):
      settledCells.remove(cell.id)
      remaining?.reopen(cell)
    case .stopping: isStopping = true
    case .waitingForLock, .message, .pulse, .finished: break
    }
  }

  private mutating func settle(_ cell: Cell) -> Bool {
    end(cell)
    remaining?.settle(cell)
    return settledCells.insert(cell.id).inserted
  }

  private mutating func end(_ cell: Cell) { running.removeAll { $0.cell.id == cell.id } }
}
