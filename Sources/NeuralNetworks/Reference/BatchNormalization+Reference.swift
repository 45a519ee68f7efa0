extension BatchNormalization {
  /// With the statistics of the batch, as in training.
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    ReferenceBatchNormalization(
      channels: Self.channels(of: placement.inputShape), epsilon: epsilon,
      scale: placement.parameters.lowerBound)
  }
}

private struct ReferenceBatchNormalization: ReferenceLayer {
  let channels: Int
  let epsilon: Double
  /// The index of the scale; the shift is the next.
  let scale: Int

  /// Adds up `term` over the batch, channel by channel.
  private func sums(_ batch: [[Double]], _ term: (_ example: Int, _ place: Int) -> Double)
    -> [Double]
  {
    var sums = [Double](repeating: 0, count: channels)
    for (example, values) in batch.enumerated() {
      for place in values.indices { sums[place % channels] += term(example, place) }
    }
    return sums
  }

  /// The input with mean 0 and variance 1 in each channel, one over the channel's deviation, and how many
  /// numbers a channel has.
  private func normalized(_ input: [[Double]]) -> (
    values: [[Double]], inverse: [Double], count: Double
  ) {
    let count = Double(input.reduce(0) { $0 + $1.count } / channels)
    let means = sums(input) { input[$0][$1] }.map { $0 / count }
    let squares = sums(input) { example, place in
      let difference = input[example][place] - means[place % channels]
      return difference * difference
    }
    let inverse = squares.map { 1 / ($0 / count + epsilon).squareRoot() }
    let values = input.map { x in
      x.indices.map { (x[$0] - means[$0 % channels]) * inverse[$0 % channels] }
    }
    return (values, inverse, count)
  }

  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] {
    let (scales, shifts) = (parameters[scale], parameters[scale + 1])
    return normalized(input).values.map { h in
      h.indices.map { h[$0] * scales[$0 % channels] + shifts[$0 % channels] }
    }
  }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] {
    let (h, inverse, count) = normalized(input)
    let shiftGradient = sums(outputGradient) { outputGradient[$0][$1] }
    let scaleGradient = sums(outputGradient) { outputGradient[$0][$1] * h[$0][$1] }
    for channel in 0..<channels {
      gradients[scale][channel] += scaleGradient[channel]
      gradients[scale + 1][channel] += shiftGradient[channel]
    }
    return zip(outputGradient, h).map { gradient, h in
      h.indices.map { place in
        let channel = place % channels
        let centred =
          gradient[place] - (shiftGradient[channel] + h[place] * scaleGradient[channel]) / count
        return centred * parameters[scale][channel] * inverse[channel]
      }
    }
  }
}
