import Testing

@testable import Tensors

@Suite("The quadtree")
struct PlanarTreeTests {
  private func tree(_ points: [SIMD2<Float>]) -> PlanarTree {
    var tree = PlanarTree()
    points.map(\.x).withUnsafeBufferPointer { x in
      points.map(\.y).withUnsafeBufferPointer { y in tree.rebuild(x: x, y: y) }
    }
    return tree
  }

  private func cloud(_ count: Int) -> [SIMD2<Float>] {
    let coordinates = values([count, 2], "tree")
    return (0..<count).map { SIMD2(coordinates[$0, 0], coordinates[$0, 1]) }
  }

  @Test(
    "nodes in preorder part the points, and stand where their points are",
    arguments: [1, 16, 17, 500])
  func nodes(count: Int) {
    let points = cloud(count)
    let tree = tree(points)
    #expect(tree.order.map(Int.init).sorted() == Array(0..<count))
    for (place, node) in tree.nodes.enumerated() {
      let members = (node.first..<node.end).map { points[Int(tree.order[Int($0)])] }
      let mean =
        members.reduce(SIMD2<Double>.zero) { $0 + SIMD2<Double>($1) } / Double(members.count)
      #expect(abs(Double(node.x) - mean.x) < 1e-6 && abs(Double(node.y) - mean.y) < 1e-6)
      for axis in 0..<2 {
        let range = members.map { $0[axis] }
        // The grid of the codes ends one cell before the farthest point.
        #expect((range.max() ?? 0) - (range.min() ?? 0) <= node.side * 1.0001)
      }
      var child = place + 1
      var covered = node.first
      while child < Int(node.next) {
        #expect(tree.nodes[child].first == covered)
        covered = tree.nodes[child].end
        child = Int(tree.nodes[child].next)
      }
      #expect(Int(node.next) == place + 1 ? node.end - node.first <= 16 : covered == node.end)
    }
  }

  @Test("equal points and points on a line make a tree too")
  func degenerate() {
    let equal = tree(Array(repeating: SIMD2(3, -4), count: 100))
    #expect(equal.nodes.count == 1 && equal.nodes[0].end == 100 && equal.nodes[0].side == 0)
    let line = tree((0..<1000).map { SIMD2(Float($0), 0) })
    #expect(line.order.map(Int.init) == Array(0..<1000))
  }

  @Test("keys are sorted by the bits asked for, and equal ones keep their order")
  func radixSort() {
    let stream = RandomStream(seed: 3, name: "keys")
    let keys = (0..<3000).map { index in
      UInt64(stream.bits(at: UInt64(index)) >> 20) << 32 | UInt64(index)
    }
    #expect(RadixSort.sorted(keys.reversed(), bits: 0..<64) == keys.sorted())
    #expect(RadixSort.sorted(keys, bits: 32..<64) == keys.sorted())
    #expect(RadixSort.sorted([], bits: 0..<64).isEmpty)
  }
}
