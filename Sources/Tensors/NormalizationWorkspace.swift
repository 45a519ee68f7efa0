/// What batch normalisation knows of a batch, one number per channel.
public struct NormalizationWorkspace: Sendable {
  public let channels: Int
  /// The mean that is subtracted: of the batch, or a running one.
  public internal(set) var mean: Tensor<Float>
  /// The variance, of the population.
  public internal(set) var variance: Tensor<Float>
  /// `1 / sqrt(variance + epsilon)`.
  public internal(set) var inverse: Tensor<Float>
  /// Of the loss, with respect to the scale.
  public internal(set) var scaleGradient: Tensor<Float>
  /// Of the loss, with respect to the shift.
  public internal(set) var shiftGradient: Tensor<Float>
  /// `shiftGradient` and `scaleGradient` over the numbers per channel; zero where the statistics are
  /// not the batch's own.
  var meanGradient: Tensor<Float>
  var meanProduct: Tensor<Float>
  /// The sums of the images of a batch.
  var chunks: Tensor<Float>
  /// Likewise, of the second of two sums that are made in one pass.
  var productChunks: Tensor<Float>

  /// - Parameter images: The most images of a batch; 0 for feature-major activations.
  public init(channels: Int, images: Int) {
    self.channels = channels
    func zeros() -> Tensor<Float> { Tensor(zeros: [channels]) }
    mean = zeros()
    variance = zeros()
    inverse = zeros()
    scaleGradient = zeros()
    shiftGradient = zeros()
    meanGradient = zeros()
    meanProduct = zeros()
    chunks = Tensor(zeros: [max(1, images), channels])
    productChunks = chunks
  }

  /// Takes running statistics in place of a batch's.
  public mutating func use(mean: Tensor<Float>, variance: Tensor<Float>, epsilon: Float) {
    precondition(mean.count == channels && variance.count == channels, "not \(channels) channels")
    for channel in 0..<channels {
      self.mean[flat: channel] = mean[flat: channel]
      self.variance[flat: channel] = variance[flat: channel]
    }
    invert(epsilon: epsilon)
  }

  mutating func invert(epsilon: Float) {
    for channel in 0..<channels {
      inverse[flat: channel] = 1 / (variance[flat: channel] + epsilon).squareRoot()
    }
  }
}
