import Ink
import Testing

@testable import Figures

@Suite("Layered layout")
struct LayeredLayoutTests {
  private let box = Size(width: 80, height: 40)

  private func layout(
    _ count: Int, _ edges: [(from: Int, to: Int)], direction: LayeredLayout.Direction = .right
  ) throws -> LayeredLayout {
    try #require(
      LayeredLayout(
        sizes: Array(repeating: box, count: count), edges: edges, direction: direction))
  }

  /// A graph in which every node leads to up to three later ones.
  private func randomEdges(_ count: Int, seed: UInt64) -> [(from: Int, to: Int)] {
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return (0..<(count - 1)).flatMap { from in
      (0..<next(4)).map { _ in (from: from, to: from + 1 + next(min(12, count - from - 1))) }
    }
  }

  @Test("edges lead to later layers, and a late input stands beside its reader")
  func layers() throws {
    // 0 -> 1 -> 2 -> 3, and 4 -> 3.
    let edges: [GraphLayers.Edge] = [(0, 1), (1, 2), (2, 3), (4, 3)]
    #expect(GraphLayers.layers(count: 5, edges: edges) == [0, 1, 2, 3, 2])
    let layout = try layout(5, edges)
    #expect(layout.centers[4].x == layout.centers[2].x)
    for edge in edges {
      #expect(layout.centers[edge.from].x + box.width < layout.centers[edge.to].x)
    }
  }

  @Test("a cycle is found and named in the order of its edges")
  func cycles() {
    let edges: [GraphLayers.Edge] = [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)]
    #expect(GraphLayers.layers(count: 5, edges: edges) == nil)
    #expect(GraphLayers.cycle(count: 5, edges: edges) == [1, 2, 3])
    #expect(GraphLayers.cycle(count: 2, edges: [(0, 0), (0, 1)]) == [0])
    #expect(GraphLayers.cycle(count: 3, edges: [(0, 1), (1, 2)]) == nil)
    #expect(LayeredLayout(sizes: Array(repeating: box, count: 5), edges: edges) == nil)
  }

  @Test("two chains that would cross are laid out beside each other")
  func untangled() {
    // Sources 0, 1, 2 lead to 5, 4, 3: as given, all three edges cross.
    let edges: [GraphLayers.Edge] = [(0, 5), (1, 4), (2, 3)]
    var graph = LayeredGraph(layerOf: [0, 0, 0, 1, 1, 1], edges: edges)
    #expect(graph.crossings == 3)
    graph.reduceCrossings()
    #expect(graph.crossings == 0)
  }

  @Test(
    "crossings are counted as pairs of edges, as a look at all pairs counts them", arguments: 0..<10
  )
  func crossingCount(seed: UInt64) throws {
    let edges = randomEdges(40, seed: seed)
    let layers = try #require(GraphLayers.layers(count: 40, edges: edges))
    let graph = LayeredGraph(layerOf: layers, edges: edges)
    var pairs = 0
    for (layer, next) in zip(graph.layers, graph.layers.dropFirst()) {
      let lines = layer.enumerated().flatMap { place, vertex in
        graph.after[vertex].map { (place, next.firstIndex(of: $0) ?? -1) }
      }
      for (index, first) in lines.enumerated() {
        for second in lines[(index + 1)...]
        where (first.0 - second.0) * (first.1 - second.1) < 0 { pairs += 1 }
      }
    }
    #expect(graph.crossings == pairs)
    var ordered = graph
    ordered.reduceCrossings()
    #expect(ordered.crossings <= pairs)
  }

  @Test("no two nodes overlap and no edge runs through a node", arguments: 0..<12)
  func overlaps(seed: UInt64) throws {
    let count = 60
    let edges = randomEdges(count, seed: 100 + seed)
    let direction: LayeredLayout.Direction = seed.isMultiple(of: 2) ? .right : .down
    let layout = try layout(count, edges, direction: direction)
    let boxes = layout.centers.map {
      Rect(x: $0.x - 40, y: $0.y - 20, width: box.width, height: box.height)
    }
    let whole = Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
    for (index, own) in boxes.enumerated() {
      #expect(whole.inset(by: -1e-6).contains(own), "node \(index)")
      for other in boxes[(index + 1)...] { #expect(!own.overlaps(other)) }
    }
    for (edge, route) in zip(edges, layout.routes) {
      // Between layers an edge may bend, elsewhere it runs straight: only there could it hit a node.
      for step in stride(from: 1, to: route.points.count, by: 2) {
        let (start, end) = (route.points[step - 1], route.points[step])
        let line = Rect(
          x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x),
          height: abs(end.y - start.y)
        ).inset(by: 1e-6)
        for (index, node) in boxes.enumerated() where index != edge.from && index != edge.to {
          let isApart =
            line.maxX <= node.minX || line.minX >= node.maxX || line.maxY <= node.minY
            || line.minY >= node.maxY
          #expect(isApart, "edge \(edge) through node \(index)")
        }
      }
    }
  }

  @Test("edges that arrive together meet their target at different points")
  func ports() throws {
    let layout = try layout(4, [(0, 3), (1, 3), (2, 3)])
    let arrivals = layout.routes.compactMap(\.points.last)
    #expect(Set(arrivals).count == 3)
    // In the order of their sources, so that they do not cross at the last moment.
    let byPort = [0, 1, 2].sorted { arrivals[$0].y < arrivals[$1].y }
    let bySource = [0, 1, 2].sorted { layout.centers[$0].y < layout.centers[$1].y }
    #expect(byPort == bySource)
  }

  @Test("a chain is a straight line, and equal graphs give equal layouts")
  func straight() throws {
    let edges: [GraphLayers.Edge] = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 3)]
    let chain = try layout(4, Array(edges.prefix(3)))
    #expect(Set(chain.centers.map(\.y)).count == 1)
    #expect(try layout(5, edges) == layout(5, edges))
    #expect(try layout(1, []).size == box)
  }

  @Test("the ascending sequence nearest in weighted squares pools what descends")
  func isotonicRegression() {
    // By hand: 3 and 1 pool to 2; with weights 1 and 3, to 1.5.
    #expect(IsotonicRegression.fit([(3, 1), (1, 1), (5, 1)]) == [2, 2, 5])
    #expect(IsotonicRegression.fit([(3, 1), (1, 3)]) == [1.5, 1.5])
    #expect(IsotonicRegression.fit([]).isEmpty)
  }
}
