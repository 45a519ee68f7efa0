import Tensors
import Testing

@testable import Analysis

@Suite struct EmbeddingTests {
  private static let context = contexts[contexts.count - 1]

  private func neighbors(_ set: LabelledPoints, _ count: Int) throws -> NearestNeighbors {
    try NearestNeighbors(of: set.points, count: count, Self.context)
  }

  @Test("nearest neighbours are those of a plain search, ties by index", arguments: contexts)
  func search(context: ComputeContext) throws {
    // Whole coordinates in a small range: many equal distances, all exact.
    let stream = RandomStream(seed: 2, name: "tests/grid")
    let count = 203
    let points = Tensor<Float>(
      shape: [count, 3],
      elements: (0..<count * 3).map { Float(stream.bits(at: UInt64($0)) % 7) })
    let found = try NearestNeighbors(of: points, count: 20, context)
    for point in 0..<count {
      let distances = (0..<count).map { other in
        (0..<3).reduce(Float(0)) {
          let difference = points[point, $1] - points[other, $1]
          return $0 + difference * difference
        }
      }
      let sorted = (0..<count).filter { $0 != point }
        .sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(20)
      #expect(found.neighbors(of: point).map { Int($0) } == Array(sorted), "point \(point)")
      #expect(Array(found.squaredDistances(from: point)) == sorted.map { distances[$0] })
    }
  }

  @Test("precisions and entropies are those of the definition", arguments: LabelledPoints.all)
  func calibration(set: LabelledPoints) throws {
    let dense = try Affinities(
      neighbors(set, set.labels.count - 1), perplexity: 30, Self.context)
    let known = set.known
    #expect(abs(dense.precisions[0] / known.firstPrecision - 1) < 1e-6)
    #expect(abs((dense.precisions.last ?? 0) / known.lastPrecision - 1) < 1e-6)
    #expect(abs(dense.entropy - known.denseEntropy) < 1e-6)
    let sparse = try Affinities(neighbors(set, 90), perplexity: 30, Self.context)
    #expect(abs(sparse.entropy - known.sparseEntropy) < 1e-6)
    let sum = sparse.matrix.values.elements.reduce(0) { $0 + Double($1) }
    #expect(abs(sum - 1) < 1e-6)
  }

  @Test("equal points share their neighbours' probability, and far ones have none")
  func degenerateDistances() {
    func probabilities(_ distances: [Float], perplexity: Double) -> [Double] {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: distances.count) { row in
        _ = PerplexityCalibration.calibrate(
          distances[...], entropy: Elementary.log(perplexity), into: row)
        return Array(row)
      }
    }
    #expect(probabilities([4, 4, 4, 4], perplexity: 2) == [0.25, 0.25, 0.25, 0.25])
    let third = 1.0 / 3
    #expect(probabilities([0, 0, 0, 1], perplexity: 2) == [third, third, third, 0])
    for (found, scaled) in zip(
      probabilities([1, 2, 3, 5], perplexity: 2),
      probabilities([1e30, 2e30, 3e30, 5e30], perplexity: 2))
    { #expect(abs(found - scaled) < 1e-6) }
  }

  @Test(
    "an embedding is as good as the better of two peers",
    arguments: LabelledPoints.all)
  func quality(set: LabelledPoints) throws {
    let known = set.known
    let embedding = try #require(
      try StochasticNeighborEmbedding.run(set.points, EmbeddingConfiguration(), Self.context))
    #expect(embedding.divergence <= known.peerDivergence * 1.02)
    let trust = try NeighborhoodQuality.trustworthiness(
      of: embedding.positions, for: set.points, neighbors: 12, Self.context)
    #expect(trust >= known.peerTrustworthiness - 0.002)
    let accuracy = try NeighborhoodQuality.neighborAccuracy(
      embedding.positions, labels: set.labels, neighbors: 10, Self.context)
    #expect(accuracy >= known.peerAccuracy - 0.01)
    #expect(embedding.history.count == 21)
    #expect(embedding.history.map(\.iteration) == (0...20).map { $0 * 50 })
  }

  @Test("with all neighbours the divergence is that of exact t-SNE", arguments: LabelledPoints.all)
  func denseQuality(set: LabelledPoints) throws {
    let configuration = EmbeddingConfiguration(neighbors: set.labels.count - 1)
    let embedding = try #require(
      try StochasticNeighborEmbedding.run(set.points, configuration, Self.context))
    #expect(embedding.divergence <= set.known.peerDenseDivergence * 1.02)
  }

  @Test("the divergence is that of the definition")
  func definition() throws {
    let set = LabelledPoints.iris
    let count = set.labels.count
    let embedding = try #require(
      try StochasticNeighborEmbedding.run(
        set.points, EmbeddingConfiguration(neighbors: count - 1, iterations: 60), Self.context))
    let conditional = try neighbors(set, count - 1)
    var p = [Double](repeating: 0, count: count * count)
    for point in 0..<count {
      let distances = conditional.squaredDistances(from: point).map { Double($0) }
      let weights = distances.map {
        Elementary.exp(-embedding.affinities.precisions[point] * ($0 - distances[0]))
      }
      for (weight, other) in zip(weights, conditional.neighbors(of: point)) {
        let share = weight / weights.reduce(0, +) / Double(2 * count)
        p[point * count + Int(other)] += share
        p[Int(other) * count + point] += share
      }
    }
    var q = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count where j != i {
        let dx = Double(embedding.positions[i, 0]) - Double(embedding.positions[j, 0])
        let dy = Double(embedding.positions[i, 1]) - Double(embedding.positions[j, 1])
        q[i * count + j] = 1 / (1 + dx * dx + dy * dy)
      }
    }
    let total = q.reduce(0, +)
    let expected = zip(p, q).reduce(0) { sum, pair in
      pair.0 > 0 ? sum + pair.0 * Elementary.log(pair.0 * total / pair.1) : sum
    }
    #expect(abs(embedding.divergence - expected) < 1e-5)
  }

  @Test("every instruction set and number of threads gives the same bits")
  func bits() throws {
    let results = try contexts.map { context in
      try StochasticNeighborEmbedding.run(
        LabelledPoints.digits.points, EmbeddingConfiguration(iterations: 100), context)
    }
    for (result, context) in zip(results, contexts) {
      let label = "\(context.kernels.instructionSet), \(context.pool.threads) threads"
      #expect(result?.positions == results[0]?.positions, "\(label)")
      #expect(result?.history == results[0]?.history, "\(label)")
    }
  }

  @Test(
    "the forces of Barnes and Hut cost less than a hundredth of the divergence, and change with no thread"
  )
  func barnesHut() throws {
    let points = LabelledPoints.digits.points
    func run(
      _ forces: EmbeddingConfiguration.Forces, _ context: ComputeContext
    ) throws -> StochasticNeighborEmbedding {
      try #require(
        try StochasticNeighborEmbedding.run(
          points, EmbeddingConfiguration(iterations: 500, forces: forces), context))
    }
    let exact = try run(.exact, Self.context)
    let results = try contexts.suffix(2).map { try run(.barnesHut, $0) }
    #expect(results[0].divergence <= exact.divergence * 1.01)
    #expect(results[0].positions == results[1].positions)
    #expect(try run(.automatic, Self.context).positions == exact.positions)
    let large = EmbeddingConfiguration()
    #expect(large.repulsion(pointCount: EmbeddingConfiguration.automaticLimit) == .exact)
    #expect(large.repulsion(pointCount: EmbeddingConfiguration.automaticLimit + 1) != .exact)
  }

  @Test("equal points part", arguments: [EmbeddingConfiguration.Forces.exact, .barnesHut])
  func equalPoints(forces: EmbeddingConfiguration.Forces) throws {
    let points = Tensor<Float>(
      shape: [40, 2], elements: (0..<80).map { Float($0 / 2 % 2) })
    let embedding = try #require(
      try StochasticNeighborEmbedding.run(
        points, EmbeddingConfiguration(perplexity: 5, iterations: 300, forces: forces),
        Self.context))
    #expect(embedding.divergence.isFinite)
    let places = Set((0..<40).map { [embedding.positions[$0, 0], embedding.positions[$0, 1]] })
    // A pair may come to lie on one single-precision number.
    #expect(places.count >= 38, "\(places.count) places for 40 points")
  }

  @Test("it stops when told to, and counts the iterations")
  func stopping() throws {
    var seen: [Int] = []
    let embedding = try StochasticNeighborEmbedding.run(
      LabelledPoints.iris.points, EmbeddingConfiguration(), Self.context
    ) { iteration, _ in
      seen.append(iteration)
      return iteration < 3
    }
    #expect(embedding == nil)
    #expect(seen == [0, 1, 2, 3])
  }

  @Test("parameters and points that do not fit are refused")
  func badInput() throws {
    let points = LabelledPoints.iris.points
    func run(_ configuration: EmbeddingConfiguration) throws {
      _ = try StochasticNeighborEmbedding.run(points, configuration, Self.context)
    }
    #expect(throws: AnalysisError.self) { try run(EmbeddingConfiguration(perplexity: 50)) }
    #expect(throws: AnalysisError.self) { try run(EmbeddingConfiguration(perplexity: .nan)) }
    #expect(throws: AnalysisError.self) { try run(EmbeddingConfiguration(neighbors: 150)) }
    #expect(throws: AnalysisError.self) { try run(EmbeddingConfiguration(momentum: 1)) }
    var broken = points
    broken[flat: 7] = .nan
    #expect(throws: AnalysisError.notFinite(what: "nearest neighbours")) {
      try NearestNeighbors(of: broken, count: 3, Self.context)
    }
    #expect(throws: AnalysisError.self) {
      try NearestNeighbors(of: points, count: 150, Self.context)
    }
  }
}

@Suite struct NeighborhoodQualityTests {
  private static let context = contexts[contexts.count - 1]

  @Test("trustworthiness of a plane is that of scikit-learn", arguments: LabelledPoints.all)
  func trustworthiness(set: LabelledPoints) throws {
    let plane = try PrincipalComponents(of: set.points, count: 2, Self.context).project(set.points)
    let found = try NeighborhoodQuality.trustworthiness(
      of: plane, for: set.points, neighbors: 12, Self.context)
    // Iris has equal flowers and equal distances, whose order is a matter of rounding.
    #expect(abs(found - set.known.planeTrustworthiness) < 1e-4)
    let accuracy = try NeighborhoodQuality.neighborAccuracy(
      plane, labels: set.labels, neighbors: 10, Self.context)
    #expect(abs(accuracy - set.known.planeAccuracy) < 0.007)
  }

  @Test("an embedding that is the points is trusted wholly")
  func identity() throws {
    let points = LabelledPoints.iris.points
    #expect(
      try NeighborhoodQuality.trustworthiness(
        of: points, for: points, neighbors: 12, Self.context) == 1)
  }

  @Test("accuracy of three pairs by their nearest neighbour, counted by hand")
  func accuracy() throws {
    let points = Tensor<Float>(shape: [6, 1], elements: [0, 1, 10, 11, 20, 22])
    #expect(
      try NeighborhoodQuality.neighborAccuracy(
        points, labels: [0, 0, 1, 0, 2, 2], neighbors: 1, Self.context) == 4.0 / 6)
    #expect(throws: AnalysisError.self) {
      try NeighborhoodQuality.neighborAccuracy(
        points, labels: [0, 0], neighbors: 1, Self.context)
    }
  }
}
