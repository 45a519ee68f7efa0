import Analysis
import Tensors

extension Work {
  /// Embeddings of points in ten clusters, 50 features, 1000 iterations, all that belongs to them
  /// included.
  static let embeddings: [Work] = [embedding(of: 2000), embedding(of: 5000), embedding(of: 10_000)]

  private static func embedding(of count: Int) -> Work {
    Work(name: "tsne-\(count)", unit: "embeddings/s") { context in
      let points = clusters(count, context)
      return {
        _ = try StochasticNeighborEmbedding.run(points, EmbeddingConfiguration(), context)
        return 1
      }
    }
  }

  private static func clusters(_ count: Int, _ context: ComputeContext) -> Tensor<Float> {
    let features = 50
    var centres = Tensor<Float>(zeros: [10, features])
    context.fillNormal(
      &centres, standardDeviation: 4, stream: RandomStream(seed: 1, name: "centres"))
    var points = Tensor<Float>(zeros: [count, features])
    context.fillNormal(&points, stream: RandomStream(seed: 1, name: "points"))
    for point in 0..<count {
      for feature in 0..<features { points[point, feature] += centres[point % 10, feature] }
    }
    return points
  }
}
