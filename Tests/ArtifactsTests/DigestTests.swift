import Ink
import Tensors
import Testing

@testable import Artifacts

@Suite("Digests are those that anyone can recompute")
struct DigestTests {
  @Test("SHA-256 gives the example digests of FIPS 180-4")
  func sha256() {
    #expect(
      Digest(of: Array("abc".utf8)).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("hexadecimal text goes both ways, and only well-formed text comes in")
  func hexadecimal() {
    let digest = Digest(of: [1])
    #expect(Digest(hex: digest.hex) == digest)
    #expect(digest.short.count == 12 && digest.hex.hasPrefix(digest.short))
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(hex: digest.hex.dropLast()) == nil)
    #expect(Digest(hex: digest.hex.dropLast() + "g") == nil)
    let many = (0..<50).map { Digest(of: [UInt8($0)]) }
    #expect(many.sorted().map(\.hex) == many.map(\.hex).sorted())
  }

  // The expected digests of this suite come from Python's hashlib and struct, which followed the
  // encoding in docs/store.md.

  @Test("an empty bundle")
  func emptyBundle() {
    #expect(
      TensorBundle().digest().hex
        == "73b65025143f2c80f06f025c551ffdaf7c5568ad3030312010c5e72e515e8dcf")
  }

  @Test("a bundle with every element type and every type of attribute, in any order of insertion")
  func bundle() throws {
    let weights: [Float] = [
      1.5, -0.0, Float(bitPattern: 0xFFC0_1234), Float(bitPattern: 1), .infinity, -2,
    ]
    let insertions: [(inout TensorBundle) -> Void] = [
      { bundle in
        bundle.set(
          "parameters/dense1/weight",
          .float32(Tensor(shape: Shape([2, 3]), elements: weights)),
          attributes: [
            "unit": .string("none"), "meaning": .string("poids appris"), "fanIn": .integer(2),
            "edges": .doubles([0, 1]), "labels": .strings(["a", "é"]), "steps": .integers([1, -2]),
          ])
      },
      { $0.set("labels", .uint8(Tensor(shape: Shape([3]), elements: [1, 2, 255]))) },
      { $0.set("history/loss", .float64(Tensor(shape: Shape([]), elements: [0.1]))) },
      { $0.set("indices", .int64(Tensor(shape: Shape([1]), elements: [-5]))) },
      { $0.set("empty", .int32(Tensor(shape: Shape([0, 4]), elements: []))) },
      { $0.setAttribute("kind", .string("network")) },
      { $0.setAttribute("epochs", .integer(3)) },
      { $0.setAttribute("rate", .double(0.25)) },
    ]
    for order in [Array(insertions.indices), insertions.indices.reversed()] {
      var bundle = TensorBundle()
      for index in order { insertions[index](&bundle) }
      #expect(
        bundle.digest().hex
          == "f5402f0f5923c6992c975eb1612e8f3ecc58f1450f60c442d3dfded05422f118")
    }
  }

  @Test("a figure: its size and its pixels")
  func figure() throws {
    let pixmap = Pixmap(width: 2, height: 1, pixels: [255, 0, 0, 0, 128, 255])
    #expect(
      try Artifact.figure(pixmap).digest().hex
        == "dd7c3aa45e805aec6aa60dd7c2009ecb0c25138a06c6aef2218b41c23a64229d")
    let turned = Pixmap(width: 1, height: 2, pixels: [255, 0, 0, 0, 128, 255])
    #expect(try Artifact.figure(turned).digest() != Artifact.figure(pixmap).digest())
  }

  @Test("a table: its canonical text, so that sha256sum of the file shows it")
  func table() throws {
    #expect(
      try Artifact.table(Sample.table).digest().hex
        == "b933baaeb2e12795b0ddb8eebddd8cf5be1ddc763ce54c9fdc946a027d921b63")
  }

  @Test("each change of a bundle changes its digest")
  func sensitivity() {
    let base = Sample.bundle()
    var variants = [base, base, base, base, base, base, base]
    variants[1].set("labels", .uint8(Tensor(shape: Shape([3]), elements: [1, 2, 4])))
    variants[2].set("labels", .uint8(Tensor(shape: Shape([1, 3]), elements: [1, 2, 3])))
    variants[3].set("labels", .int32(Tensor(shape: Shape([3]), elements: [1, 2, 3])))
    variants[4].set(
      "labels", .uint8(Tensor(shape: Shape([3]), elements: [1, 2, 3])),
      attributes: ["unit": .string("")])
    variants[5].setAttribute("x", .integer(1))
    variants[6].setAttribute("x", .integers([1]))
    #expect(Set(variants.map { $0.digest() }).count == variants.count)
  }

  @Test("every NaN is one NaN, in both widths, and negative zero is not zero")
  func notANumber() {
    func digest(_ bits: UInt32) -> Digest {
      var bundle = TensorBundle()
      bundle.set(
        "x", .float32(Tensor(shape: Shape([2]), elements: [1, Float(bitPattern: bits)])))
      return bundle.digest()
    }
    #expect(digest(0x7FC0_0000) == digest(0xFFC0_0001))
    #expect(digest(0x7FC0_0000) == digest(0x7F80_0001))
    #expect(digest(0) != digest(0x8000_0000))
    var bundle = TensorBundle()
    bundle.set(
      "x",
      .float64(Tensor(shape: Shape([1]), elements: [Double(bitPattern: 0xFFF8_0000_0000_0007)])))
    bundle.setAttribute("a", .double(-Double.nan))
    let bits = bundle["x"]?.float64?.withUnsafeBufferPointer { $0[0].bitPattern }
    #expect(bits == 0x7FF8_0000_0000_0000)
    guard case .double(let attribute)? = bundle.attributes["a"] else {
      Issue.record("the attribute is gone")
      return
    }
    #expect(attribute.bitPattern == 0x7FF8_0000_0000_0000)
  }
}
