import Artifacts

/// What executing one cell again has shown.
public struct CellCheck: Sendable {
  public enum Outcome: Sendable {
    /// Every output has the stored bits.
    case same
    /// An output has other bits.
    case differs(output: String, FirstDifference)
    case failed(any Error)
  }

  public let cell: Cell.ID
  /// Whether there is a result in the store to compare with.
  public let hasResult: Bool
  /// In the order in which they were executed.
  public private(set) var outcomes: [(variant: CheckVariant, outcome: Outcome)] = []

  init(cell: Cell.ID, hasResult: Bool) {
    self.cell = cell
    self.hasResult = hasResult
  }

  mutating func append(_ outcome: Outcome, of variant: CheckVariant) {
    outcomes.append((variant, outcome))
  }

  /// Whether an execution gave other bits.
  public var differs: Bool {
    outcomes.contains { if case .differs = $0.outcome { true } else { false } }
  }

  /// The first error of an execution.
  public var error: (any Error)? {
    for case .failed(let error) in outcomes.map(\.outcome) { return error }
    return nil
  }
}
