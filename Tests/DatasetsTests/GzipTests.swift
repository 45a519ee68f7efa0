import SystemPackage
import Testing

@testable import Datasets

@Suite struct GzipTests {
  let file: FilePath = "images.gz"
  let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 7) }

  @Test("unpacking gives back what was packed, over several blocks")
  func roundTrip() throws {
    #expect(try Gzip.inflate(gzip(bytes), file: file, limit: 1 << 20) == bytes)
    #expect(try Gzip.inflate(gzip([]), file: file, limit: 0) == [])
  }

  @Test("a member written by gzip(1) is read")
  func knownMember() throws {
    // printf hello | gzip -n | xxd -i (gzip 1.12)
    let member: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
      0x07, 0x00, 0x86, 0xa6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
    ]
    #expect(try Gzip.inflate(member, file: file, limit: 5) == Array("hello".utf8))
  }

  @Test("members that follow one another are one file, as RFC 1952 says")
  func members() throws {
    #expect(try Gzip.inflate(gzip([1, 2]) + gzip([3]), file: file, limit: 10) == [1, 2, 3])
  }

  @Test("bytes after the last member are counted and refused")
  func trailing() {
    #expect(throws: DatasetError.trailingBytes(file: file, count: 3)) {
      try Gzip.inflate(gzip(bytes) + [0, 0, 0], file: file, limit: 1 << 20)
    }
  }

  @Test("a cut stream is corrupt wherever it is cut", arguments: [3, 10, 11, 1000, -9, -8, -1])
  func cut(at place: Int) {
    let packed = gzip(bytes)
    let length = place > 0 ? place : packed.count + place
    #expect {
      try Gzip.inflate(Array(packed[..<length]), file: file, limit: 1 << 20)
    } throws: { error in
      if case DatasetError.corruptGzip(file, _, _) = error { true } else { false }
    }
  }

  @Test("a flipped bit is found by the check sum")
  func flipped() {
    var packed = gzip(bytes)
    packed[packed.count / 2] ^= 0x10
    #expect {
      try Gzip.inflate(packed, file: file, limit: 1 << 20)
    } throws: { error in
      if case DatasetError.corruptGzip(file, _, _) = error { true } else { false }
    }
    packed = gzip(bytes)
    packed[packed.count - 5] ^= 1
    #expect(throws: DatasetError.self) { try Gzip.inflate(packed, file: file, limit: 1 << 20) }
  }

  @Test("text under the name of a gzip file is said to be no gzip")
  func noGzip() {
    #expect(throws: DatasetError.notGzip(file: file)) {
      try Gzip.inflate(Array("<html>".utf8), file: file, limit: 100)
    }
    #expect(throws: DatasetError.notGzip(file: file)) { try Gzip.inflate([], file: file, limit: 1) }
  }

  @Test("no more than the limit is unpacked")
  func limit() {
    #expect(throws: DatasetError.tooLarge(file: file, limit: 1000)) {
      try Gzip.inflate(gzip(bytes), file: file, limit: 1000)
    }
  }
}
