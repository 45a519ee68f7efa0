import SystemPackage
import Testing

@testable import Datasets

@Suite struct TarReaderTests {
  let file: FilePath = "set.tar"
  let content = (0..<1300).map { UInt8(truncatingIfNeeded: $0 * 7) }

  private func read(
    _ archive: [UInt8], _ names: Set<String>, limit: Int = 5000, blockSize: Int = .max
  ) throws -> [TarReader.Member] {
    var reader = TarReader(file: file, wanted: names, limit: limit)
    var rest = archive[...]
    while !rest.isEmpty {
      try Array(rest.prefix(blockSize)).withUnsafeBytesOf { (block) throws(DatasetError) in
        try reader.append(block)
      }
      rest = rest.dropFirst(blockSize)
    }
    try reader.finish()
    return reader.members
  }

  @Test(
    "wanted members come out whole, however the bytes come in", arguments: [1, 511, 4096, .max])
  func members(blockSize: Int) throws {
    let archive = tar([
      ("set/", []), ("set/a.bin", content), ("set/readme", [1, 2, 3]), ("set/empty", []),
      ("b.bin", Array(content.prefix(512))),
    ])
    let members = try read(archive, ["a.bin", "b.bin", "empty"], blockSize: blockSize)
    #expect(members.map(\.name) == ["a.bin", "empty", "b.bin"])
    #expect(members.map(\.bytes) == [content, [], Array(content.prefix(512))])
  }

  @Test("what follows the end is not looked at, as tar itself pads to ten kilobytes")
  func padding() throws {
    let archive = tar([("a", content)]) + [UInt8](repeating: 9, count: 100)
    #expect(try read(archive, ["a"]).map(\.bytes) == [content])
  }

  @Test("a header written by GNU tar is read")
  func knownHeader() throws {
    // printf x > a; tar --format=gnu --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=644
    // -cf - a (tar 1.34)
    let header = "a".padded(100) + "0000644\0" + "0000000\0" + "0000000\0" + "00000000001\0"
    let rest = "00000000000\0" + "006037\0 0" + "".padded(100) + "ustar  \0"
    let bytes = Array((header + rest).padded(512).utf8) + Array("x".padded(512).utf8)
    #expect(try read(bytes, ["a"]).map(\.bytes) == [Array("x".utf8)])
  }

  @Test(
    "an archive that is cut is refused wherever it is cut", arguments: [1, 511, 513, 1000, 2047])
  func cut(at length: Int) {
    let archive = tar([("a", content)])
    #expect {
      try read(Array(archive.prefix(length)), ["a"])
    } throws: { error in
      if case DatasetError.corruptArchive(file, _, _) = error { true } else { false }
    }
  }

  @Test("a member that is lacking is named")
  func missing() {
    #expect(
      throws: DatasetError.corruptArchive(
        file: file, offset: 3072, reason: "it lacks b.bin, c.bin")
    ) { try read(tar([("a.bin", content)]), ["c.bin", "a.bin", "b.bin"]) }
  }

  @Test("a member that is there twice is refused: which of them would it be?")
  func twice() {
    #expect(throws: DatasetError.self) { try read(tar([("x/a", [1]), ("y/a", [2])]), ["a"]) }
  }

  @Test("a damaged header is found by its check sum")
  func damaged() {
    var archive = tar([("a", content)])
    archive[3] ^= 1
    #expect(
      throws: DatasetError.corruptArchive(
        file: file, offset: 0, reason: "the check sum of a header is wrong")
    ) { try read(archive, ["a"]) }
  }

  @Test("no member larger than the limit is kept")
  func limit() {
    #expect(throws: DatasetError.tooLarge(file: file, limit: 1299)) {
      try read(tar([("a", content)]), ["a"], limit: 1299)
    }
  }
}

extension String {
  /// Followed by zeros.
  fileprivate func padded(_ count: Int) -> String {
    self + String(repeating: "\0", count: count - utf8.count)
  }
}
