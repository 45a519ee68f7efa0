import Tensors

/// t-SNE: points in the plane whose neighbours are those of points in many dimensions.
///
/// L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 9, 2008. The start from principal
/// components follows D. Kobak, P. Berens, "The art of using t-SNE for single-cell transcriptomics", Nature
/// Communications 10, 2019; the learning rate A. C. Belkina et al., "Automated optimized parameters for
/// t-distributed stochastic neighbor embedding", ibid.
public struct StochasticNeighborEmbedding: Sendable {
  /// `[points, 2]`, centred.
  public let positions: Tensor<Float>
  public let affinities: Affinities
  /// The divergences that were computed on the way, in nats, always without exaggeration: the first before
  /// any step, the last of ``positions``.
  public let history: [Measurement]

  /// The Kullback-Leibler divergence of the embedding from the points.
  public var divergence: Double { history.last?.divergence ?? .nan }

  /// A divergence and the number of iterations before it.
  public struct Measurement: Equatable, Sendable {
    public let iteration: Int
    public let divergence: Double
  }

  /// Iterations between two divergences.
  public static let measurementInterval = 50

  /// Embeds points.
  ///
  /// - Parameters:
  ///   - points: `[points, features]`.
  ///   - onIteration: called before each iteration with its number and the last divergence; returning
  ///     false ends the embedding, with `nil` as the result.
  /// - Throws: ``AnalysisError`` for points or parameters that do not fit, or an embedding that diverges.
  public static func run(
    _ points: Tensor<Float>, _ configuration: EmbeddingConfiguration, _ context: ComputeContext,
    onIteration: (Int, Double) -> Bool = { _, _ in true }
  ) throws(AnalysisError) -> StochasticNeighborEmbedding? {
    guard points.shape.rank == 2 else {
      throw .wrongShape(what: "t-SNE", found: "\(points.shape)", needed: "[points, features]")
    }
    try configuration.check(pointCount: points.shape[0])
    let neighbors = try NearestNeighbors(
      of: points, count: configuration.neighborCount(of: points.shape[0]), context)
    let affinities = try Affinities(neighbors, perplexity: configuration.perplexity, context)
    let start = try startingPositions(points, seed: configuration.seed, context)
    return try descend(from: start, affinities, configuration, context, onIteration: onIteration)
  }

  private static func descend(
    from start: PlanarPoints, _ affinities: Affinities, _ configuration: EmbeddingConfiguration,
    _ context: ComputeContext, onIteration: (Int, Double) -> Bool
  ) throws(AnalysisError) -> StochasticNeighborEmbedding? {
    var descent = EmbeddingDescent(
      start, repulsion: configuration.repulsion(pointCount: start.count))
    let constant = affinities.negativeEntropy
    var history: [Measurement] = []
    for iteration in 0...configuration.iterations {
      let total = descent.repel(context)
      let isLast = iteration == configuration.iterations
      if isLast || iteration.isMultiple(of: measurementInterval) {
        // Beyond this the product of a squared distance and a padding point's overflows.
        guard descent.extent(context) < 5000, total > 0 else {
          throw .diverged(iteration: iteration)
        }
        let logarithm = descent.attractionLogarithm(affinities.matrix, context)
        history.append(
          Measurement(
            iteration: iteration, divergence: constant + logarithm + Elementary.log(total)))
      }
      if isLast { break }
      guard onIteration(iteration, history.last?.divergence ?? .nan) else { return nil }
      descent.attract(affinities.matrix, context)
      descent.advance(
        configuration.step(iteration, pointCount: start.count), total: total, context)
    }
    return StochasticNeighborEmbedding(
      positions: descent.points.positions, affinities: affinities, history: history)
  }

  /// The first two principal components, the first with a standard deviation of 1e-4, and a hundredth of
  /// that as noise: equal points and points on a line must be able to part.
  private static func startingPositions(
    _ points: Tensor<Float>, seed: UInt64, _ context: ComputeContext
  ) throws(AnalysisError) -> PlanarPoints {
    let count = points.shape[0]
    let principal = try PrincipalComponents(
      of: points, count: min(2, points.shape[1]), context)
    let projected = try principal.project(points)
    let found = projected.shape[1]
    let deviation = (principal.explainedVariance[0]).squareRoot()
    let scale = deviation > 0 ? startingDeviation / deviation : 0
    var noise = Tensor<Float>(zeros: [count, 2])
    context.fillNormal(
      &noise, standardDeviation: Float(startingDeviation * 0.01),
      stream: RandomStream(seed: seed, name: "analysis/embedding"))
    return PlanarPoints(
      (0..<count).map { point in
        func coordinate(_ axis: Int) -> Float {
          let component = axis < found ? Double(projected[point, axis]) : 0
          return Float(component * scale) + noise[point, axis]
        }
        return SIMD2(coordinate(0), coordinate(1))
      })
  }

  private static let startingDeviation = 1e-4
}
