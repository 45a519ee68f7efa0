extension LayeredGraph {
  private static let sweeps = 18

  /// The last sweeps look to both sides at once.
  private static let sidedSweeps = 12

  /// Where each vertex stands across the layers: its middle, from 0 on.
  ///
  /// Every layer in turn is brought as near as possible, in weighted squares, to the mean of the
  /// neighbours of its vertices, with the order and the gaps kept; long edges weigh more, which
  /// draws them straight.
  ///
  /// - Parameters:
  ///   - extents: The room that each vertex needs, across the layers.
  ///   - gap: The least distance between two nodes; helpers need half of it.
  func positions(extents: [Double], gap: Double) -> [Double] {
    var positions = [Double](repeating: 0, count: vertexCount)
    for layer in layers {
      var edge = 0.0
      for vertex in layer {
        positions[vertex] = edge + extents[vertex] / 2
        edge += extents[vertex] + gap
      }
      let middle = edge / 2
      for vertex in layer { positions[vertex] -= middle }
    }
    for sweep in 0..<Self.sweeps {
      let isForward = sweep.isMultiple(of: 2)
      for layer in isForward ? layers : layers.reversed() where !layer.isEmpty {
        let usesBoth = sweep >= Self.sidedSweeps
        place(layer, in: &positions, extents: extents, gap: gap) { vertex in
          usesBoth
            ? before[vertex] + after[vertex] : isForward ? before[vertex] : after[vertex]
        }
      }
    }
    let top = layers.flatMap(\.self).map { positions[$0] - extents[$0] / 2 }.min() ?? 0
    return positions.map { $0 - top }
  }

  private func place(
    _ layer: [Int], in positions: inout [Double], extents: [Double], gap: Double,
    neighbours: (Int) -> [Int]
  ) {
    // Without the least distances from the first vertex, what is left must only ascend.
    var offsets: [Double] = [0]
    for (vertex, next) in zip(layer, layer.dropFirst()) {
      let room = isHelper(vertex) && isHelper(next) ? gap / 2 : gap
      offsets.append((offsets.last ?? 0) + extents[vertex] / 2 + room + extents[next] / 2)
    }
    var wanted: [(value: Double, weight: Double)] = []
    for (index, vertex) in layer.enumerated() {
      var (sum, weight) = (0.0, 0.0)
      for other in neighbours(vertex) {
        let own = Double((isHelper(vertex) ? 8 : 1) * (isHelper(other) ? 8 : 1))
        sum += own * positions[other]
        weight += own
      }
      wanted.append(
        weight > 0
          ? (sum / weight - offsets[index], weight) : (positions[vertex] - offsets[index], 0.1))
    }
    let solved = IsotonicRegression.fit(wanted)
    for (index, vertex) in layer.enumerated() { positions[vertex] = solved[index] + offsets[index] }
  }
}
