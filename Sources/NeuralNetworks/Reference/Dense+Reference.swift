extension Dense {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    let first = placement.parameters.lowerBound
    return ReferenceDense(
      inputs: placement.inputShape.count, units: units, weight: first,
      bias: biasInitializer == nil ? nil : first + 1)
  }
}

private struct ReferenceDense: ReferenceLayer {
  let inputs: Int
  let units: Int
  let weight: Int
  let bias: Int?

  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    let weights = parameters[weight]
    return input.map { x in
      (0..<units).map { unit in
        var sum = 0.0
        for index in 0..<inputs { sum += weights[unit * inputs + index] * x[index] }
        return sum + (bias.map { parameters[$0][unit] } ?? 0)
      }
    }
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    let weights = parameters[weight]
    var inputGradients: [[Double]] = []
    for (gradient, x) in zip(outputGradient, input) {
      var inputGradient = [Double](repeating: 0, count: inputs)
      for unit in 0..<units {
        for index in 0..<inputs {
          gradients[weight][unit * inputs + index] += gradient[unit] * x[index]
          inputGradient[index] += gradient[unit] * weights[unit * inputs + index]
        }
        if let bias { gradients[bias][unit] += gradient[unit] }
      }
      inputGradients.append(inputGradient)
    }
    return inputGradients
  }
}
