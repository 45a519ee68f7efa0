extension Convolution {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    guard let (image, window) = try? window(on: placement.inputShape, of: placement.identity) else {
      return nil
    }
    let first = placement.parameters.lowerBound
    return ReferenceConvolution(
      windows: ReferenceWindows(image: image, window: window), filters: filters, weight: first,
      bias: biasInitializer == nil ? nil : first + 1)
  }
}

private struct ReferenceConvolution: ReferenceLayer {
  let windows: ReferenceWindows
  let filters: Int
  let weight: Int
  let bias: Int?

  /// Calls `body` with the places of each output, weight and input that are multiplied and added.
  private func forEachProduct(_ body: (_ output: Int, _ weight: Int, _ input: Int) -> Void) {
    let channels = windows.image.channels
    windows.forEach { output, tap, pixel in
      for channel in 0..<channels {
        for filter in 0..<filters {
          body(
            output * filters + filter, (tap * channels + channel) * filters + filter,
            pixel * channels + channel)
        }
      }
    }
  }

  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    let start = bias.map { parameters[$0] } ?? [Double](repeating: 0, count: filters)
    let weights = parameters[weight]
    return input.map { x in
      var y = (0..<windows.outputs).flatMap { _ in start }
      forEachProduct { output, weight, input in y[output] += weights[weight] * x[input] }
      return y
    }
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    let weights = parameters[weight]
    var weightGradient = gradients[weight]
    var inputGradients: [[Double]] = []
    for (gradient, x) in zip(outputGradient, input) {
      var inputGradient = [Double](repeating: 0, count: x.count)
      forEachProduct { output, weight, input in
        weightGradient[weight] += gradient[output] * x[input]
        inputGradient[input] += gradient[output] * weights[weight]
      }
      if let bias {
        for (place, value) in gradient.enumerated() { gradients[bias][place % filters] += value }
      }
      inputGradients.append(inputGradient)
    }
    gradients[weight] = weightGradient
    return inputGradients
  }
}
