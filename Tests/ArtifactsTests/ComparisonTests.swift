import Ink
import Tensors
import Testing

@testable import Artifacts

@Suite("A comparison says where two results differ and by how much")
struct ComparisonTests {
  private func tensor(_ elements: [Float]) -> AnyTensor {
    .float32(Tensor(shape: Shape([elements.count]), elements: elements))
  }

  private func difference(_ left: [Float], _ right: [Float]) -> ElementDifference? {
    ElementDifference(tensor(left), tensor(right))
  }

  @Test("the next number is one unit away; NaN equals NaN; 0 and -0 differ by nothing")
  func floats() throws {
    let found = try #require(
      difference([1, 2, .nan, 0], [Float(1).nextUp, 2, -.nan, -0.0]))
    #expect(found.count == 2 && found.total == 4 && found.notFiniteCount == 0)
    #expect(found.firstIndex == [0])
    #expect(found.firstLeft == "1.0" && found.firstRight == "1.0000001")
    #expect(found.maximalAbsolute == 0x1p-23)
    #expect(found.maximalRelative == 0x1p-23 / (1 + 0x1p-23))
    #expect(found.maximalUnitsInLastPlace == 1)
    let zeros = try #require(difference([0], [-0.0]))
    #expect(zeros.maximalUnitsInLastPlace == 0 && zeros.maximalAbsolute == 0)
    #expect(difference([.nan, 1], [.nan, 1]) == nil)
  }

  @Test("units in the last place are counted across zero and across powers of two")
  func units() throws {
    let smallest = Float.leastNonzeroMagnitude
    #expect(difference([-smallest], [smallest])?.maximalUnitsInLastPlace == 2)
    #expect(difference([Float(2).nextDown], [2])?.maximalUnitsInLastPlace == 1)
    // 2^23 numbers of single precision from 1 up to 2.
    #expect(difference([1], [2])?.maximalUnitsInLastPlace == 8_388_608)
    let doubles = ElementDifference(
      .float64(Tensor(shape: Shape([1]), elements: [1])),
      .float64(Tensor(shape: Shape([1]), elements: [Double(1).nextDown])))
    #expect(doubles?.maximalUnitsInLastPlace == 1)
  }

  @Test("NaN and infinity against a number are counted apart")
  func notFinite() throws {
    let found = try #require(
      difference([.nan, .infinity, 1, .infinity], [1, .greatestFiniteMagnitude, 3, .infinity]))
    #expect(found.count == 3 && found.notFiniteCount == 2)
    #expect(found.maximalAbsolute == 2 && found.maximalRelative == 2.0 / 3)
    let largest = Double.greatestFiniteMagnitude
    let overflowing = try #require(
      ElementDifference(
        .float64(Tensor(shape: Shape([1]), elements: [largest])),
        .float64(Tensor(shape: Shape([1]), elements: [-largest]))))
    #expect(overflowing.maximalRelative == 2)
  }

  @Test("the first difference is told by its coordinates, slowest dimension first")
  func coordinates() throws {
    let shape = Shape([2, 3, 4])
    var elements = [Int64](repeating: 7, count: 24)
    let left = AnyTensor.int64(Tensor(shape: shape, elements: elements))
    elements[17] = 9
    elements[23] = -93
    let found = try #require(
      ElementDifference(left, .int64(Tensor(shape: shape, elements: elements))))
    // 17 = (1 × 3 + 1) × 4 + 1
    #expect(found.firstIndex == [1, 1, 1] && found.firstRight == "9")
    #expect(found.maximalAbsolute == 100 && found.maximalUnitsInLastPlace == nil)
  }

  @Test("tensors are compared by name, type and shape first")
  func bundles() {
    var left = TensorBundle()
    left.set("same", tensor([1]), attributes: ["scale": .double(.nan)])
    left.set("gone", tensor([1]))
    left.set("shape", tensor([1, 2]))
    left.set("type", tensor([1]), attributes: ["unit": .string("m")])
    left.setAttribute("epoch", .integer(3))
    var right = TensorBundle()
    right.set("same", tensor([1]), attributes: ["scale": .double(.nan)])
    right.set("new", tensor([1]))
    right.set("shape", tensor([1, 2, 3]))
    right.set("type", .uint8(Tensor(shape: Shape([1]), elements: [1])))
    let found = BundleComparison(left, right)
    #expect(!found.isEqual)
    #expect(
      found.tensors == [
        "gone": .onlyLeft, "new": .onlyRight, "same": .equal,
        "shape": .form(left: "float32 2", right: "float32 3"),
        "type": .form(left: "float32 1", right: "uint8 1"),
      ])
    #expect(found.attributes.map(\.name) == ["@epoch", "type@unit"])
    #expect(found.attributes.map(\.left) == ["3", "m"])
    #expect(BundleComparison(left, left).isEqual)
  }

  @Test("equal means equal digests, for every kind")
  func agreesWithDigests() throws {
    var changed = Sample.bundle()
    changed.setAttribute("note", .string("x"))
    let artifacts: [Artifact] = [
      .tensors(Sample.bundle()), .tensors(Sample.bundle(scale: 2)), .tensors(changed),
      .figure(Sample.pixmap), .table(Sample.table), .table(.number(0)), .table(.number(-0.0)),
    ]
    for left in artifacts {
      for right in artifacts {
        #expect(
          ArtifactComparison(left, right).isEqual == (try left.digest() == right.digest()))
      }
    }
  }

  @Test("differing pixels are counted and enclosed")
  func figures() {
    var pixels = Sample.pixmap.pixels
    // Two of the 40 × 30 pixels: column 5 of row 2, column 9 of row 20.
    pixels[(2 * 40 + 5) * 3 + 1] ^= 0x10
    pixels[(20 * 40 + 9) * 3] ^= 0x01
    let found = FigureComparison(
      Sample.pixmap, Pixmap(width: 40, height: 30, pixels: pixels))
    #expect(
      found.region
        == FigureComparison.Region(
          pixelCount: 2, columns: 5...9, rows: 2...20, maximalChannelDifference: 16))
    let turned = FigureComparison(
      Sample.pixmap, Pixmap(width: 30, height: 40, pixels: Sample.pixmap.pixels))
    #expect(!turned.isEqual && turned.region == nil)
  }

  @Test("the first differing place of a table is told by its path")
  func tables() {
    let left: JSONValue = ["columns": ["p"], "rows": [[0, 1], [2, 3]]]
    func path(_ right: JSONValue) -> String? { TableDifference(left, right)?.path }
    #expect(path(left) == nil)
    #expect(path(["columns": ["p"], "rows": [[0, 1], [2, 4]]]) == "$.rows[1][1]")
    #expect(path(["columns": ["p"], "rows": [[0, 1]]]) == "$.rows[1]")
    #expect(path(["rows": [[0, 1], [2, 3]]]) == "$.columns")
    #expect(path([1]) == "$")
    let absent = TableDifference(left, ["columns": ["p"], "rows": [[0, 1]]])
    #expect(absent?.left == [2, 3] && absent?.right == nil)
  }
}
