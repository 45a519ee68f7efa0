/// The graph of a pipeline, to be drawn or written: one node for each stage, or for each cell.
public struct StageGraph: Sendable {
  /// What there is of the results of a node.
  public enum State: String, CaseIterable, Sendable {
    /// All are in the store.
    case done
    /// Some have to be made, and everything that they need is there.
    case ready = "to run"
    /// Something that they need has to be made first.
    case waiting = "waits"
  }

  public struct Node: Sendable {
    public let name: String
    public let kind: String
    public var cells: [Cell.ID]
    /// The nodes that this one takes from, in the order of the inputs.
    public var sources: [Int] = []

    /// The kind, with the number of cells of a matrix: `train × 4`.
    public var caption: String { cells.count > 1 ? "\(kind) × \(cells.count)" : kind }
  }

  public private(set) var nodes: [Node] = []
  public let layout: StageGraphLayout

  /// - Parameter showsCells: a node for each cell of a matrix instead of one for the stage.
  public init(_ pipeline: Pipeline, showsCells: Bool = false) {
    var indices: [String: Int] = [:]
    for cell in pipeline.cells {
      let name = showsCells ? cell.name : cell.stageName
      let index = indices[name] ?? nodes.count
      if index == nodes.count {
        indices[name] = index
        nodes.append(Node(name: name, kind: cell.kind.name, cells: []))
      }
      nodes[index].cells.append(cell.id)
    }
    for (index, node) in nodes.enumerated() {
      for source in node.cells.flatMap({ pipeline[$0].inputs }).flatMap(\.cells) {
        let cell = pipeline[source]
        guard let from = indices[showsCells ? cell.name : cell.stageName], from != index,
          !nodes[index].sources.contains(from)
        else { continue }
        nodes[index].sources.append(from)
      }
    }
    layout = StageGraphLayout(sources: nodes.map(\.sources))
  }

  /// The state of a node: done if all of its cells are, waiting if one of them is.
  public func state(of node: Node, in plan: Plan) -> State {
    let states = node.cells.map { plan[$0] }
    if states.allSatisfy({ $0.receipt != nil }) { return .done }
    return states.contains { if case .waiting = $0 { true } else { false } } ? .waiting : .ready
  }

  /// How many results of a node are there: `done`, `to run`, `waits`, or `2 of 5 done`.
  public func progress(of node: Node, in plan: Plan) -> String {
    let done = node.cells.filter { plan[$0].receipt != nil }.count
    return done > 0 && done < node.cells.count
      ? "\(done) of \(node.cells.count) done" : state(of: node, in: plan).rawValue
  }
}
