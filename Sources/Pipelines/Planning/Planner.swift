import Artifacts
import Tensors

/// Decides, cell by cell, what is there already and what has to run.
public struct Planner: Sendable {
  public let store: Store
  public let environment: PlanningEnvironment

  public init(store: Store, environment: PlanningEnvironment) {
    self.store = store
    self.environment = environment
  }

  /// The state of every cell of a pipeline, as far as it can be known before anything runs.
  ///
  /// - Throws: if an external input cannot be found, or what a stage would get cannot be what it needs.
  public func plan(_ pipeline: Pipeline) throws -> Plan {
    let externals = try externalInputs(of: pipeline)
    _ = try pipeline.forecasts(in: environment)
    var states: [CellState] = []
    for cell in pipeline.cells {
      let state = try state(of: cell, in: pipeline, externals[cell.id.index]) {
        states[$0.index].receipt
      }
      states.append(state)
    }
    return Plan(pipeline: pipeline, states: states)
  }

  /// What every cell reads from outside the store, in the order of the cells.
  func externalInputs(of pipeline: Pipeline) throws -> [ExternalInput?] {
    var known: [String: ExternalInput?] = [:]
    return try pipeline.cells.map { cell in
      guard let asked = cell.stage.externalQuestion else { return nil }
      let question = "\(cell.kind.name) \(asked)"
      if let answer = known[question] { return answer }
      let answer = try cell.stage.externalInput(in: environment)
      known[question] = answer
      return answer
    }
  }

  /// The states of some cells, given the receipts of all their inputs; looked up on all threads.
  func states(
    of cells: [Cell], in pipeline: Pipeline, _ externals: [ExternalInput?], on pool: ThreadPool,
    receipt: (Cell.ID) -> Receipt?
  ) throws -> [Result<CellState, any Error>] {
    try store.lookingUpReceipts { lookUp in
      pool.map(over: cells.count, grain: 32) { index in
        Result {
          let cell = cells[index]
          return try state(
            of: cell, in: pipeline, externals[cell.id.index], lookUp: lookUp, receipt: receipt)
        }
      }
    } receipt: {
      try? $0.get().receipt
    }
  }

  /// The state of one cell, given the receipts of its inputs.
  func state(
    of cell: Cell, in pipeline: Pipeline, _ external: ExternalInput?,
    receipt: (Cell.ID) -> Receipt?
  ) throws -> CellState {
    try state(of: cell, in: pipeline, external, lookUp: store.completeReceipt, receipt: receipt)
  }

  private func state(
    of cell: Cell, in pipeline: Pipeline, _ external: ExternalInput?,
    lookUp: (StageKey) throws -> Receipt?, receipt: (Cell.ID) -> Receipt?
  ) throws -> CellState {
    for input in cell.inputs where input.cells.contains(where: { receipt($0) == nil }) {
      return .waiting
    }
    let document = Self.keyDocument(for: cell, in: pipeline, receipt: receipt, external: external)
    let key = try StageKey(document: document)
    return try lookUp(key).map { .current($0) } ?? .ready(key, document: document)
  }

  /// Everything that can change the result of a cell; its SHA-256 is the stage key.
  ///
  /// Inputs enter by the digests of their content and not by their keys: if a changed stage makes
  /// the bits it made before, nothing after it runs again (early cutoff).
  static func keyDocument(
    for cell: Cell, in pipeline: Pipeline, receipt: (Cell.ID) -> Receipt?,
    external: ExternalInput?
  ) -> JSONValue {
    var inputs: JSONObject = [:]
    for input in cell.inputs {
      inputs[input.slot.name] = .array(
        input.cells.map { source in
          var members: JSONObject = ["outputs": .object(receipt(source)?.digests ?? [:])]
          if input.slot.usesLabels {
            members["label"] = .string(pipeline[source].label)
            members["bindings"] = .object(
              pipeline[source].bindings.reduce(into: [:]) { $0[$1.name] = $1.value })
          }
          return .object(members)
        })
    }
    var document: JSONObject = [
      "arithmetic": .integer(Int64(arithmeticVersion)),
      "inputs": .object(inputs),
      "kind": .string(cell.kind.name),
      "parameters": .object(cell.keyParameters),
      "version": .integer(Int64(cell.kind.version)),
    ]
    if let external { document["external"] = external.identity }
    return .object(document)
  }
}
