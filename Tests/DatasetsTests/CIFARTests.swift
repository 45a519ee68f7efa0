import SystemPackage
import Testing

@testable import Datasets

@Suite struct CIFARTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func locate() throws -> LocatedDataset {
    try DatasetLocator(searchPath: [folder.path]).locate("cifar10")
  }

  private func writeArchive(_ set: [(name: String, bytes: [UInt8])], in subfolder: String? = nil)
    throws
  {
    let archive = tar(set.map { ("cifar-10-batches-bin/" + $0.name, $0.bytes) })
    try folder.write(gzip(archive), to: "cifar-10-binary.tar.gz", in: subfolder)
  }

  @Test("the channels of a pixel lie side by side, the batches follow one another")
  func layout() throws {
    try writeArchive(smallCIFAR())
    let data = try locate().load()
    #expect(data.trainImages.shape == [10, 32, 32, 3])
    #expect(data.testImages.shape == [2, 32, 32, 3])
    #expect(data.trainLabels.elements == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(data.testLabels.elements == [0, 1])
    #expect(data.classNames[9] == "truck")
    // Example 7 is the second of the fourth batch; its pixel (2, 5) is number 69 of each plane.
    let pixel = (7 * 1024 + 2 * 32 + 5) * 3
    let expected: [UInt8] = [76, 156, 236]
    #expect(Array(data.trainImages.elements[pixel..<(pixel + 3)]) == expected)
  }

  @Test("the extracted files, packed or not, give the same as the archive")
  func extracted() throws {
    let files = try TemporaryFolder()
    for (index, file) in smallCIFAR().enumerated() {
      try files.write(
        index == 2 ? gzip(file.bytes) : file.bytes, to: file.name + (index == 2 ? ".gz" : ""),
        in: "cifar-10-batches-bin")
    }
    try writeArchive(smallCIFAR(), in: "cifar10")
    let extracted = try DatasetLocator(searchPath: [files.path]).locate("cifar10").load()
    let archived = try locate().load()
    #expect(extracted.trainImages == archived.trainImages)
    #expect(extracted.testLabels == archived.testLabels)
    #expect(extracted.provenance.files.map(\.digest) == archived.provenance.files.map(\.digest))
    #expect(extracted.provenance.fingerprint != archived.provenance.fingerprint)
  }

  @Test("the fingerprint found before reading is that of the bytes that were read")
  func fingerprint() throws {
    try writeArchive(smallCIFAR())
    let located = try locate()
    #expect(try located.fingerprint() == located.load().provenance.fingerprint)
  }

  @Test("the fingerprint of a set that has yet to be fetched is the one that it will have")
  func publishedFingerprint() throws {
    try writeArchive(smallCIFAR())
    let path = folder.path.appending("cifar-10-binary.tar.gz")
    var definition = DatasetDefinition.cifar10
    definition.archive?.digest = try Digest.sha256(file: path)
    #expect(try locate().fingerprint() == definition.publishedFingerprint)

    var mnist = DatasetDefinition.mnist
    for (index, (name, bytes)) in smallSet().enumerated() {
      let packed = gzip(bytes)
      try folder.write(packed, to: name + ".gz", in: "mnist")
      mnist.files[index].published?.digest = Digest.sha256(packed)
    }
    let located = try DatasetLocator(searchPath: [folder.path]).locate("mnist")
    #expect(try located.fingerprint() == mnist.publishedFingerprint)
  }

  @Test("an archive of another size than the published one is used with a notice")
  func notice() throws {
    try writeArchive(smallCIFAR())
    let located = try locate()
    #expect(located.notices.count == 1)
    #expect(located.notices[0].contains("cifar-10-binary.tar.gz is not the published file"))
    #expect(located.notices[0].contains("not 170052171"))
    let provenance = try located.verify()
    #expect(!provenance.isVerified)
    #expect(provenance.summary.contains("unverified"))
    #expect(provenance.files.count == 6)
  }

  @Test("a whole set of files is preferred to the archive beside it, part of one is not")
  func preference() throws {
    try writeArchive(smallCIFAR())
    for (name, bytes) in smallCIFAR().dropLast() { try folder.write(bytes, to: name) }
    #expect(try locate().isArchive)
    let last = smallCIFAR()[5]
    try folder.write(last.bytes, to: last.name)
    #expect(try !locate().isArchive)
  }

  @Test("a file that ends within a record is refused with both numbers")
  func partialRecord() throws {
    var set = smallCIFAR()
    set[1].bytes.removeLast()
    try writeArchive(set)
    #expect(
      throws: DatasetError.partialRecord(
        file: folder.path.appending("cifar-10-binary.tar.gz"), name: "data_batch_2.bin", size: 6145,
        recordSize: 3073)
    ) { try locate().load() }
  }

  @Test("a label that names no class is refused with its place")
  func labelOutOfRange() throws {
    var set = smallCIFAR()
    set[5].bytes[3073] = 10
    try writeArchive(set)
    #expect(
      throws: DatasetError.labelOutOfRange(
        file: folder.path.appending("cifar-10-binary.tar.gz"), example: 1, label: 10, classCount: 10
      )
    ) { try locate().load() }
  }

  @Test("a page of an error under the name of the archive is no set")
  func noArchive() throws {
    try folder.write(Array("<html>".utf8), to: "cifar-10-binary.tar.gz")
    let path = folder.path.appending("cifar-10-binary.tar.gz")
    #expect(throws: DatasetError.notGzip(file: path)) { try locate().load() }
  }
}
