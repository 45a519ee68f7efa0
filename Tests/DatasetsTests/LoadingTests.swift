import SystemPackage
import Testing

@testable import Datasets

@Suite struct LoadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func locate(_ set: [(name: String, bytes: [UInt8])]) throws -> LocatedDataset {
    for (name, bytes) in set { try folder.write(bytes, to: name) }
    return try DatasetLocator(searchPath: [folder.path]).locate("mnist")
  }

  @Test("images and labels come out in order, packed or not")
  func load() throws {
    var set = smallSet(train: 12, test: 3)
    set[0] = (set[0].name + ".gz", gzip(set[0].bytes))
    let data = try locate(set).load()
    #expect(data.trainImages.shape.dimensions == [12, 28, 28])
    #expect(data.testImages.shape.dimensions == [3, 28, 28])
    #expect(data.trainLabels.elements == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(data.trainImages.elements[11 * 784] == 11)
    #expect(data.trainImages.elements[11 * 784 - 1] == 10)
    #expect(data.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    #expect(!data.provenance.isVerified)
    #expect(data.provenance.summary.contains("unverified"))
  }

  @Test("digests are of the unpacked bytes, so packing does not change them")
  func digests() throws {
    let set = smallSet()
    let plain = try locate(set)
    let before = try plain.load().provenance
    #expect(before.files[3].digest == Digest.sha256(set[3].bytes))
    #expect(before.files[3].size == set[3].bytes.count)
    #expect(before.fingerprint == (try plain.fingerprint()))

    let other = try TemporaryFolder()
    for (name, bytes) in set { try other.write(gzip(bytes), to: name + ".gz") }
    let packed = try DatasetLocator(searchPath: [other.path]).locate("mnist")
    let after = try packed.verify()
    #expect(after.files.map(\.digest) == before.files.map(\.digest))
    #expect(after.fingerprint == (try packed.fingerprint()))
    #expect(after.fingerprint != before.fingerprint)
  }

  @Test("the fingerprint depends on the bytes and not on the place")
  func fingerprint() throws {
    let here = try locate(smallSet()).fingerprint()
    let other = try TemporaryFolder()
    for (name, bytes) in smallSet() { try other.write(bytes, to: name, in: "mnist") }
    let located = try DatasetLocator(searchPath: [other.path]).locate("mnist")
    #expect(try located.fingerprint() == here)
    var set = smallSet()
    set[1].bytes[set[1].bytes.count - 1] ^= 1
    #expect(try locate(set).fingerprint() != here)
  }

  @Test("SHA-256 of the empty text and of abc are those of FIPS 180-4")
  func sha256() {
    #expect(
      Digest.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Digest.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("images and labels that differ in number are refused with both files and numbers")
  func countMismatch() throws {
    var set = smallSet()
    set[1] = smallSet(train: 4)[1]
    let located = try locate(set)
    #expect(
      throws: DatasetError.countMismatch(
        images: folder.path.appending("train-images-idx3-ubyte"), imageCount: 5,
        labels: folder.path.appending("train-labels-idx1-ubyte"), labelCount: 4)
    ) { try located.load() }
  }

  @Test("a label that names no class is refused with its place")
  func labelOutOfRange() throws {
    var set = smallSet()
    set[3].bytes[set[3].bytes.count - 2] = 10
    let located = try locate(set)
    #expect(
      throws: DatasetError.labelOutOfRange(
        file: folder.path.appending("t10k-labels-idx1-ubyte"), example: 1, label: 10, classCount: 10
      )
    ) { try located.load() }
  }

  @Test("images of another size are refused")
  func wrongShape() throws {
    var set = smallSet()
    set[0].bytes = idx([5, 32, 32], [UInt8](repeating: 0, count: 5 * 32 * 32))
    let located = try locate(set)
    #expect(
      throws: DatasetError.wrongShape(
        file: folder.path.appending("train-images-idx3-ubyte"), found: [5, 32, 32],
        expected: [nil, 28, 28])
    ) { try located.load() }
  }

  @Test("a folder under the name of a file is an error that names it")
  func folderForFile() throws {
    var set = smallSet()
    set.remove(at: 0)
    try folder.write([], to: "x", in: "train-images-idx3-ubyte")
    let located = try locate(set)
    #expect(
      throws: DatasetError.unreadable(
        file: folder.path.appending("train-images-idx3-ubyte"), reason: "Is a directory")
    ) { try located.load() }
  }

  static let system: FilePath = "/usr/share/datasets/fashion-mnist"

  @Test(
    "Fashion-MNIST as Debian installs it has the published bytes",
    .enabled(
      if: (try? DatasetLocator(searchPath: [system]).locate("fashion-mnist")) != nil,
      "dataset-fashion-mnist is not installed"))
  func fashionMNIST() throws {
    let locator = DatasetLocator(searchPath: ["/usr/share/datasets"])
    let data = try locator.locate(firstOf: ["mnist", "fashion-mnist"]).load()
    #expect(data.provenance.isVerified)
    #expect(data.trainImages.shape.dimensions == [60_000, 28, 28])
    #expect(data.testLabels.count == 10_000)
    // The publisher's page says that the classes are balanced.
    var counts = [Int](repeating: 0, count: 10)
    for label in data.trainLabels.elements { counts[Int(label)] += 1 }
    #expect(counts == [Int](repeating: 6_000, count: 10))

    // Named directly, the same folder is not taken for MNIST, whose files have the same names.
    let direct = DatasetLocator(searchPath: [Self.system])
    #expect(throws: DatasetError.self) { try direct.locate("mnist") }
    #expect(try direct.locate(firstOf: ["mnist", "fashion-mnist"]).name == "fashion-mnist")
  }
}
