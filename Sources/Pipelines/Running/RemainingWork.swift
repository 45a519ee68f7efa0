import Artifacts

/// A guess of how long the rest of a run takes, from earlier runs and from what this one has measured
/// so far.
public struct RemainingWork: Sendable {
  /// A cell that is executing.
  public struct Running: Sendable {
    let cell: Cell.ID
    let threads: Int
    let elapsed: Double
    let secondsLeft: Double?

    /// - Parameter secondsLeft: what its own progress says; nil if it says nothing yet.
    public init(cell: Cell.ID, threads: Int, elapsed: Double, secondsLeft: Double?) {
      self.cell = cell
      self.threads = threads
      self.elapsed = elapsed
      self.secondsLeft = secondsLeft
    }
  }

  private let kinds: [String]
  private let threads: Int
  /// Seconds times threads of each cell, as the last run with the same profile had it, and as any run
  /// lets expect.
  private let known: [Double?]
  private let expected: [Double?]
  /// Of each kind, ascending.
  private var measured: [String: [Double]] = [:]
  private var open: Set<Cell.ID>

  /// - Parameters:
  ///   - cells: those that are part of the run.
  ///   - threads: of the whole run.
  public init(_ pipeline: Pipeline, cells: [Cell.ID], history: RunHistory, threads: Int) {
    kinds = pipeline.cells.map(\.kind.name)
    known = pipeline.cells.map { history.measurement(of: $0, in: pipeline)?.work }
    expected = pipeline.cells.map { history.expectation(of: $0, in: pipeline)?.work }
    open = Set(cells)
    self.threads = max(1, threads)
  }

  /// A cell has executed.
  public mutating func measured(_ cell: Cell, seconds: Double, threads: Int) {
    let work = seconds * Double(threads)
    measured[cell.kind.name, default: []].insertAscending(work)
  }

  /// A cell has its outcome.
  public mutating func settle(_ cell: Cell) { open.remove(cell.id) }

  /// A cell has to be made again.
  public mutating func reopen(_ cell: Cell) { open.insert(cell.id) }

  /// Seconds to the end; nil if too little is known.
  public func seconds(running: [Running]) -> Double? {
    var work = 0.0
    var longest = 0.0
    var unknown = 0
    let executing = Set(running.map(\.cell))
    let current = workByKind(running)
    for cell in open where !executing.contains(cell) {
      if let known = expectation(of: cell, current) { work += known } else { unknown += 1 }
    }
    for stage in running {
      let guess = expectation(of: stage.cell, [:]).map {
        max(0, $0 / Double(stage.threads) - stage.elapsed)
      }
      guard let left = stage.secondsLeft ?? guess else {
        unknown += 1
        continue
      }
      longest = max(longest, left)
      work += left * Double(stage.threads)
    }
    guard unknown * 2 <= open.count else { return nil }
    return max(longest, work / Double(threads))
  }

  /// What the running cells come to, by kind; of several the largest.
  private func workByKind(_ running: [Running]) -> [String: Double] {
    running.reduce(into: [:]) { result, stage in
      guard let left = stage.secondsLeft else { return }
      let kind = kinds[stage.cell.index]
      result[kind] = max(result[kind] ?? 0, (stage.elapsed + left) * Double(stage.threads))
    }
  }

  /// The same cell of an earlier run knows best; then come this run's cells of its kind, which have the
  /// parameters of this run; then whatever else ran.
  private func expectation(of cell: Cell.ID, _ current: [String: Double]) -> Double? {
    let kind = kinds[cell.index]
    let median = measured[kind].map { $0[$0.count / 2] }
    return known[cell.index] ?? median ?? current[kind] ?? expected[cell.index]
  }
}

extension [Double] {
  /// Puts an element where it belongs among ascending ones.
  fileprivate mutating func insertAscending(_ element: Double) {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= element { low = middle + 1 } else { high = middle }
    }
    insert(element, at: low)
  }
}
