import Tensors

/// Labelled images, split as they were published into a training and a test part.
public struct ImageDataset: Sendable {
  /// `[examples, height, width]`, grey, or `[examples, height, width, channels]`, red, green, blue.
  public let trainImages: Tensor<UInt8>
  /// `[examples]`, each an index into `classNames`.
  public let trainLabels: Tensor<UInt8>
  /// Shaped as those for training.
  public let testImages: Tensor<UInt8>
  /// `[examples]`.
  public let testLabels: Tensor<UInt8>
  public let classNames: [String]
  public let provenance: DatasetProvenance

  init(parts: ImageParts, classNames: [String], provenance: DatasetProvenance) {
    trainImages = parts.trainImages
    trainLabels = parts.trainLabels
    testImages = parts.testImages
    testLabels = parts.testLabels
    self.classNames = classNames
    self.provenance = provenance
  }
}
