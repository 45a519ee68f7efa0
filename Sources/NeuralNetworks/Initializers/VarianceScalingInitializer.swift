import Tensors

/// Independent numbers of mean 0 and variance `scale / n`, where n counts connections.
///
/// LeCun, Glorot and He differ in nothing but scale and n.
public struct VarianceScalingInitializer: Initializer, Equatable {
  public enum Fan: Equatable, Sendable {
    case fanIn
    case fanOut
    /// The mean of both.
    case average
  }

  public enum Distribution: Equatable, Sendable {
    /// In ±sqrt(3 variance).
    case uniform
    /// Not truncated.
    case normal
  }

  public let scale: Double
  public let fan: Fan
  public let distribution: Distribution

  init(scale: Double, fan: Fan, distribution: Distribution) {
    self.scale = scale
    self.fan = fan
    self.distribution = distribution
  }

  static let entries: [Initializers.Entry] =
    leCunEntries + glorotEntries + heEntries

  static func entry(
    _ name: String, _ initializer: VarianceScalingInitializer
  ) -> Initializers.Entry {
    Initializers.Entry(name: name) { (value) throws(NeuralNetworkError) in
      try Initializers.requireNoValue(value, name)
      return initializer
    }
  }

  /// The variance for a parameter with these connections.
  public func variance(fanIn: Int, fanOut: Int) -> Double {
    switch fan {
    case .fanIn: scale / Double(fanIn)
    case .fanOut: scale / Double(fanOut)
    case .average: scale / ((Double(fanIn) + Double(fanOut)) / 2)
    }
  }

  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? {
    variance(fanIn: fanIn, fanOut: fanOut)
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    let variance = variance(fanIn: fanIn, fanOut: fanOut)
    switch distribution {
    case .uniform:
      let bound = Float((3 * variance).squareRoot())
      context.fillUniform(&tensor, from: -bound, to: bound, stream: stream)
    case .normal:
      context.fillNormal(
        &tensor, mean: 0, standardDeviation: Float(variance.squareRoot()), stream: stream)
    }
  }
}
