import Analysis
import Artifacts
import Tensors

/// An embedding on its way into the store: its tensors and its values.
struct EmbeddingBundle {
  private(set) var bundle = TensorBundle()
  private(set) var values: JSONObject = [:]
  /// `[examples, components]`.
  private let positions: Tensor<Float>

  init(_ principal: PrincipalComponents, of features: Tensor<Float>) throws {
    positions = try principal.project(features)
    let shape: Shape = [principal.components.count, principal.mean.count]
    bundle.set(
      "components",
      .float64(Tensor(shape: shape, elements: principal.components.flatMap { $0 })),
      attributes: ["meaning": .string("unit vectors, one for each component")])
    bundle.set(
      "explained_variance", .float64(Tensor(principal.explainedVariance)),
      attributes: ["meaning": .string("variance along each component")])
    values[EmbeddingValues.explainedVariance] =
      .number(principal.explainedVarianceRatio.reduce(0, +))
  }

  init(_ embedding: StochasticNeighborEmbedding) {
    positions = embedding.positions
    bundle.set(
      "history/iteration", .float64(Tensor(embedding.history.map { Double($0.iteration) })),
      attributes: ["meaning": .string("iterations before the divergence was computed")])
    bundle.set(
      "history/divergence", .float64(Tensor(embedding.history.map(\.divergence))),
      attributes: [
        "meaning": .string("Kullback-Leibler divergence of the embedding"), "unit": .string("nats"),
      ])
    values[EmbeddingValues.divergence] = .number(embedding.divergence)
  }

  /// Measures which neighbourhoods are kept, where there are points enough to have any.
  mutating func addQuality(
    features: Tensor<Float>, labels: Tensor<Int32>, neighbors: Int, _ compute: ComputeContext
  ) throws {
    guard 2 * neighbors < labels.count else { return }
    values[EmbeddingValues.trustworthiness] = .number(
      try NeighborhoodQuality.trustworthiness(
        of: positions, for: features, neighbors: neighbors, compute))
    values[EmbeddingValues.neighborAccuracy] = .number(
      try NeighborhoodQuality.neighborAccuracy(
        positions, labels: labels.elements.map { Int($0) }, neighbors: neighbors, compute))
  }

  /// Adds the positions, whose they are, and what captions call the data.
  mutating func describe(_ rows: FeatureRows, _ data: DataParts) {
    bundle.set(
      "embedding", .float32(positions),
      attributes: ["meaning": .string("position of each example")])
    bundle.set("labels", .int32(rows.labels), attributes: ["meaning": .string("true class")])
    bundle.set(
      "examples", .int32(Tensor(rows.places.map { Int32($0) })),
      attributes: ["meaning": .string("place of each example in its part")])
    if let name = data.name { bundle.setAttribute(DataAttribute.dataset, .string(name)) }
    if !data.classNames.isEmpty {
      bundle.setAttribute(DataAttribute.classNames, .strings(data.classNames))
    }
    values[EvaluationValues.examples] = .integer(Int64(rows.places.count))
  }
}
