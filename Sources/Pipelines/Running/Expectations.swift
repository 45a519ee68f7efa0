import Artifacts

/// What the cells of a pipeline are expected to need, cell by cell.
struct Expectations: Sendable {
  private let work: [Double]
  private let ranks: [Double]
  private let memory: [Int64]

  init(of pipeline: Pipeline, from history: RunHistory) {
    let known = pipeline.cells.map { history.expectation(of: $0, in: pipeline) }
    work = known.map { $0?.work ?? 0 }
    memory = known.map { $0?.memory ?? 0 }
    var ranks = work
    // Backwards, every cell comes before its inputs.
    for cell in pipeline.cells.reversed() {
      for source in cell.inputs.flatMap(\.cells) {
        ranks[source.index] = max(ranks[source.index], work[source.index] + ranks[cell.id.index])
      }
    }
    self.ranks = ranks
  }

  /// The work of the longest chain of cells that begins with this one, in seconds of one thread.
  func rank(of cell: Cell.ID) -> Double { ranks[cell.index] }

  /// Bytes; 0 if nothing is known.
  func memory(of cell: Cell.ID) -> Int64 { memory[cell.index] }
}
