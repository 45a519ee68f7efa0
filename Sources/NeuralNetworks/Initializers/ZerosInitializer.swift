import Tensors

/// All zeros.
public struct ZerosInitializer: Initializer, Equatable {
  public init() {}

  static let entry = Initializers.Entry(name: "zeros") { (value) throws(NeuralNetworkError) in
    try Initializers.requireNoValue(value, "zeros")
    return ZerosInitializer()
  }

  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? { 0 }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    tensor = Tensor(zeros: tensor.shape)
  }
}
