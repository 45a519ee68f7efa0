import Ink

/// Where the nodes and edges of a directed graph without cycles stand, layer by layer.
///
/// After Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
/// structures" (1981): layers by longest paths, few crossings, short straight edges. Equal graphs
/// give equal layouts.
public struct LayeredLayout: Hashable, Sendable {
  /// The direction in which edges lead.
  public enum Direction: Hashable, Sendable {
    case right
    case down
  }

  /// Distances in logical pixels.
  public struct Gaps: Hashable, Sendable {
    /// Between layers: where edges run from one place to another.
    public var layers: Double

    /// Between two nodes of a layer.
    public var nodes: Double

    public init(layers: Double = 46, nodes: Double = 16) {
      self.layers = layers
      self.nodes = nodes
    }
  }

  /// The way of one edge.
  public struct Route: Hashable, Sendable {
    /// From the rim of the source to the rim of the target, two points per gap between layers:
    /// curves from the first to the second of each pair, straight lines in between.
    public var points: [Point]
  }

  /// The middle of each node.
  public private(set) var centers: [Point]

  /// In the order of the edges.
  public private(set) var routes: [Route]

  public private(set) var size: Size

  /// Lays a graph out.
  ///
  /// - Parameters:
  ///   - sizes: The room each node needs.
  ///   - edges: Pairs of indices into `sizes`.
  /// - Returns: nil when the graph has a cycle.
  /// - Precondition: Edges lead from one existing node to another.
  public init?(
    sizes: [Size], edges: [(from: Int, to: Int)], direction: Direction = .right, gaps: Gaps = Gaps()
  ) {
    guard let layerOf = GraphLayers.layers(count: sizes.count, edges: edges) else { return nil }
    var graph = LayeredGraph(layerOf: layerOf, edges: edges)
    graph.reduceCrossings()
    // All is solved as if edges led to the right.
    let along = sizes.map { direction == .right ? $0.width : $0.height }
    let across = sizes.map { direction == .right ? $0.height : $0.width }
    let helpers = [Double](repeating: 0, count: graph.vertexCount - sizes.count)
    let extents = across + helpers
    let positions = graph.positions(extents: extents, gap: gaps.nodes)

    var starts: [Double] = []
    var ends: [Double] = []
    for layer in graph.layers {
      let start = ends.last.map { $0 + gaps.layers } ?? 0
      starts.append(start)
      ends.append(start + (layer.map { $0 < sizes.count ? along[$0] : 0 }.max() ?? 0))
    }
    centers = sizes.indices.map { node in
      Point(x: (starts[layerOf[node]] + ends[layerOf[node]]) / 2, y: positions[node])
    }
    let height = sizes.indices.map { positions[$0] + across[$0] / 2 }.max() ?? 0
    size = Size(width: ends.last ?? 0, height: max(height, positions.max() ?? 0))
    routes = []
    let ports = Self.ports(graph, positions, across)
    for (index, route) in graph.routes.enumerated() {
      let (source, target) = (route[0], route[route.count - 1])
      var points = [Point(x: centers[source].x + along[source] / 2, y: centers[source].y)]
      // A narrow node in a wide layer: the edge runs straight until the layer ends.
      points.append(Point(x: ends[layerOf[source]], y: centers[source].y))
      for (step, helper) in route.dropFirst().dropLast().enumerated() {
        let layer = layerOf[source] + 1 + step
        points.append(Point(x: starts[layer], y: positions[helper]))
        points.append(Point(x: ends[layer], y: positions[helper]))
      }
      points.append(Point(x: starts[layerOf[target]], y: ports[index]))
      points.append(Point(x: centers[target].x - along[target] / 2, y: ports[index]))
      routes.append(Route(points: points))
    }
    if direction == .down { turn() }
  }

  /// Where each edge meets its target, across the layers: edges that arrive together are spread in
  /// the order in which they come, so that their heads can be told apart.
  private static func ports(
    _ graph: LayeredGraph, _ positions: [Double], _ across: [Double]
  ) -> [Double] {
    var arrivals = [[Int]](repeating: [], count: graph.nodeCount)
    for (index, route) in graph.routes.enumerated() {
      arrivals[route[route.count - 1]].append(index)
    }
    var ports = [Double](repeating: 0, count: graph.routes.count)
    for (node, edges) in arrivals.enumerated() where !edges.isEmpty {
      let ordered = edges.sorted { left, right in
        func from(_ edge: Int) -> Double {
          positions[graph.routes[edge][graph.routes[edge].count - 2]]
        }
        return (from(left), left) < (from(right), right)
      }
      let step = min(9, across[node] * 0.6 / Double(edges.count))
      for (rank, edge) in ordered.enumerated() {
        ports[edge] = positions[node] + (Double(rank) - Double(edges.count - 1) / 2) * step
      }
    }
    return ports
  }

  /// From edges that lead to the right to edges that lead down.
  private mutating func turn() {
    func turned(_ point: Point) -> Point { Point(x: point.y, y: point.x) }
    centers = centers.map(turned)
    routes = routes.map { Route(points: $0.points.map(turned)) }
    size = Size(width: size.height, height: size.width)
  }
}
