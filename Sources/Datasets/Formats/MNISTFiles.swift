import Tensors

/// The four IDX files in which MNIST and the sets made after it are published: 28x28 grey images and
/// labels 0...9, for training and for test.
enum MNISTFiles {
  static let trainImages = "train-images-idx3-ubyte"
  static let trainLabels = "train-labels-idx1-ubyte"
  static let testImages = "t10k-images-idx3-ubyte"
  static let testLabels = "t10k-labels-idx1-ubyte"

  /// Parses the raw files and checks that they belong together.
  static func parse(_ files: RawFiles, classCount: Int) throws(DatasetError) -> ImageParts {
    let train = try part(files[trainImages], files[trainLabels], classCount: classCount)
    let test = try part(files[testImages], files[testLabels], classCount: classCount)
    return ImageParts(
      trainImages: train.images, trainLabels: train.labels, testImages: test.images,
      testLabels: test.labels)
  }

  private static func part(
    _ imageFile: RawFile, _ labelFile: RawFile, classCount: Int
  ) throws(DatasetError) -> (images: Tensor<UInt8>, labels: Tensor<UInt8>) {
    let images = try IDX.parse(
      imageFile.bytes, file: imageFile.path, expecting: [nil, 28, 28])
    let labels = try IDX.parse(labelFile.bytes, file: labelFile.path, expecting: [nil])
    let imageCount = images.shape.dimensions[0]
    guard imageCount == labels.count else {
      throw .countMismatch(
        images: imageFile.path, imageCount: imageCount, labels: labelFile.path,
        labelCount: labels.count)
    }
    let values = labels.elements
    if let example = values.firstIndex(where: { Int($0) >= classCount }) {
      throw .labelOutOfRange(
        file: labelFile.path, example: example, label: values[example], classCount: classCount)
    }
    return (images, labels)
  }
}
