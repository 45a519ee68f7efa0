import Tensors

/// The six files of the binary version of CIFAR-10: records of one label byte and 32x32 red, then
/// green, then blue values.
enum CIFARFiles {
  static let train = (1...5).map { "data_batch_\($0).bin" }
  static let test = "test_batch.bin"

  private static let side = 32
  private static let channels = 3
  private static let plane = side * side
  private static let recordSize = 1 + channels * plane

  /// Parses the raw files; the channels of a pixel come to lie side by side.
  static func parse(_ files: RawFiles, classCount: Int) throws(DatasetError) -> ImageParts {
    let train = try part(Self.train.map { files[$0] }, classCount: classCount)
    let test = try part([files[test]], classCount: classCount)
    return ImageParts(
      trainImages: train.images, trainLabels: train.labels, testImages: test.images,
      testLabels: test.labels)
  }

  private static func part(
    _ files: [RawFile], classCount: Int
  ) throws(DatasetError) -> (images: Tensor<UInt8>, labels: Tensor<UInt8>) {
    for file in files {
      guard !file.bytes.isEmpty, file.bytes.count % recordSize == 0 else {
        throw .partialRecord(
          file: file.path, name: file.name, size: file.bytes.count, recordSize: recordSize)
      }
    }
    let count = files.reduce(0) { $0 + $1.bytes.count / recordSize }
    var labels: [UInt8] = []
    labels.reserveCapacity(count)
    var images = Tensor<UInt8>(zeros: [count, side, side, channels])
    var start = 0
    for file in files {
      try appendLabels(of: file, to: &labels, classCount: classCount)
      images.withUnsafeMutableBufferPointer { interleave(file.bytes, into: $0, from: start) }
      start = labels.count
    }
    return (images, Tensor(labels))
  }

  private static func appendLabels(
    of file: RawFile, to labels: inout [UInt8], classCount: Int
  ) throws(DatasetError) {
    for (example, offset) in stride(from: 0, to: file.bytes.count, by: recordSize).enumerated() {
      let label = file.bytes[offset]
      guard Int(label) < classCount else {
        throw .labelOutOfRange(
          file: file.path, example: example, label: label, classCount: classCount)
      }
      labels.append(label)
    }
  }

  /// Writes the images of a file's records, as `[height, width, channels]`, from example `start` on.
  private static func interleave(
    _ records: [UInt8], into images: UnsafeMutableBufferPointer<UInt8>, from start: Int
  ) {
    records.withUnsafeBufferPointer { records in
      for example in 0..<(records.count / recordSize) {
        let source = example * recordSize + 1
        let target = (start + example) * channels * plane
        for pixel in 0..<plane {
          for channel in 0..<channels {
            images[target + pixel * channels + channel] = records[source + channel * plane + pixel]
          }
        }
      }
    }
  }
}
