import SystemPackage
import Testing

@testable import Datasets

@Suite struct IDXTests {
  let file: FilePath = "images"

  @Test("the shape and the elements are those of the file")
  func wellFormed() throws {
    let tensor = try IDX.parse(idx([2, 1, 3], [1, 2, 3, 4, 5, 255]), file: file)
    #expect(tensor.shape.dimensions == [2, 1, 3])
    #expect(tensor.elements == [1, 2, 3, 4, 5, 255])
  }

  @Test("any rank is read, also none")
  func ranks() throws {
    #expect(try IDX.parse(idx([], [7]), file: file).elements == [7])
    #expect(try IDX.parse(idx([4], [1, 2, 3, 4]), file: file).shape.dimensions == [4])
    #expect(try IDX.parse(idx([1, 1, 1, 1, 2], [8, 9]), file: file).elements == [8, 9])
    #expect(try IDX.parse(idx([0], []), file: file).elements == [])
  }

  @Test("a file that ends early is reported with both numbers")
  func truncated() {
    #expect(throws: DatasetError.truncated(file: file, found: 17, expected: 18)) {
      try IDX.parse(idx([2, 3], [1, 2, 3, 4, 5]), file: file)
    }
  }

  @Test("a header that ends early is reported")
  func truncatedHeader() {
    #expect(throws: DatasetError.truncated(file: file, found: 3, expected: 4)) {
      try IDX.parse([0, 0, 8], file: file)
    }
    #expect(throws: DatasetError.truncated(file: file, found: 10, expected: 16)) {
      try IDX.parse(Array(idx([2, 28, 28], []).prefix(10)), file: file)
    }
    #expect(throws: DatasetError.truncated(file: file, found: 0, expected: 4)) {
      try IDX.parse([], file: file)
    }
  }

  @Test("bytes after the last element are reported with both numbers")
  func oversized() {
    #expect(throws: DatasetError.oversized(file: file, found: 11, expected: 10)) {
      try IDX.parse(idx([2], [1, 2, 3]), file: file)
    }
  }

  @Test("a file of another kind is told by its first bytes")
  func wrongMagic() {
    #expect(throws: DatasetError.wrongMagic(file: file, found: 0x3c21_444f)) {
      try IDX.parse(Array("<!DOCTYPE html>".utf8), file: file)
    }
  }

  @Test("elements other than unsigned bytes are refused by their code")
  func wrongElementType() {
    #expect(throws: DatasetError.wrongElementType(file: file, found: 0x0d)) {
      try IDX.parse(idx([1], [0, 0, 0, 0], type: 0x0d), file: file)
    }
  }

  @Test("a shape other than the expected one is reported before the length")
  func wrongShape() {
    #expect(
      throws: DatasetError.wrongShape(file: file, found: [1, 32, 32], expected: [nil, 28, 28])
    ) {
      try IDX.parse(idx([1, 32, 32], []), file: file, expecting: [nil, 28, 28])
    }
    #expect(throws: DatasetError.wrongShape(file: file, found: [0], expected: [nil])) {
      try IDX.parse(idx([0], []), file: file, expecting: [nil])
    }
    #expect(throws: DatasetError.wrongShape(file: file, found: [1], expected: [nil, 28, 28])) {
      try IDX.parse(idx([1], [0]), file: file, expecting: [nil, 28, 28])
    }
  }

  @Test("sizes whose product overflows are a truncated file, not a trap")
  func overflow() {
    let huge = 0xffff_ffff
    for sizes in [[huge, huge, huge, huge], [huge, huge, huge, 0]] {
      #expect(throws: DatasetError.truncated(file: file, found: 22, expected: .max)) {
        try IDX.parse(idx(sizes, [1, 2]), file: file)
      }
    }
  }
}
