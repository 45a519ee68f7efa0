import Testing

@testable import Tensors

@Suite("The forces of t-SNE")
struct EmbeddingKernelTests {
  /// Three strips, the last one ragged in its lanes too.
  private static let count = 2 * 128 + 45

  private static func points(scale: Float) -> PlanarPoints {
    let coordinates = values([count, 2], "embedding")
    return PlanarPoints(
      (0..<count).map { SIMD2(coordinates[$0, 0] * scale, coordinates[$0, 1] * scale) })
  }

  /// Each point with some others, of which some repeat a length of 16.
  private static let affinities: SparseRows = {
    let lengths = (0..<count).map { [0, 1, 16, 23, 40][$0 % 5] }
    let starts = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let entries = starts[count]
    let stream = RandomStream(seed: 4, name: "affinities")
    return SparseRows(
      starts: starts,
      indices: (0..<entries).map { Int32(stream.bits(at: UInt64($0)) % UInt32(count)) },
      values: (0..<entries).map { stream.uniform(at: UInt64(entries + $0)) })
  }()

  private func expectClose(_ found: Float, _ expected: Double, scale: Double, _ what: String) {
    #expect(abs(Double(found) - expected) <= 2e-6 * scale, "\(what): \(found), not \(expected)")
  }

  @Test(
    "repulsion is the sum over all other points, by pairs and by a tree whose cells never stand for points",
    arguments: [1e-4, 1, 50] as [Float],
    [EmbeddingDescent.Repulsion.exact, EmbeddingDescent.Repulsion.barnesHut(angle: 0)])
  func repulsion(scale: Float, method: EmbeddingDescent.Repulsion) throws {
    let points = Self.points(scale: scale)
    var total = 0.0
    var forces: [SIMD2<Double>] = []
    var sizes: [Double] = []
    for i in 0..<Self.count {
      var force = SIMD2<Double>.zero
      var size = 0.0
      for j in 0..<Self.count where j != i {
        let d = SIMD2<Double>(points[i]) - SIMD2<Double>(points[j])
        let kernel = 1 / (1 + (d * d).sum())
        total += kernel
        force += kernel * kernel * d
        size += kernel * kernel * max(abs(d.x), abs(d.y))
      }
      forces.append(force)
      sizes.append(size)
    }
    for context in singleThreaded {
      var descent = EmbeddingDescent(points, repulsion: method)
      #expect(abs(descent.repel(context) / total - 1) < 1e-6)
      for i in 0..<Self.count {
        expectClose(descent.push[0, i], forces[i].x, scale: sizes[i], "x of \(i)")
        expectClose(descent.push[1, i], forces[i].y, scale: sizes[i], "y of \(i)")
      }
    }
  }

  @Test(
    "with a tree far points act as their cells do: within two hundredths of the exact forces",
    arguments: [1e-4, 1, 50] as [Float])
  func cells(scale: Float) {
    var exact = EmbeddingDescent(Self.points(scale: scale))
    var near = EmbeddingDescent(Self.points(scale: scale), repulsion: .barnesHut(angle: 0.5))
    for context in singleThreaded {
      let (total, approximate) = (exact.repel(context), near.repel(context))
      #expect(abs(approximate / total - 1) < 0.01)
      var (error, size) = (0.0, 0.0)
      for axis in 0..<2 {
        for point in 0..<Self.count {
          let force = Double(exact.push[axis, point])
          error +=
            (Double(near.push[axis, point]) - force) * (Double(near.push[axis, point]) - force)
          size += force * force
        }
      }
      #expect(error < 4e-4 * size)
    }
  }

  @Test("attraction and logarithm are the sums along the rows")
  func attraction() throws {
    let points = Self.points(scale: 3)
    let (offsets, indices) = (Self.affinities.offsets, Self.affinities.indices)
    for context in singleThreaded {
      var descent = EmbeddingDescent(points)
      descent.attract(Self.affinities, context)
      var logarithm = 0.0
      for i in 0..<Self.count {
        var force = SIMD2<Double>.zero
        for k in Int(offsets[flat: i])..<Int(offsets[flat: i + 1]) {
          let d = SIMD2<Double>(points[i]) - SIMD2<Double>(points[Int(indices[flat: k])])
          let size = 1 + (d * d).sum()
          force += Double(Self.affinities.values[flat: k]) / size * d
          logarithm += Double(Self.affinities.values[flat: k]) * Elementary.log(size)
        }
        expectClose(descent.pull[0, i], force.x, scale: 10, "x of \(i)")
        expectClose(descent.pull[1, i], force.y, scale: 10, "y of \(i)")
      }
      #expect(abs(descent.attractionLogarithm(Self.affinities, context) / logarithm - 1) < 1e-6)
    }
  }

  @Test(
    "every instruction set and number of threads goes the same way, bit for bit",
    arguments: [
      (EmbeddingDescent.Repulsion.exact, 0xbf56_3fe8_8324_d2bd as UInt64),
      (EmbeddingDescent.Repulsion.barnesHut(angle: 0.5), 0x178c_83fc_ffa5_35a8 as UInt64),
    ])
  func bits(method: EmbeddingDescent.Repulsion, known: UInt64) throws {
    var reference: (PlanarPoints, Double)?
    for context in contexts {
      var descent = EmbeddingDescent(Self.points(scale: 1), repulsion: method)
      var total = 0.0
      for iteration in 0..<12 {
        total = descent.repel(context)
        descent.attract(Self.affinities, context)
        let step = EmbeddingDescent.Step(
          exaggeration: iteration < 6 ? 4 : 1, rate: 0.01, momentum: 0.8, longest: 0.2)
        descent.advance(step, total: total, context)
      }
      if let reference {
        #expect(descent.points == reference.0, "\(context.label)")
        #expect(total == reference.1, "\(context.label)")
      } else {
        reference = (descent.points, total)
      }
    }
    #expect(reference.map { digest($0.0.positions) } == known)
  }

  @Test("a step is no longer than the longest, and the centre stays where it was")
  func step() throws {
    for context in singleThreaded {
      let points = Self.points(scale: 1)
      var descent = EmbeddingDescent(points)
      let total = descent.repel(context)
      descent.attract(Self.affinities, context)
      descent.advance(
        EmbeddingDescent.Step(exaggeration: 1, rate: 1e6, momentum: 0, longest: 0.5),
        total: total, context)
      let moved = (0..<Self.count).map { descent.points[$0] - points[$0] }
      let drift = moved.reduce(SIMD2<Float>.zero, +) / Float(Self.count)
      for move in moved {
        let length = ((move - drift) * (move - drift)).sum().squareRoot()
        #expect(length < 0.75)
      }
      let centre = (0..<Self.count).reduce(SIMD2<Float>.zero) { $0 + descent.points[$1] }
      #expect(abs(centre.x) < 1e-3 && abs(centre.y) < 1e-3)
    }
  }
}
