import Artifacts

/// What is known of a cell before it runs.
public enum CellState: Sendable {
  /// The result is in the store.
  case current(Receipt)
  /// All inputs are there; the result is not.
  case ready(StageKey, document: JSONValue)
  /// An input has to be made first, so the key is not known yet.
  case waiting

  public var receipt: Receipt? {
    if case .current(let receipt) = self { receipt } else { nil }
  }
}

/// The states of the cells of a pipeline.
public struct Plan: Sendable {
  public let pipeline: Pipeline
  /// In the order of `pipeline.cells`.
  public let states: [CellState]

  public subscript(id: Cell.ID) -> CellState { states[id.index] }

  /// Whether every result is in the store.
  public var isComplete: Bool { states.allSatisfy { $0.receipt != nil } }
}
