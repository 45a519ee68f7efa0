import Tensors
import Testing

@testable import Datasets

@Suite struct FashionRGBTests {
  private func set(_ count: Int, filledWith value: (Int) -> UInt8) -> Tensor<UInt8> {
    Tensor(
      shape: [count, 28, 28],
      elements: (0..<count).flatMap { [UInt8](repeating: value($0), count: 784) })
  }

  /// The mean of each channel over the pixels of an image at rows and columns of a range.
  private func mean(
    _ images: Tensor<UInt8>, _ example: Int, _ range: Range<Int> = 0..<32
  ) -> [Double] {
    (0..<3).map { channel in
      var sum = 0
      for y in range {
        for x in range { sum += Int(images[flat: ((example * 32 + y) * 32 + x) * 3 + channel]) }
      }
      return Double(sum) / Double(range.count * range.count)
    }
  }

  @Test("every image has a look of its own, also at one index of the two parts")
  func looks() {
    let grey = set(20) { _ in 0 }
    let train = ImageTint(part: "train").applied(to: grey)
    let test = ImageTint(part: "test").applied(to: grey)
    #expect(train.shape == [20, 32, 32, 3])
    var means: [[Double]] = []
    for example in 0..<20 { means += [mean(train, example), mean(test, example)] }
    for (index, one) in means.enumerated() {
      for other in means[..<index] {
        #expect(zip(one, other).contains { abs($0 - $1) > 3 }, "\(one) and \(other) look the same")
      }
    }
  }

  @Test("the look of an image depends on its index, not on how many there are")
  func prefix() {
    let many = ImageTint(part: "train").applied(to: set(9) { UInt8($0 * 20) })
    let few = ImageTint(part: "train").applied(to: set(4) { UInt8($0 * 20) })
    #expect(many.rows(0..<4) == few)
  }

  @Test("the foreground differs in brightness from the background")
  func contrast() {
    let nothing = ImageTint(part: "train").applied(to: set(50) { _ in 0 })
    let everything = ImageTint(part: "train").applied(to: set(50) { _ in 255 })
    for example in 0..<50 {
      // The inner rows and columns are covered wherever the image lies.
      let background = mean(nothing, example, 4..<28).reduce(0, +)
      let foreground = mean(everything, example, 4..<28).reduce(0, +)
      #expect(abs(foreground - background) > 100)
    }
  }

  @Test("the mean colour of an image tells nothing about a class")
  func noLeak() {
    // Two classes that differ in nothing but their index, drawn from one population: were colour to
    // depend on anything but chance, sums over many images would drift apart. The standard error of
    // the mean of 500 is about 2 of 255.
    let images = ImageTint(part: "train").applied(to: set(1000) { _ in 128 })
    let means = (0..<1000).map { mean(images, $0) }
    for channel in 0..<3 {
      let even = stride(from: 0, to: 1000, by: 2).reduce(0.0) { $0 + means[$1][channel] } / 500
      let odd = stride(from: 1, to: 1000, by: 2).reduce(0.0) { $0 + means[$1][channel] } / 500
      #expect(abs(even - odd) < 10)
      #expect(abs((even + odd) / 2 - 127.5) < 10)
    }
  }

  @Test("it is read from the files of Fashion-MNIST and keeps its labels and names")
  func source() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in smallSet() { try folder.write(bytes, to: name, in: "fashion-mnist") }
    let locator = DatasetLocator(searchPath: [folder.path])
    let located = try locator.locate(firstOf: ["cifar10", "fashion-rgb"])
    #expect(located.name == "fashion-rgb")
    let data = try located.load()
    #expect(data.trainImages.shape == [5, 32, 32, 3])
    #expect(data.trainLabels.elements == [0, 1, 2, 3, 4])
    #expect(data.classNames == DatasetDefinition.fashionMNIST.classNames)
    #expect(data.provenance.title == "Fashion-RGB")
    #expect(try data.provenance.fingerprint == locator.locate("fashion-mnist").fingerprint())
  }

  @Test("the bits are those that were made before")
  func golden() {
    let images = ImageTint(part: "train").applied(to: set(3) { UInt8($0 * 100) })
    #expect(
      Digest.sha256(images.elements)
        == "95900aef690681b8a88e949e148ed5b4754d57a43d6b7f96edeabaffe2057884")
  }
}
