extension ActivationSpecification {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    ReferenceActivation(activation: activation)
  }
}

private struct ReferenceActivation: ReferenceLayer {
  let activation: any Activation

  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    input.map { $0.map { activation.value(at: $0) } }
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    zip(outputGradient, input).map { gradient, x in
      zip(gradient, x).map { $0 * activation.slope(at: $1) }
    }
  }
}
