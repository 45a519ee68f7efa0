import Artifacts

/// The outcome of one cell.
public enum CellOutcome: Sendable {
  case reused(Receipt)
  case executed(Receipt, seconds: Double)
  case failed(any Error)
  /// Not run; the text says why.
  case skipped(String)
  /// Not asked for.
  case excluded

  public var receipt: Receipt? {
    switch self {
    case .reused(let receipt), .executed(let receipt, _): receipt
    case .failed, .skipped, .excluded: nil
    }
  }
}

/// The outcomes of all cells of a run.
public struct RunResult: Sendable {
  public let pipeline: Pipeline
  /// The name of the run's record in the store.
  public let run: String
  /// In the order of `pipeline.cells`.
  public let outcomes: [CellOutcome]
  public let externals: [ExternalInput?]
  public let summary: RunSummary

  public subscript(id: Cell.ID) -> CellOutcome { outcomes[id.index] }

  /// Whether every cell of the pipeline has its result.
  public var isComplete: Bool { outcomes.allSatisfy { $0.receipt != nil } }

  /// The result of a cell as a later stage would see it; nil while there is none.
  public func input(_ id: Cell.ID, store: Store) -> StageInput? {
    self[id].receipt.map { StageInput(pipeline[id], $0, store: store) }
  }

  /// The first error, in the order of the cells.
  public var firstError: (any Error)? {
    for case .failed(let error) in outcomes { return error }
    return nil
  }
}

extension RunResult {
  /// The sources of data of all cells, each once, in the order of the cells.
  public var sources: [DataSource] { externals.sources }
}

extension [ExternalInput?] {
  /// The sources of data, each once.
  var sources: [DataSource] {
    reduce(into: []) { distinct, input in
      guard let source = input?.source, !distinct.contains(source) else { return }
      distinct.append(source)
    }
  }
}
