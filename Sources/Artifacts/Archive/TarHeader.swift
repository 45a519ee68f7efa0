/// The header of a regular file in a tar archive (POSIX.1-1988 "ustar"), with fixed owner, time and
/// mode, so that equal contents are equal archives.
///
/// Sizes of 8 GiB and more are written in base 256, which GNU tar, bsdtar, 7-Zip and Python read.
struct TarHeader: Equatable {
  static let blockSize = 512
  private static let nameField = 0..<100
  private static let sizeField = 124..<136
  private static let checksumField = 148..<156
  private static let typeField = 156
  private static let magicField = 257..<265

  let name: String
  let byteCount: Int

  /// - Precondition: the name has at most 100 bytes, and the size is not negative.
  init(name: String, byteCount: Int) {
    precondition(name.utf8.count <= 100 && byteCount >= 0)
    self.name = name
    self.byteCount = byteCount
  }

  /// Zero bytes after a file of this size, up to a whole block.
  static func padding(after byteCount: Int) -> Int {
    (blockSize - byteCount % blockSize) % blockSize
  }

  /// The header as one block.
  var block: [UInt8] {
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    func put(_ text: String, at start: Int) {
      for (index, byte) in text.utf8.enumerated() { block[start + index] = byte }
    }
    put(name, at: 0)
    put("0000444", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    if byteCount < 1 << 33 {
      put(Self.octal(byteCount, digits: 11), at: Self.sizeField.lowerBound)
    } else {
      block[Self.sizeField.lowerBound] = 0x80
      for index in 0..<8 {
        block[Self.sizeField.upperBound - 1 - index] = UInt8(
          truncatingIfNeeded: byteCount >> (8 * index))
      }
    }
    put("00000000000", at: 136)
    block[Self.typeField] = UInt8(ascii: "0")
    put("ustar\u{0}00", at: Self.magicField.lowerBound)
    put(Self.octal(Self.checksum(of: block), digits: 6) + "\u{0} ", at: 148)
    return block
  }

  /// Reads a header, which must be what `block` writes, to the last bit.
  ///
  /// - Throws: `TarProblem`.
  init(block: [UInt8]) throws(TarProblem) {
    guard block.count == Self.blockSize, block[Self.magicField].starts(with: "ustar".utf8) else {
      throw TarProblem("it is not a tar archive")
    }
    let nameBytes = block[Self.nameField].prefix { $0 != 0 }
    guard let name = String(validating: nameBytes, as: UTF8.self),
      let byteCount = Self.size(block[Self.sizeField]), byteCount >= 0
    else { throw TarProblem("the header of a file in it is damaged") }
    self.init(name: name, byteCount: byteCount)
    guard self.block == block else {
      throw TarProblem("the header of '\(name)' in it is damaged, or another program packed it")
    }
  }

  private static func size(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first else { return nil }
    guard first & 0x80 != 0 else { return octalValue(field) }
    var value = Int(first & 0x7F)
    for byte in field.dropFirst() {
      guard value < 1 << 54 else { return nil }
      value = value << 8 | Int(byte)
    }
    return value
  }

  private static func octal(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// Octal digits, ended by a space or a zero byte.
  private static func octalValue(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  /// The sum of all bytes, with spaces in place of the checksum itself.
  private static func checksum(of block: [UInt8]) -> Int {
    block.indices.reduce(0) { $0 + (checksumField.contains($1) ? 0x20 : Int(block[$1])) }
  }
}

/// Why a file is not an archive that can be read.
struct TarProblem: Error, Equatable {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
