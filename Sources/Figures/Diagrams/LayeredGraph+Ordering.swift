extension LayeredGraph {
  private static let mostSweeps = 24

  /// Orders the vertices of each layer so that few edges cross.
  ///
  /// Sweeps forth and back put every vertex at the mean place of its neighbours in the layer just
  /// ordered (Sugiyama, Tagawa and Toda 1981); swaps of neighbours then take what is left. Ties
  /// keep the order there was, so the result depends on the graph alone.
  mutating func reduceCrossings() {
    var best = layers
    var fewest = crossings
    var idle = 0
    for sweep in 0..<Self.mostSweeps where fewest > 0 && idle < 6 {
      orderByMeans(forwards: sweep.isMultiple(of: 2))
      let count = crossings
      idle = count < fewest ? 0 : idle + 1
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
    if fewest > 0 { swapNeighbours() }
  }

  /// The number of pairs of edges that cross.
  var crossings: Int {
    var total = 0
    for (layer, next) in zip(layers, layers.dropFirst()) {
      let places = places(of: next)
      // Crossings are inversions of the places of the targets: counted in a tree of sums.
      var sums = [Int](repeating: 0, count: next.count + 1)
      var seen = 0
      for vertex in layer {
        let targets = after[vertex].map { places[$0] }.sorted()
        for place in targets {
          var index = place + 1
          var notBeyond = 0
          while index > 0 {
            notBeyond += sums[index]
            index &= index - 1
          }
          total += seen - notBeyond
        }
        for place in targets {
          var index = place + 1
          while index <= next.count {
            sums[index] += 1
            index += index & -index
          }
          seen += 1
        }
      }
    }
    return total
  }

  private func places(of layer: [Int]) -> [Int] {
    var places = [Int](repeating: 0, count: vertexCount)
    for (place, vertex) in layer.enumerated() { places[vertex] = place }
    return places
  }

  private mutating func orderByMeans(forwards: Bool) {
    let indices = forwards ? Array(layers.indices) : layers.indices.reversed()
    for (reference, index) in zip(indices, indices.dropFirst()) {
      let places = places(of: layers[reference])
      let keys = layers[index].enumerated().map { place, vertex in
        let neighbours = forwards ? before[vertex] : after[vertex]
        let sum = neighbours.reduce(0) { $0 + places[$1] }
        let mean = neighbours.isEmpty ? Double(place) : Double(sum) / Double(neighbours.count)
        return (mean: mean, place: place, vertex: vertex)
      }
      layers[index] =
        keys.sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }.map(\.vertex)
    }
  }

  private mutating func swapNeighbours() {
    for _ in 0..<8 {
      var isBetter = false
      for index in layers.indices where layers[index].count > 1 {
        let earlier = index > 0 ? places(of: layers[index - 1]) : []
        let later = index + 1 < layers.count ? places(of: layers[index + 1]) : []
        for place in 0..<(layers[index].count - 1) {
          let (upper, lower) = (layers[index][place], layers[index][place + 1])
          func crossings(_ first: Int, _ second: Int) -> Int {
            Self.crossings(before[first], before[second], earlier)
              + Self.crossings(after[first], after[second], later)
          }
          if crossings(lower, upper) < crossings(upper, lower) {
            layers[index].swapAt(place, place + 1)
            isBetter = true
          }
        }
      }
      if !isBetter { return }
    }
  }

  /// Crossings between the edges of a vertex and those of the one after it.
  private static func crossings(_ first: [Int], _ second: [Int], _ places: [Int]) -> Int {
    first.reduce(0) { sum, upper in
      sum + second.count { places[$0] < places[upper] }
    }
  }
}
