/// The moving edge between the cells that are settled and those that still wait for inputs.
struct Frontier {
  /// How many inputs of each cell are not settled yet.
  private var missing: [Int]
  private let dependents: [[Cell.ID]]
  private var isSettled: [Bool]
  private var unblocked: [Cell.ID]

  /// - Parameter cells: those that are part of the run; with a cell its inputs must be among them.
  init(_ pipeline: Pipeline, cells: [Cell.ID]) {
    let count = pipeline.cells.count
    var missing = Array(repeating: 0, count: count)
    var dependents: [[Cell.ID]] = Array(repeating: [], count: count)
    var unblocked: [Cell.ID] = []
    for cell in cells.map({ pipeline[$0] }) {
      let sources = Set(cell.inputs.flatMap(\.cells))
      missing[cell.id.index] = sources.count
      for source in sources { dependents[source.index].append(cell.id) }
      if sources.isEmpty { unblocked.append(cell.id) }
    }
    self.missing = missing
    self.dependents = dependents
    self.unblocked = unblocked
    isSettled = Array(repeating: false, count: count)
  }

  var hasUnblocked: Bool { !unblocked.isEmpty }

  /// The cells whose last input has been settled since the last call, in the order of the file.
  mutating func takeUnblocked() -> [Cell.ID] {
    defer { unblocked = [] }
    return unblocked.sorted()
  }

  /// A cell has its outcome, good or bad. A second time changes nothing.
  mutating func settle(_ cell: Cell.ID) {
    guard !isSettled[cell.index] else { return }
    isSettled[cell.index] = true
    for dependent in dependents[cell.index] {
      missing[dependent.index] -= 1
      if missing[dependent.index] == 0 { unblocked.append(dependent) }
    }
  }
}
