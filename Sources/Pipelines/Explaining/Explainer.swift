import Artifacts

/// Finds out why cells have to run: which leaf changed, and what only follows from it.
public struct Explainer: Sendable {
  private let planner: Planner

  public init(planner: Planner) { self.planner = planner }

  /// Explains every cell, in the order of `pipeline.cells`.
  ///
  /// The receipts hold the documents that their keys were made of, so that a cell can be compared
  /// with the nearest earlier execution of its stage.
  ///
  /// - Throws: what `Planner.plan` throws; `FileError`.
  public func explain(_ pipeline: Pipeline) throws -> [Explanation] {
    try explain(try planner.plan(pipeline))
  }

  /// Explains every cell of a plan that has just been made.
  ///
  /// - Throws: `FileError`; if an external input cannot be found any more.
  public func explain(_ plan: Plan) throws -> [Explanation] {
    let damaged = planner.store.takeWarnings().reduce(into: [StageKey: Cause]()) {
      if case .corruptReceipt(let key, _, let path) = $1 {
        $0[key] = .receiptDamaged(quarantined: path)
      }
    }
    var session = ExplanationSession(
      store: planner.store, plan: plan, externals: try planner.externalInputs(of: plan.pipeline),
      history: ReceiptHistory(try planner.store.receipts()), damagedReceipts: damaged,
      failures: try failures(in: plan))
    for cell in plan.pipeline.cells { try session.explain(cell) }
    return session.explanations
  }

  /// Of the latest runs, how many are looked at for failures.
  private static let searchedRuns = 20

  /// What the stages said that failed when they ran last, by their keys.
  private func failures(in plan: Plan) throws -> [StageKey: String] {
    let isAnyReady = plan.pipeline.cells.contains { cell in
      if case .ready = plan[cell.id] { true } else { false }
    }
    guard isAnyReady else { return [:] }
    var failures: [StageKey: String] = [:]
    for stage in try planner.store.runs(newest: Self.searchedRuns).flatMap(\.stages) {
      guard let key = stage.key, stage.outcome != "skipped" else { continue }
      failures[key] = stage.outcome == "failed" ? stage.message ?? "" : nil
    }
    return failures
  }
}

/// The explanations of a plan so far, in the order of the cells.
private struct ExplanationSession {
  let store: Store
  let plan: Plan
  let externals: [ExternalInput?]
  let history: ReceiptHistory
  let damagedReceipts: [StageKey: Cause]
  let failures: [StageKey: String]
  private(set) var explanations: [Explanation] = []
  /// What has been found of an input by its cell and the outputs that it had.
  private var traces: [Trace: [RootCause]] = [:]

  private struct Trace: Hashable {
    let cell: Cell.ID
    let former: String
  }

  init(
    store: Store, plan: Plan, externals: [ExternalInput?], history: ReceiptHistory,
    damagedReceipts: [StageKey: Cause], failures: [StageKey: String]
  ) {
    self.store = store
    self.plan = plan
    self.externals = externals
    self.history = history
    self.damagedReceipts = damagedReceipts
    self.failures = failures
  }

  /// Explains one cell; its inputs have been explained already.
  mutating func explain(_ cell: Cell) throws {
    let state = plan[cell.id]
    switch state {
    case .current(let receipt):
      compare(cell, state, receipt.document, before: receipt)
    case .ready(let key, let document):
      let lost = try lostResults(of: key)
      if lost.isEmpty {
        compare(cell, state, document)
      } else {
        explanations.append(
          Explanation(cell: cell.id, state: state, own: lost, inherited: [], previous: nil))
      }
    case .waiting:
      compare(cell, state, knownDocument(of: cell))
    }
  }

  /// What became of the results of a key that has run.
  private func lostResults(of key: StageKey) throws -> [Cause] {
    guard let receipt = try store.receipt(for: key) else {
      if let damaged = damagedReceipts[key] { return [damaged] }
      return try store.quarantinedReceipt(of: key).map { [.receiptDamaged(quarantined: $0)] } ?? []
    }
    return try receipt.outputs.compactMap { name, output -> Cause? in
      switch try store.presence(of: output) {
      case .present: nil
      case .absent: .resultRemoved(output: name)
      case .wrongSize(let found, let expected):
        .resultDamaged(
          output: name, reason: "its file has \(found) bytes and \(expected) were written")
      case .quarantined(let path):
        .resultDamaged(output: name, reason: "its file was moved to \(path)")
      }
    }
  }

  /// The document of a cell that waits, with nothing where an input is still to be made.
  private func knownDocument(of cell: Cell) -> JSONValue {
    Planner.keyDocument(
      for: cell, in: plan.pipeline, receipt: { plan[$0].receipt },
      external: externals[cell.id.index])
  }

  private mutating func compare(
    _ cell: Cell, _ state: CellState, _ document: JSONValue, before limit: Receipt? = nil
  ) {
    let nearest = history.nearest(
      to: document, stage: cell.name, pipeline: plan.pipeline.name, before: limit)
    var failure: [Cause] = []
    if case .ready(let key, _) = state, let message = failures[key] {
      failure = [.failed(message: message)]
    }
    guard let nearest else {
      let own = failure.isEmpty && limit == nil ? [Cause.neverRan] : failure
      explanations.append(
        Explanation(cell: cell.id, state: state, own: own, inherited: [], previous: nil))
      return
    }
    let roots = self.roots(of: nearest.changes, in: cell)
    let own =
      failure + nearest.changes.filter(\.isOwn).map(Cause.changed)
      + roots.filter { $0.cell == cell.id }.map(\.cause)
    var inherited = roots.filter { $0.cell != cell.id }
    for source in cell.inputs.flatMap(\.cells) where plan[source].receipt == nil {
      inherited += explanations[source.index].roots
    }
    explanations.append(
      Explanation(
        cell: cell.id, state: state, own: own, inherited: inherited.inOrder,
        previous: nearest.receipt))
  }

  /// What is at the root of the inputs among the changes of a cell.
  private mutating func roots(of changes: [KeyChange], in cell: Cell) -> [RootCause] {
    var roots: [RootCause] = []
    for case .content(let slot, let position, let former, _) in changes {
      guard let sources = cell.inputs.first(where: { $0.slot.name == slot })?.cells,
        sources.indices.contains(position)
      else { continue }
      let source = plan.pipeline[sources[position]]
      if let other = otherSource(of: former, than: source) {
        let cause = Cause.otherSource(slot: slot, old: other, new: source.name)
        roots.append(RootCause(cell: cell.id, cause: cause))
      } else {
        roots += trace(source, former)
      }
    }
    return roots
  }

  /// The cell that has these outputs, if the one that is taken from now never had them: the graph
  /// was changed, and not what its cells hold.
  private func otherSource(of outputs: JSONObject, than source: Cell) -> String? {
    guard history.maker(of: outputs, stage: source.name)?.provenance.stage != source.name else {
      return nil
    }
    return plan.pipeline.cells.first {
      $0.id != source.id && plan[$0.id].receipt?.digests == outputs
    }?.name
  }

  /// Why a cell that is current has other outputs than the ones it had.
  private mutating func trace(_ cell: Cell, _ former: JSONObject) -> [RootCause] {
    let id = cell.id
    let question = Trace(cell: id, former: ReceiptHistory.text(of: former))
    if let answer = traces[question] { return answer }
    var roots: [RootCause] = []
    if let now = plan[id].receipt, let maker = history.maker(of: former, stage: cell.name) {
      let changes = KeyChange.changes(from: maker.document, to: now.document)
      roots = changes.filter(\.isOwn).map { RootCause(cell: id, cause: .changed($0)) }
      roots += self.roots(of: changes, in: cell)
    }
    if roots.isEmpty { roots = [RootCause(cell: id, cause: .otherContent)] }
    traces[question] = roots
    return roots
  }
}

extension [RootCause] {
  /// Each once, in the order of the cells.
  fileprivate var inOrder: [RootCause] {
    var seen: Set<String> = []
    let distinct = filter { seen.insert("\($0.cell.index) \($0.cause)").inserted }
    return distinct.enumerated().sorted {
      ($0.element.cell.index, $0.offset) < ($1.element.cell.index, $1.offset)
    }.map(\.element)
  }
}
