import Ink

/// A directed graph without cycles as nodes and arrows: the stages of a pipeline, an expression
/// with its values and gradients.
public struct GraphDiagram: Drawing {
  /// The outline of a node.
  public enum Shape: Hashable, Sendable {
    case box
    /// For short names, such as the signs of operations.
    case circle
  }

  public struct Node: Hashable, Sendable {
    /// Broken into two lines, then cut, where it is long.
    public var name: String

    /// Smaller, below the name; empty for none.
    public var caption: String

    public var shape: Shape

    /// Written above and below the outline, such as a value and a gradient, or beside it where
    /// edges lead down; empty for none.
    public var above: String
    public var below: String

    /// Nodes of one group share a colour; nil for a neutral one.
    public var group: Int?

    public init(
      _ name: String, caption: String = "", shape: Shape = .box, above: String = "",
      below: String = "", group: Int? = nil
    ) {
      self.name = name
      self.caption = caption
      self.shape = shape
      self.above = above
      self.below = below
      self.group = group
    }
  }

  /// An arrow between two nodes, by their indices.
  public struct Edge: Hashable, Sendable {
    public var from: Int
    public var to: Int

    /// Written on the line; empty for none.
    public var label: String

    public init(from: Int, to: Int, label: String = "") {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  public let nodes: [Node]
  public let edges: [Edge]
  public var direction: LayeredLayout.Direction

  /// What is written above and below nodes, for the note at the foot; empty for nothing.
  public var aboveMeaning: String
  public var belowMeaning: String

  /// What is drawn: the nodes and edges themselves, or fewer for a large graph.
  private let shown: GraphFolding

  /// - Parameter mostNodes: Larger graphs are folded until they have so many, if possible.
  public init(
    nodes: [Node], edges: [Edge], direction: LayeredLayout.Direction = .right,
    aboveMeaning: String = "", belowMeaning: String = "", mostNodes: Int = 200
  ) {
    self.nodes = nodes
    self.edges = edges
    self.direction = direction
    self.aboveMeaning = aboveMeaning
    self.belowMeaning = belowMeaning
    shown = GraphFolding(nodes: nodes, edges: edges, mostNodes: mostNodes)
  }

  public var notes: [String] {
    var notes: [String] = []
    // Where edges lead down, the texts stand beside the node, the first one higher.
    let places =
      direction == .right ? ["above each node", "below it"] : ["beside each node, above", "below"]
    let meanings = zip(places, [aboveMeaning, belowMeaning]).filter { !$0.1.isEmpty }
    if !meanings.isEmpty {
      notes.append(meanings.map { "\($0.0): \($0.1)" }.joined(separator: "; "))
    }
    if shown.nodes.count < nodes.count {
      notes.append("\(nodes.count) nodes are drawn as \(shown.nodes.count)")
      if shown.hasTwins { notes.append("× counts nodes with the same neighbours") }
      if shown.hasRemainders { notes.append("+ counts the rest of a layer") }
    }
    return notes
  }

  public func validate() throws {
    func failure(_ problem: String) -> FigureError {
      FigureError.unusableData(what: "the diagram", problem: problem)
    }
    guard !nodes.isEmpty else { throw failure("it has no node; give it at least one") }
    for (index, edge) in edges.enumerated() {
      guard nodes.indices.contains(edge.from), nodes.indices.contains(edge.to) else {
        throw failure(
          "edge \(index) leads from node \(edge.from) to \(edge.to); there are \(nodes.count) nodes, "
            + "counted from 0")
      }
    }
    let pairs = edges.map { (from: $0.from, to: $0.to) }
    if let cycle = GraphLayers.cycle(count: nodes.count, edges: pairs) {
      let names = (cycle + [cycle[0]]).map { "'\(nodes[$0].name)'" }
      throw failure("its edges go in a circle: \(names.joined(separator: " → "))")
    }
    guard shown.nodes.count <= GraphFolding.limit else {
      throw failure(
        "\(shown.nodes.count) nodes even when folded; at most \(GraphFolding.limit) can be drawn")
    }
  }

  public func preferredSize(theme: Theme, fonts: FontSet) throws -> Size {
    try layout(theme: theme, fonts: fonts).size
  }

  public func draw(
    in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]
  ) throws {
    try layout(theme: theme, fonts: fonts).draw(in: rect, into: &items)
  }

  private func layout(theme: Theme, fonts: FontSet) throws -> GraphDiagramLayout {
    try GraphDiagramLayout(
      nodes: shown.nodes, edges: shown.edges, direction: direction, theme: theme, fonts: fonts)
  }
}
