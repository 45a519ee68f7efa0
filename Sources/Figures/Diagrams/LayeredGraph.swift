/// A graph in layers whose edges all go from one layer to the next: edges over several layers lead
/// through helper vertices.
struct LayeredGraph {
  /// Vertices from here on are helpers.
  let nodeCount: Int

  /// The vertices of each layer in the order in which they stand.
  var layers: [[Int]]

  /// By vertex, its neighbours in the layer before and in the one after.
  private(set) var before: [[Int]]
  private(set) var after: [[Int]]

  /// By edge, the vertices from its source to its target.
  private(set) var routes: [[Int]] = []

  /// - Parameter layerOf: The layer of each node, as `GraphLayers` gives it.
  init(layerOf: [Int], edges: [GraphLayers.Edge]) {
    nodeCount = layerOf.count
    layers = Array(repeating: [], count: (layerOf.max() ?? -1) + 1)
    before = Array(repeating: [], count: nodeCount)
    after = before
    for (node, layer) in layerOf.enumerated() { layers[layer].append(node) }
    for edge in edges {
      var route = [edge.from]
      for layer in (layerOf[edge.from] + 1)..<max(layerOf[edge.to], layerOf[edge.from] + 1) {
        let helper = before.count
        before.append([])
        after.append([])
        layers[layer].append(helper)
        route.append(helper)
      }
      route.append(edge.to)
      for (from, to) in zip(route, route.dropFirst()) {
        after[from].append(to)
        before[to].append(from)
      }
      routes.append(route)
    }
  }

  var vertexCount: Int { before.count }

  func isHelper(_ vertex: Int) -> Bool { vertex >= nodeCount }
}
