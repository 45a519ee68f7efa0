import Tensors

/// Normal with mean 0.
public struct NormalInitializer: Initializer, Equatable {
  public let standardDeviation: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the deviation
  ///   is finite and not negative.
  public init(standardDeviation: Double) throws(NeuralNetworkError) {
    guard standardDeviation >= 0, standardDeviation.isFinite else {
      throw .outOfRange(
        what: "initializer normal", parameter: "standard deviation", found: standardDeviation,
        allowed: "finite and not negative")
    }
    self.standardDeviation = standardDeviation
  }

  static let entry = Initializers.Entry(name: "normal") { (value) throws(NeuralNetworkError) in
    try NormalInitializer(standardDeviation: value ?? 1)
  }

  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? {
    standardDeviation * standardDeviation
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    context.fillNormal(
      &tensor, mean: 0, standardDeviation: Float(standardDeviation), stream: stream)
  }
}
