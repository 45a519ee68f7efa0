import Artifacts
import SystemPackage

/// Why the result of a cell is not in the store, at the root: something about the cell itself.
public enum Cause: Equatable, Sendable {
  /// The store knows no result of the stage: it has not run yet, or its results were removed.
  case neverRan
  /// It was tried with this key, and the last time it failed.
  case failed(message: String)
  /// The cell differs from what it was when it last ran.
  case changed(KeyChange)
  /// The cell takes an input from another cell than before.
  case otherSource(slot: String, old: String, new: String)
  /// The stage is kept in the store and one of its results is not.
  case resultRemoved(output: String)
  case resultDamaged(output: String, reason: String)
  case receiptDamaged(quarantined: FilePath?)
  /// The content is other than before, and what made the former one is not known any more.
  case otherContent

  /// The cause in one word, for tables.
  public var word: String {
    switch self {
    case .neverRan: "new"
    case .failed: "failed"
    case .changed(let change): change.word
    case .resultRemoved: "removed"
    case .resultDamaged, .receiptDamaged: "damaged"
    case .otherContent, .otherSource: "inputs"
    }
  }
}

extension KeyChange {
  fileprivate var word: String {
    switch self {
    case .kind: "kind"
    case .version: "version"
    case .arithmetic: "arithmetic"
    case .parameter: "parameters"
    case .external: "external"
    case .label: "labels"
    case .inputCount, .content: "inputs"
    }
  }
}

extension Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .neverRan: "no result in the store: it has not run, or its results were removed"
    case .failed(let message): "it failed when it ran last: \(message)"
    case .changed(let change): change.description
    case .otherSource(let slot, let old, let new): "input '\(slot)': from '\(old)' -> '\(new)'"
    case .resultRemoved(let output): "result '\(output)' was removed from the store"
    case .resultDamaged(let output, let reason): "result '\(output)' is damaged: \(reason)"
    case .receiptDamaged(let path):
      "its receipt is damaged" + (path.map { " and was moved to \($0)" } ?? "")
    case .otherContent: "other content than before; what made the former one is not in the store"
    }
  }
}

/// A cause with the cell that it is about.
public struct RootCause: Equatable, Sendable {
  public let cell: Cell.ID
  public let cause: Cause
}

/// Why a cell has to run, or why it ran last.
public struct Explanation: Sendable {
  public let cell: Cell.ID
  public let state: CellState
  /// What is about the cell itself.
  public let own: [Cause]
  /// What is about cells that it takes from, directly or not, in the order of the cells.
  public let inherited: [RootCause]
  /// The result that the cell was compared with: the nearest earlier one of the same stage.
  public let previous: Receipt?

  /// Everything that the cell has to run for.
  public var roots: [RootCause] { own.map { RootCause(cell: cell, cause: $0) } + inherited }

  /// Whether the cell is as it was, and only what it takes in has changed.
  public var isCascade: Bool { own.isEmpty && !inherited.isEmpty }

  /// Why the cell is not current in one word; nil if it is.
  public var word: String? {
    state.receipt == nil ? own.first?.word ?? "cascade" : nil
  }
}
