import Tensors

/// Uniform in [-bound, bound).
public struct UniformInitializer: Initializer, Equatable {
  public let bound: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the bound is
  ///   finite and not negative.
  public init(bound: Double) throws(NeuralNetworkError) {
    guard bound >= 0, bound.isFinite else {
      throw .outOfRange(
        what: "initializer uniform", parameter: "bound", found: bound,
        allowed: "finite and not negative")
    }
    self.bound = bound
  }

  static let entry = Initializers.Entry(name: "uniform") { (value) throws(NeuralNetworkError) in
    try UniformInitializer(bound: value ?? 1)
  }

  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? {
    bound * bound / 3
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    context.fillUniform(&tensor, from: -Float(bound), to: Float(bound), stream: stream)
  }
}
