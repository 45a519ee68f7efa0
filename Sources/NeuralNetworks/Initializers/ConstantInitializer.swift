import Tensors

/// The same number everywhere.
public struct ConstantInitializer: Initializer, Equatable {
  public let value: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless finite.
  public init(_ value: Double) throws(NeuralNetworkError) {
    guard value.isFinite else {
      throw .outOfRange(
        what: "initializer constant", parameter: "value", found: value, allowed: "finite")
    }
    self.value = value
  }

  static let entry = Initializers.Entry(name: "constant") { (value) throws(NeuralNetworkError) in
    try ConstantInitializer(value ?? .nan)
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    tensor = Tensor(repeating: Float(value), shape: tensor.shape)
  }
}
