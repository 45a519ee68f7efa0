import Artifacts
import Tensors

/// The state of one run, owned by the thread that directs it.
///
/// A cell waits for its inputs (`Frontier`), is looked up in the store, and if its result is not there
/// waits for its turn (`Scheduler`), executes on a thread of its own (`StageExecution`) and reports back
/// (`Mailbox`). Every cell comes to exactly one outcome.
struct RunSession {
  /// A cell that is to be executed.
  struct Preparation {
    let key: StageKey
    let document: JSONValue
    /// Cells with the same key: what this one makes is theirs.
    var followers: [Cell.ID] = []
    var failures = 0
    var repairs = 0
    var hasWaitedForLock = false
  }

  struct Running {
    let compute: ComputeContext
    let company: StageExecution.Company
  }

  let runner: Runner
  let pipeline: Pipeline
  let externals: [ExternalInput?]
  let options: RunOptions
  let mailbox = Mailbox<StageExecution.Completion>()
  /// Written when the first stage starts and when the run is over.
  private(set) var record: RunRecord
  var hasRecordedStart = false

  /// In the order of the cells.
  private(set) var outcomes: [CellOutcome]
  /// Of the cells that got so far as to have one.
  private var keys: [Cell.ID: StageKey] = [:]
  private var frontier: Frontier
  var scheduler: Scheduler
  var leases: ComputeLeases
  var preparations: [Cell.ID: Preparation] = [:]
  var running: [Cell.ID: Running] = [:]
  /// The cell that makes the result of a key in this run, until it has its outcome.
  private var leaders: [StageKey: Cell.ID] = [:]
  private var executedKeys: Set<StageKey> = []
  /// Cells that wait for a damaged input to be made again, by the input.
  private var awaitingRepair: [Cell.ID: [Cell.ID]] = [:]
  /// Cells that are looked at again later: another process makes them, or the network failed.
  var postponed: [(cell: Cell.ID, until: ContinuousClock.Instant)] = []
  private var hasFailed = false
  private(set) var wasCancelled = false
  private lazy var expectations = Expectations(
    of: pipeline, from: runner.history.history())

  init(
    runner: Runner, pipeline: Pipeline, externals: [ExternalInput?], options: RunOptions,
    cells: [Cell.ID]
  ) {
    self.runner = runner
    self.pipeline = pipeline
    self.externals = externals
    self.options = options
    record = RunRecord(of: pipeline)
    outcomes = Array(repeating: .excluded, count: pipeline.cells.count)
    frontier = Frontier(pipeline, cells: cells)
    let threads = runner.compute.pool.threads
    scheduler = Scheduler(
      Scheduler.Limits(threads: threads, jobs: options.jobs ?? threads, memory: options.memory))
    leases = ComputeLeases(runner.compute)
  }

  /// Brings every cell to its outcome.
  mutating func run() {
    while true {
      noticeCancellation()
      repeat {
        settleUnblocked()
        startReady()
      } while frontier.hasUnblocked
      if scheduler.isIdle, postponed.isEmpty { return }
      let completions = mailbox.take(waitingFor: millisecondsToWait)
      // Before stages that have stopped are counted as ended.
      noticeCancellation()
      for completion in completions { accept(completion) }
      if !running.isEmpty { runner.observe(.pulse) }
      resumePostponed()
    }
  }

  /// Seldom enough to cost nothing, often enough that a person is answered at once.
  private static let attention = Duration.milliseconds(100)

  private var millisecondsToWait: Int {
    let now = ContinuousClock.now
    let waits = postponed.map { now.duration(to: $0.until) } + [Self.attention]
    return max(1, Int((waits.min() ?? Self.attention) / .milliseconds(1)))
  }

  private mutating func noticeCancellation() {
    if runner.isCancelled() { stop() }
  }

  /// Lets nothing new start. What runs sees for itself that the run is to stop.
  mutating func stop() {
    guard !wasCancelled else { return }
    wasCancelled = true
    runner.observe(.stopping(running: running.count))
  }

  /// Looks up all cells whose inputs are there, and those that this unblocks in turn.
  private mutating func settleUnblocked() {
    while true {
      var cells = frontier.takeUnblocked()
      if reasonToStop != nil {
        cells += scheduler.drain() + postponed.map(\.cell)
        postponed = []
      }
      if cells.isEmpty { return }
      let found = states(of: cells.map { pipeline[$0] })
      for (cell, state) in zip(cells, found) { examine(pipeline[cell], state) }
    }
  }

  /// What the store has of some cells. Those that will be skipped are not looked up.
  private func states(of cells: [Cell]) -> [Result<CellState, any Error>?] {
    guard reasonToStop == nil else { return cells.map { _ in nil } }
    do {
      return try runner.planner.states(
        of: cells, in: pipeline, externals, on: runner.compute.pool
      ) { outcomes[$0.index].receipt }
    } catch {
      return cells.map { _ in .failure(error) }
    }
  }

  private mutating func resumePostponed() {
    let now = ContinuousClock.now
    for (cell, _) in postponed.filter({ $0.until <= now }) {
      postponed.removeAll { $0.cell == cell }
      enqueue(cell)
    }
  }

  var reasonToStop: String? {
    if wasCancelled { return "the run was stopped" }
    return hasFailed && !options.keepsGoing ? "an earlier stage failed" : nil
  }

  private func reasonToSkip(_ cell: Cell) -> String? {
    if wasCancelled { return reasonToStop }
    for source in cell.inputs.flatMap(\.cells) where outcomes[source.index].receipt == nil {
      return "needs '\(pipeline[source].name)'"
    }
    return reasonToStop
  }

  /// Decides whether a cell is skipped, reused or executed. Its inputs have their outcomes.
  ///
  /// - Parameter found: what the store was seen to have, if somebody has looked already.
  mutating func examine(_ cell: Cell, _ found: Result<CellState, any Error>? = nil) {
    if let reason = reasonToSkip(cell) { return settle(cell, .skipped(reason)) }
    do {
      let isForced = options.forced.contains(cell.id)
      switch try found?.get() ?? state(of: cell) {
      case .current(let receipt) where !isForced || executedKeys.contains(receipt.key):
        settle(cell, .reused(receipt))
      case .current(let receipt):
        prepare(cell, receipt.key, document: receipt.document)
      case .ready(let key, let document):
        prepare(cell, key, document: document)
      case .waiting:
        preconditionFailure("the inputs of '\(cell.name)' come before it")
      }
    } catch {
      settle(cell, .failed(error))
    }
  }

  private func state(of cell: Cell) throws -> CellState {
    try runner.planner.state(of: cell, in: pipeline, externals[cell.id.index]) {
      outcomes[$0.index].receipt
    }
  }

  private mutating func prepare(_ cell: Cell, _ key: StageKey, document: JSONValue) {
    keys[cell.id] = key
    if let leader = leaders[key], leader != cell.id {
      preparations[leader]?.followers.append(cell.id)
      return
    }
    leaders[key] = cell.id
    var preparation = Preparation(key: key, document: document)
    if let earlier = preparations[cell.id] {
      preparation.followers = earlier.followers
      preparation.repairs = earlier.repairs
      if earlier.key != key { leaders[earlier.key] = nil }
    }
    preparations[cell.id] = preparation
    enqueue(cell.id)
  }

  mutating func enqueue(_ cell: Cell.ID) {
    scheduler.add(
      Scheduler.Candidate(
        cell: cell, rank: expectations.rank(of: cell), memory: expectations.memory(of: cell)))
  }

  /// Gives a cell its outcome and tells everybody who waits for it.
  mutating func settle(_ cell: Cell, _ outcome: CellOutcome) {
    outcomes[cell.id.index] = outcome
    if let receipt = outcome.receipt { keys[cell.id] = receipt.key }
    announce(cell, outcome)
    if case .failed = outcome { hasFailed = true }
    frontier.settle(cell.id)
    if let preparation = preparations.removeValue(forKey: cell.id) {
      leaders[preparation.key] = nil
      if case .executed = outcome { executedKeys.insert(preparation.key) }
      for follower in preparation.followers {
        settle(pipeline[follower], outcome.receipt.map(CellOutcome.reused) ?? outcome)
      }
    }
    for consumer in awaitingRepair.removeValue(forKey: cell.id) ?? [] {
      examine(pipeline[consumer])
    }
  }

  private func announce(_ cell: Cell, _ outcome: CellOutcome) {
    switch outcome {
    case .reused(let receipt): runner.observe(.reused(cell, receipt))
    case .executed(let receipt, let seconds):
      runner.observe(.stageFinished(cell, receipt, seconds: seconds))
    case .failed(let error): runner.observe(.stageFailed(cell, message: "\(error)"))
    case .skipped(let reason): runner.observe(.skipped(cell, reason: reason))
    case .excluded: break
    }
  }

  mutating func finish(_ summary: RunSummary) throws {
    record.finish(pipeline, outcomes, keys: keys, summary)
    try runner.store.recordRun(record)
  }

  /// A disk that damages what was just written is beyond repair.
  private static let mostRepairs = 3

  /// Has a damaged input of a cell made again, after which the cell has another try.
  ///
  /// - Returns: false if that is no remedy.
  mutating func repairInput(of cell: Cell, after error: any Error) -> Bool {
    guard let error = error as? StoreError, let digest = error.damagedDigest,
      let source = producer(of: digest, for: cell), var preparation = preparations[cell.id],
      preparation.repairs < Self.mostRepairs
    else { return false }
    preparation.repairs += 1
    preparations[cell.id] = preparation
    let isUnderWay = awaitingRepair[source.id] != nil
    awaitingRepair[source.id, default: []].append(cell.id)
    if !isUnderWay {
      runner.observe(.repairing(source, reason: error.description))
      // The damaged object is in quarantine, so that its maker is no longer current, unless
      // another process has made it again already.
      examine(source)
    }
    return true
  }

  private func producer(of digest: Digest, for cell: Cell) -> Cell? {
    cell.inputs.flatMap(\.cells).first { source in
      outcomes[source.index].receipt?.outputs.contains { $0.value.digest == digest } == true
    }.map { pipeline[$0] }
  }
}
