import Tensors

/// How t-SNE goes about its work.
public struct EmbeddingConfiguration: Equatable, Sendable {
  /// The effective number of neighbours of each point.
  public var perplexity: Double
  /// The neighbours that have any affinity; `nil` for three times the perplexity.
  public var neighbors: Int?
  /// All iterations, those with exaggeration included.
  public var iterations: Int
  /// The iterations at the start in which the attraction is stronger, and how much stronger.
  public var exaggeratedIterations: Int
  public var exaggeration: Double
  /// The length of a step; `nil` for the number of points over the exaggeration in force.
  public var learningRate: Double?
  public var momentum: Double
  /// Of the noise on the starting positions.
  public var seed: UInt64
  public var forces: Forces

  /// How the repulsion among points is computed.
  public enum Forces: String, CaseIterable, Sendable {
    /// Exact up to ``automaticLimit`` points, Barnes-Hut above.
    case automatic = "auto"
    /// Every pair of points.
    case exact
    /// Far points by the cell of a quadtree they lie in.
    case barnesHut = "barnes-hut"
  }

  /// Up to here the exact forces are quick enough not to give away a quarter of a per cent of the divergence.
  public static let automaticLimit = 5000

  /// The side of a cell over its distance below which it stands for its points.
  private static let openingAngle: Float = 0.5

  public init(
    perplexity: Double = 30, neighbors: Int? = nil, iterations: Int = 1000,
    exaggeratedIterations: Int = 250, exaggeration: Double = 12, learningRate: Double? = nil,
    momentum: Double = 0.8, seed: UInt64 = 1, forces: Forces = .automatic
  ) {
    self.perplexity = perplexity
    self.neighbors = neighbors
    self.iterations = iterations
    self.exaggeratedIterations = exaggeratedIterations
    self.exaggeration = exaggeration
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
    self.forces = forces
  }

  func repulsion(pointCount: Int) -> EmbeddingDescent.Repulsion {
    switch forces {
    case .exact: .exact
    case .barnesHut: .barnesHut(angle: Self.openingAngle)
    case .automatic:
      pointCount <= Self.automaticLimit ? .exact : .barnesHut(angle: Self.openingAngle)
    }
  }

  /// The neighbours of each point that are looked for.
  func neighborCount(of pointCount: Int) -> Int {
    min(neighbors ?? Int((3 * perplexity).rounded(.up)), pointCount - 1)
  }

  /// What the given iteration does.
  func step(_ iteration: Int, pointCount: Int) -> EmbeddingDescent.Step {
    let factor = iteration < exaggeratedIterations ? exaggeration : 1
    return EmbeddingDescent.Step(
      exaggeration: Float(factor), rate: Float(learningRate ?? Double(pointCount) / factor),
      momentum: Float(momentum), longest: Self.longestStep)
  }

  /// Of one point in one iteration, as in openTSNE.
  private static let longestStep: Float = 5

  /// - Throws: ``AnalysisError/parameterOutOfRange(name:found:allowed:)``.
  func check(pointCount: Int) throws(AnalysisError) {
    let rules: [(name: String, value: Double, range: ClosedRange<Double>)] = [
      // With fewer points than three times the perplexity, being a neighbour says little.
      ("the perplexity", perplexity, 1...max(1, Double(pointCount - 1) / 3)),
      ("the number of neighbours", Double(neighbors ?? 1), 1...Double(max(1, pointCount - 1))),
      ("the number of iterations", Double(iterations), 0...1e9),
      ("the number of iterations with exaggeration", Double(exaggeratedIterations), 0...1e9),
      ("the exaggeration", exaggeration, 1...1e6),
      ("the learning rate", learningRate ?? 1, 1e-9...1e9),
      ("the momentum", momentum, 0...0.999),
    ]
    for rule in rules where !rule.range.contains(rule.value) {
      throw .parameterOutOfRange(
        name: rule.name, found: rule.value,
        allowed: "between \(rule.range.lowerBound) and \(rule.range.upperBound)"
          + (rule.name == "the perplexity" ? ", a third of the other points" : ""))
    }
    guard pointCount >= 4 else {
      throw .parameterOutOfRange(
        name: "the number of points", found: Double(pointCount), allowed: "at least 4")
    }
  }
}
