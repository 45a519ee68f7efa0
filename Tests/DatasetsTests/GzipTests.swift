import SystemPackage
import Testing

@testable import Datasets

@Suite struct GzipTests {
  let file: FilePath = "images.gz"
  let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 7) }

  @Test("unpacking gives back what was packed, over several blocks")
  func roundTrip() throws {
    #expect(try inflate(gzip(bytes)) == bytes)
    #expect(try inflate(gzip([])) == [])
  }

  @Test("a member written by gzip(1) is read")
  func knownMember() throws {
    // printf hello | gzip -n | xxd -i (gzip 1.12)
    let member: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
      0x07, 0x00, 0x86, 0xa6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
    ]
    #expect(try inflate(member) == Array("hello".utf8))
  }

  @Test("members that follow one another are one file, as RFC 1952 says")
  func members() throws {
    #expect(try inflate(gzip([1, 2]) + gzip([3])) == [1, 2, 3])
  }

  @Test("bytes after the last member are counted and refused")
  func trailing() {
    #expect(throws: DatasetError.trailingBytes(file: file, count: 3)) {
      try inflate(gzip(bytes) + [0, 0, 0])
    }
  }

  @Test("a cut stream is corrupt wherever it is cut", arguments: [3, 10, 11, 1000, -9, -8, -1])
  func cut(at place: Int) {
    let packed = gzip(bytes)
    let length = place > 0 ? place : packed.count + place
    #expect {
      try inflate(Array(packed[..<length]))
    } throws: { error in
      if case DatasetError.corruptGzip(file, _, _) = error { true } else { false }
    }
  }

  @Test("a flipped bit is found by the check sum")
  func flipped() {
    var packed = gzip(bytes)
    packed[packed.count / 2] ^= 0x10
    #expect {
      try inflate(packed)
    } throws: { error in
      if case DatasetError.corruptGzip(file, _, _) = error { true } else { false }
    }
    packed = gzip(bytes)
    packed[packed.count - 5] ^= 1
    #expect(throws: DatasetError.self) { try inflate(packed) }
  }

  @Test("text under the name of a gzip file is said to be no gzip")
  func noGzip() {
    #expect(throws: DatasetError.notGzip(file: file)) {
      try inflate(Array("<html>".utf8))
    }
    #expect(throws: DatasetError.notGzip(file: file)) { try inflate([]) }
  }

  @Test("it does not matter how the bytes come in", arguments: [1, 2, 7, 1000])
  func blocks(size: Int) throws {
    #expect(try inflate(gzip(bytes) + gzip([]) + gzip([5]), blockSize: size) == bytes + [5])
    #expect(throws: DatasetError.trailingBytes(file: file, count: 2)) {
      try inflate(gzip([1]) + [0x1f, 0x8c], blockSize: size)
    }
    #expect(throws: DatasetError.trailingBytes(file: file, count: 1)) {
      try inflate(gzip([1]) + [0x1f], blockSize: size)
    }
  }

  @Test("no more than the limit is unpacked")
  func limit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(gzip(bytes), to: "images.gz")
    #expect(throws: DatasetError.tooLarge(file: path, limit: 1000)) {
      try RawFile.read("images", at: path, limit: 1000)
    }
    #expect(try RawFile.read("images", at: path, limit: bytes.count).file.bytes == bytes)
  }

  private func inflate(_ packed: [UInt8], blockSize: Int = .max) throws -> [UInt8] {
    var result: [UInt8] = []
    var stream = try GzipStream(file: file)
    var rest = packed[...]
    while !rest.isEmpty {
      try Array(rest.prefix(blockSize)).withUnsafeBytesOf { (block) throws(DatasetError) in
        try stream.append(block) { result.append(contentsOf: $0) }
      }
      rest = rest.dropFirst(blockSize)
    }
    try stream.finish()
    return result
  }
}
