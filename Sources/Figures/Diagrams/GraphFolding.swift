/// A large graph with nodes put together until it can be drawn.
struct GraphFolding: Sendable {
  private(set) var nodes: [GraphDiagram.Node]
  private(set) var edges: [GraphDiagram.Edge]

  /// Whether some nodes stand for several with the same neighbours.
  private(set) var hasTwins = false

  /// Whether some nodes stand for the rest of a layer.
  private(set) var hasRemainders = false

  /// More nodes than this make no picture.
  static let limit = 400

  init(nodes: [GraphDiagram.Node], edges: [GraphDiagram.Edge], mostNodes: Int) {
    self.nodes = nodes
    self.edges = edges
    guard nodes.count > mostNodes,
      edges.allSatisfy({ nodes.indices.contains($0.from) && nodes.indices.contains($0.to) })
    else { return }
    foldTwins()
    if self.nodes.count > mostNodes { foldLayers(mostNodes) }
  }

  /// Puts nodes with the same sources and the same targets together.
  private mutating func foldTwins() {
    struct Neighbours: Hashable {
      var sources: [Int] = []
      var targets: [Int] = []
    }
    var neighbours = [Neighbours](repeating: Neighbours(), count: nodes.count)
    for edge in edges {
      neighbours[edge.from].targets.append(edge.to)
      neighbours[edge.to].sources.append(edge.from)
    }
    var firsts: [Neighbours: Int] = [:]
    var groups = [Int](repeating: 0, count: nodes.count)
    for index in nodes.indices {
      var key = neighbours[index]
      key.sources.sort()
      key.targets.sort()
      groups[index] = firsts[key] ?? index
      firsts[key] = groups[index]
    }
    hasTwins = groups != Array(nodes.indices)
    merge(groups) { node, count in
      node.name += " × \(count)"
      (node.caption, node.above, node.below) = ("", "", "")
    }
  }

  /// Keeps the first nodes of every layer and puts the others together.
  private mutating func foldLayers(_ mostNodes: Int) {
    let pairs = edges.map { (from: $0.from, to: $0.to) }
    guard let layerOf = GraphLayers.layers(count: nodes.count, edges: pairs) else { return }
    let layerCount = (layerOf.max() ?? 0) + 1
    let kept = max(1, mostNodes / layerCount - 1)
    var seen = [Int](repeating: 0, count: layerCount)
    var rest = [Int](repeating: -1, count: layerCount)
    var groups = Array(nodes.indices)
    for index in nodes.indices {
      let layer = layerOf[index]
      seen[layer] += 1
      if seen[layer] <= kept { continue }
      if rest[layer] < 0 { rest[layer] = index }
      groups[index] = rest[layer]
    }
    hasRemainders = true
    merge(groups) { node, count in
      node = GraphDiagram.Node("+ \(count) more", shape: node.shape)
    }
  }

  /// Leaves one node for each group, named by the index of its first node.
  private mutating func merge(
    _ groups: [Int], rename: (inout GraphDiagram.Node, _ count: Int) -> Void
  ) {
    var counts = [Int](repeating: 0, count: nodes.count)
    for group in groups { counts[group] += 1 }
    var places = [Int](repeating: -1, count: nodes.count)
    var merged: [GraphDiagram.Node] = []
    for index in nodes.indices where groups[index] == index {
      places[index] = merged.count
      var node = nodes[index]
      if counts[index] > 1 { rename(&node, counts[index]) }
      merged.append(node)
    }
    var seen: Set<[Int]> = []
    edges = edges.compactMap { edge in
      let (from, to) = (places[groups[edge.from]], places[groups[edge.to]])
      guard from != to, seen.insert([from, to]).inserted else { return nil }
      return GraphDiagram.Edge(from: from, to: to, label: edge.label)
    }
    nodes = merged
  }
}
