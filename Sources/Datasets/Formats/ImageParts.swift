import Tensors

/// What the files of an image set hold, before it is known where they came from.
public struct ImageParts: Sendable {
  /// `[examples, height, width]`, grey, or `[examples, height, width, channels]`.
  public var trainImages: Tensor<UInt8>
  /// `[examples]`, each a class index.
  public var trainLabels: Tensor<UInt8>
  public var testImages: Tensor<UInt8>
  public var testLabels: Tensor<UInt8>

  public init(
    trainImages: Tensor<UInt8>, trainLabels: Tensor<UInt8>, testImages: Tensor<UInt8>,
    testLabels: Tensor<UInt8>
  ) {
    self.trainImages = trainImages
    self.trainLabels = trainLabels
    self.testImages = testImages
    self.testLabels = testLabels
  }
}
