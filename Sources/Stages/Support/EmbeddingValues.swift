/// The names of the values that embeddings hold.
enum EmbeddingValues {
  static let divergence = "divergence"
  static let trustworthiness = "trustworthiness"
  static let neighborAccuracy = "neighbor_accuracy"
  static let explainedVariance = "explained_variance"

  static let names = [divergence, trustworthiness, neighborAccuracy, explainedVariance]
}
