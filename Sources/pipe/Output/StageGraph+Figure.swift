import Figures
import Pipelines

extension StageGraph {
  /// The graph as a figure; the state of a node shows in its colour and in words.
  ///
  /// - Parameter plan: the states to show; nil for none.
  func figure(title: String, plan: Plan?, theme: Theme) -> Figure {
    let boxes = nodes.map { node in
      guard let plan else { return GraphDiagram.Node(node.name, caption: node.caption) }
      return GraphDiagram.Node(
        node.name, caption: "\(node.caption) · \(progress(of: node, in: plan))",
        group: State.allCases.firstIndex(of: state(of: node, in: plan)))
    }
    let edges = nodes.indices.flatMap { index in
      nodes[index].sources.map { GraphDiagram.Edge(from: $0, to: index) }
    }
    return Figure(
      title: title, panels: [Panel(drawing: GraphDiagram(nodes: boxes, edges: edges))],
      theme: theme)
  }
}
