extension Pooling {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    guard let (image, window) = try? window(on: placement.inputShape, of: placement.identity) else {
      return nil
    }
    return ReferencePooling(
      operation: operation, windows: ReferenceWindows(image: image, window: window))
  }
}

private struct ReferencePooling: ReferenceLayer {
  let operation: Pooling.Operation
  let windows: ReferenceWindows

  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    input.map { x in
      switch operation {
      case .maximum: taken(from: x).map { x[$0] }
      case .average: means(of: x)
      }
    }
  }

  /// For each output the place of the first of its largest inputs.
  private func taken(from x: [Double]) -> [Int] {
    let channels = windows.image.channels
    var taken = [Int](repeating: -1, count: windows.outputs * channels)
    windows.forEach { output, _, pixel in
      for channel in 0..<channels {
        let (to, from) = (output * channels + channel, pixel * channels + channel)
        if taken[to] < 0 || x[from] > x[taken[to]] { taken[to] = from }
      }
    }
    return taken
  }

  private func means(of x: [Double]) -> [Double] {
    let channels = windows.image.channels
    var sums = [Double](repeating: 0, count: windows.outputs * channels)
    windows.forEach { output, _, pixel in
      for channel in 0..<channels {
        sums[output * channels + channel] += x[pixel * channels + channel]
      }
    }
    return sums.map { $0 / Double(windows.taps) }
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    let channels = windows.image.channels
    return zip(outputGradient, input).map { gradient, x in
      var inputGradient = [Double](repeating: 0, count: x.count)
      switch operation {
      case .maximum:
        for (place, from) in taken(from: x).enumerated() { inputGradient[from] += gradient[place] }
      case .average:
        windows.forEach { output, _, pixel in
          for channel in 0..<channels {
            inputGradient[pixel * channels + channel] +=
              gradient[output * channels + channel] / Double(windows.taps)
          }
        }
      }
      return inputGradient
    }
  }
}
