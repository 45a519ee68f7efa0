import Tensors

/// Uniform in ±1/sqrt(fanIn): the rule of thumb that Glorot and Bengio (2010, equation 1) call
/// "standard".
public struct InverseSquareRootInitializer: Initializer, Equatable {
  public init() {}

  static let entry = Initializers.Entry(
    name: "inverse-square-root"
  ) { (value) throws(NeuralNetworkError) in
    try Initializers.requireNoValue(value, "inverse-square-root")
    return InverseSquareRootInitializer()
  }

  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? {
    1 / (3 * Double(fanIn))
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    let bound = Float(1 / Double(fanIn).squareRoot())
    context.fillUniform(&tensor, from: -bound, to: bound, stream: stream)
  }
}
