import Figures
import Pipelines

extension StageGraph {
  /// The graph as a figure; the state of a node shows in its colour and in words.
  ///
  /// - Parameter plan: the states to show; nil for none.
  func figure(title: String, plan: Plan?, theme: Theme) -> Figure {
    let boxes = nodes.map { node in
      // A space lets a long name go on in a second line.
      let name = node.name.replacing("[", with: " [", maxReplacements: 1)
      guard let plan else { return GraphDiagram.Node(name, caption: node.caption) }
      return GraphDiagram.Node(
        name, caption: "\(node.caption) · \(progress(of: node, in: plan))",
        group: Self.group(of: state(of: node, in: plan)))
    }
    let edges = nodes.indices.flatMap { index in
      nodes[index].sources.map { GraphDiagram.Edge(from: $0, to: index) }
    }
    return Figure(
      title: title, panels: [Panel(drawing: GraphDiagram(nodes: boxes, edges: edges))],
      theme: theme)
  }

  /// The colour of a state, that of the other formats: green, orange, none.
  private static func group(of state: State) -> Int? {
    switch state {
    case .done: 2
    case .ready: 1
    case .waiting: nil
    }
  }
}
