/// Where the nodes of an acyclic graph stand: in layers, each node in the one after the last of
/// what it takes from. An edge that passes layers has a row of its own in each of them, which it
/// shares with the other edges from the same node, so that no edge runs through a node.
///
/// The method is that of Sugiyama, Tagawa and Toda (1981), with one sweep of the barycentre rule.
public struct StageGraphLayout: Equatable, Sendable {
  /// By node: its layer, and its row within the layer.
  public let layers: [Int]
  public private(set) var rows: [Int]
  /// The rows of the edges from a node in the layers that they pass, from the one after its own.
  public private(set) var passages: [[Int]]
  /// The number of rows in every layer.
  public private(set) var heights: [Int] = []

  /// - Parameter sources: what each node takes from. An edge from a later node, which a graph has
  ///   whose cells are folded into stages, does not move a node.
  public init(sources edges: [[Int]]) {
    let sources = edges.enumerated().map { node, sources in sources.filter { $0 < node } }
    var layers: [Int] = []
    for sources in sources { layers.append(sources.map { layers[$0] + 1 }.max() ?? 0) }
    self.layers = layers
    rows = Array(repeating: 0, count: sources.count)
    passages = Array(repeating: [], count: sources.count)
    var last = layers
    for (node, sources) in sources.enumerated() {
      for source in sources { last[source] = max(last[source], layers[node] - 1) }
    }
    var members: [[Int]] = Array(repeating: [], count: (layers.max() ?? -1) + 1)
    for (node, layer) in layers.enumerated() { members[layer].append(node) }
    var passing: [Int] = []
    for layer in members.indices {
      passing.removeAll { last[$0] < layer }
      place(members[layer], passing, inLayer: layer, sources)
      passing += members[layer]
    }
  }

  public var rowCount: Int { heights.max() ?? 0 }

  /// The row in which the edges from a node cross a layer after its own, or the node's own row.
  public func row(ofEdgeFrom node: Int, inLayer layer: Int) -> Int {
    layer == layers[node] ? rows[node] : passages[node][layer - layers[node] - 1]
  }

  /// Orders a layer by the mean row of what its members come from, which keeps edges short.
  private mutating func place(
    _ nodes: [Int], _ passing: [Int], inLayer layer: Int, _ sources: [[Int]]
  ) {
    var members: [(wish: Double, node: Int, passes: Bool)] = nodes.map { node in
      let rows = sources[node].map { Double(row(ofEdgeFrom: $0, inLayer: layer - 1)) }
      let wish = rows.isEmpty ? Double(node) : rows.reduce(0, +) / Double(rows.count)
      return (wish, node, false)
    }
    members += passing.map { (Double(row(ofEdgeFrom: $0, inLayer: layer - 1)), $0, true) }
    members.sort { ($0.wish, $0.node) < ($1.wish, $1.node) }
    for (row, member) in members.enumerated() {
      if member.passes { passages[member.node].append(row) } else { rows[member.node] = row }
    }
    heights.append(members.count)
  }
}
