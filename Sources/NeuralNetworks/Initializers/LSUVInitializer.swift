import Tensors

/// Layer-sequential unit variance (D. Mishkin, J. Matas, "All you need is a good init", 2016): orthogonal weights,
/// then, from the first layer to the last, scaled until the outputs of the layer for the first batch of
/// the training have variance 1 within a tolerance.
///
/// The scaling needs data, so ``Network/scaleToUnitVariance(_:at:)`` does it, which a ``Trainer`` calls
/// when it is made. A network made otherwise keeps the orthogonal weights.
public struct LSUVInitializer: Initializer, Equatable {
  /// How far from 1 the variance may stay.
  public let tolerance: Double
  /// How often a layer is scaled at most, for layers whose variance does not follow the scale.
  public static let iterations = 10

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the tolerance is
  ///   positive and finite.
  public init(tolerance: Double = 0.01) throws(NeuralNetworkError) {
    guard tolerance > 0, tolerance.isFinite else {
      throw .outOfRange(
        what: "initializer lsuv", parameter: "tolerance", found: tolerance,
        allowed: "positive and finite")
    }
    self.tolerance = tolerance
  }

  static let entry = Initializers.Entry(name: "lsuv") { (value) throws(NeuralNetworkError) in
    try LSUVInitializer(tolerance: value ?? 0.01)
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    OrthogonalInitializer.fill(&tensor, gain: 1, stream: stream, context: context)
  }
}
