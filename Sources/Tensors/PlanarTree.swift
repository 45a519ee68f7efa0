/// A quadtree over points in the plane, and their order along it: J. Barnes, P. Hut, "A hierarchical O(N log N)
/// force-calculation algorithm", Nature 324, 1986.
///
/// Points are ordered by the Morton code of the cell they lie in, equal codes by index, so the tree is a function of
/// the positions alone. A node is a range of that order.
struct PlanarTree: Sendable {
  struct Node: Sendable {
    /// The mean of the points.
    var x: Float
    var y: Float
    /// The side of the smallest cell that holds all points.
    var side: Float
    var first: Int32
    var end: Int32
    /// The node after all that lie in this one; the node's own place plus 1 for a leaf.
    var next: Int32
  }

  /// In preorder: a node stands before those that lie in it.
  private(set) var nodes: [Node] = []
  /// The indices of the points along the tree.
  private(set) var order: [Int32] = []
  /// Their positions, padded to a multiple of 16 by repeating the last.
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []

  private var codes: [UInt32] = []
  private var side: Float = 0

  /// Levels of cells within cells: the bits of a coordinate in a code.
  private static let levels = 16

  /// Points of a cell that is not divided further.
  private static let leafSize = 16

  /// Makes the tree of other points, in the memory of the last one.
  ///
  /// - Parameters:
  ///   - x: finite coordinates of at least one point.
  mutating func rebuild(
    x: UnsafeBufferPointer<Float>, y: UnsafeBufferPointer<Float>
  ) {
    sort(x, y)
    let padded = SparseRows.padded(order.count)
    self.x.removeAll(keepingCapacity: true)
    self.y.removeAll(keepingCapacity: true)
    for point in order {
      self.x.append(x[Int(point)])
      self.y.append(y[Int(point)])
    }
    for _ in order.count..<padded {
      self.x.append(self.x[order.count - 1])
      self.y.append(self.y[order.count - 1])
    }
    nodes.removeAll(keepingCapacity: true)
    _ = addNode(over: 0..<order.count)
  }

  /// Orders the points by code, then by index.
  private mutating func sort(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) {
    let (lowX, lowY) = (x.min() ?? 0, y.min() ?? 0)
    side = max((x.max() ?? 0) - lowX, (y.max() ?? 0) - lowY)
    // The largest coordinate falls into the last cell.
    let last = Float(1 << Self.levels - 1)
    let scale = side > 0 ? last / side : 0
    let keys = x.indices.map { point -> UInt64 in
      let column = UInt32(min(last, (x[point] - lowX) * scale))
      let row = UInt32(min(last, (y[point] - lowY) * scale))
      return UInt64(Self.spread(column) | Self.spread(row) << 1) << 32 | UInt64(point)
    }
    let sorted = RadixSort.sorted(keys, bits: 32..<64)
    codes = sorted.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    order = sorted.map { Int32(truncatingIfNeeded: $0) }
  }

  /// Moves bit i of 16 to bit 2 i.
  private static func spread(_ value: UInt32) -> UInt32 {
    var bits = value
    bits = (bits | bits << 8) & 0x00FF_00FF
    bits = (bits | bits << 4) & 0x0F0F_0F0F
    bits = (bits | bits << 2) & 0x3333_3333
    return (bits | bits << 1) & 0x5555_5555
  }

  /// Adds a node with all that lie in it.
  ///
  /// - Returns: the sum of the positions.
  private mutating func addNode(over range: Range<Int>) -> SIMD2<Double> {
    let place = nodes.count
    // Where all codes begin alike, the points share a smaller cell.
    let different = codes[range.lowerBound] ^ codes[range.upperBound - 1]
    let level = different.leadingZeroBitCount / 2
    nodes.append(
      Node(
        x: 0, y: 0, side: side / Float(1 << level), first: Int32(range.lowerBound),
        end: Int32(range.upperBound), next: 0))
    var sum = SIMD2<Double>.zero
    if range.count <= Self.leafSize || level == Self.levels {
      for point in range { sum += SIMD2(Double(x[point]), Double(y[point])) }
    } else {
      let shift = UInt32(2 * (Self.levels - 1 - level))
      var first = range.lowerBound
      while first < range.upperBound {
        let quadrant = codes[first] >> shift
        let end = boundary(after: quadrant, shift: shift, in: first..<range.upperBound)
        sum += addNode(over: first..<end)
        first = end
      }
    }
    let mean = sum / Double(range.count)
    (nodes[place].x, nodes[place].y) = (Float(mean.x), Float(mean.y))
    nodes[place].next = Int32(nodes.count)
    return sum
  }

  /// The first place whose code, shifted, is above `quadrant`.
  private func boundary(after quadrant: UInt32, shift: UInt32, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] >> shift <= quadrant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
