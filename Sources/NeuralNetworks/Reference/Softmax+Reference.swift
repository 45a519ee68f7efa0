import Tensors

extension Softmax {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    ReferenceSoftmax()
  }

  /// exp(x - max) / sum, in Float64.
  static func probabilities(_ x: [Double]) -> [Double] {
    var largest = -Double.infinity
    for value in x where value > largest { largest = value }
    let powers = x.map { Elementary.exp($0 - largest) }
    var sum = 0.0
    for power in powers { sum += power }
    return powers.map { $0 / sum }
  }
}

private struct ReferenceSoftmax: ReferenceLayer {
  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    input.map(Softmax.probabilities)
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    zip(outputGradient, output).map { gradient, p in
      var sum = 0.0
      for (g, p) in zip(gradient, p) { sum += g * p }
      return zip(gradient, p).map { $1 * ($0 - sum) }
    }
  }
}
