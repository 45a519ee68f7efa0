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

  @Test("repulsion is the sum over all other points", arguments: [1e-4, 1, 50] as [Float])
  func repulsion(scale: Float) throws {
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
      var descent = EmbeddingDescent(points)
      #expect(abs(descent.repel(context) / total - 1) < 1e-6)
      for i in 0..<Self.count {
        expectClose(descent.push[0, i], forces[i].x, scale: sizes[i], "x of \(i)")
        expectClose(descent.push[1, i], forces[i].y, scale: sizes[i], "y of \(i)")
      }
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

  @Test("every instruction set and number of threads goes the same way, bit for bit")
  func bits() throws {
    var reference: (PlanarPoints, Double)?
    for context in contexts {
      var descent = EmbeddingDescent(Self.points(scale: 1))
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
    #expect(reference.map { digest($0.0.positions) } == 0xbf56_3fe8_8324_d2bd)
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
