/// Puts the nodes of a directed graph without cycles into layers, so that every edge goes from a
/// layer to a later one.
enum GraphLayers {
  typealias Edge = (from: Int, to: Int)

  /// The layer of each node by its longest path from a node without a source; nodes without a
  /// source stand just before the first node they lead to.
  ///
  /// - Returns: nil when the graph has a cycle.
  static func layers(count: Int, edges: [Edge]) -> [Int]? {
    var targets = [[Int]](repeating: [], count: count)
    var waiting = [Int](repeating: 0, count: count)
    for edge in edges {
      targets[edge.from].append(edge.to)
      waiting[edge.to] += 1
    }
    let isRoot = waiting.map { $0 == 0 }
    var layers = [Int](repeating: 0, count: count)
    var ready = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let node = ready[next]
      next += 1
      for target in targets[node] {
        layers[target] = max(layers[target], layers[node] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    guard ready.count == count else { return nil }
    for node in 0..<count where isRoot[node] {
      layers[node] = max(0, (targets[node].map { layers[$0] }.min() ?? 1) - 1)
    }
    return layers
  }

  /// The nodes of one cycle in the order of its edges; nil when there is none.
  static func cycle(count: Int, edges: [Edge]) -> [Int]? {
    var sources = [[Int]](repeating: [], count: count)
    for edge in edges { sources[edge.to].append(edge.from) }
    // Nodes that lead only to nodes that lead nowhere are on no cycle; going back from any other
    // one must come round.
    var leads = [Int](repeating: 0, count: count)
    for edge in edges { leads[edge.from] += 1 }
    var free = (0..<count).filter { leads[$0] == 0 }
    var isFree = leads.map { $0 == 0 }
    while let node = free.popLast() {
      for source in sources[node] {
        leads[source] -= 1
        if leads[source] == 0 {
          isFree[source] = true
          free.append(source)
        }
      }
    }
    guard let start = isFree.firstIndex(of: false) else { return nil }
    var targets = [Int](repeating: -1, count: count)
    for edge in edges where !isFree[edge.from] && !isFree[edge.to] && targets[edge.from] < 0 {
      targets[edge.from] = edge.to
    }
    var path = [start]
    while let last = path.last {
      let next = targets[last]
      if let first = path.firstIndex(of: next) { return Array(path[first...]) }
      path.append(next)
    }
    return nil
  }
}
