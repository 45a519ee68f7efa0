import Crypto

/// A SHA-256 digest (FIPS 180-4).
public struct Digest: Hashable, Sendable {
  // Big-endian words, so that their order is that of the bytes and of the hexadecimal text.
  private let word0: UInt64
  private let word1: UInt64
  private let word2: UInt64
  private let word3: UInt64

  init(_ digest: SHA256Digest) {
    (word0, word1, word2, word3) = digest.withUnsafeBytes { bytes in
      func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// The digest of some bytes.
  public init(of bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.finalize()
  }

  /// The digest of a part of some bytes.
  init(of bytes: ArraySlice<UInt8>) {
    var hasher = ContentHasher()
    bytes.withUnsafeBytes { hasher.update($0) }
    self = hasher.finalize()
  }

  /// Reads 64 hexadecimal digits in lower case; nil for anything else.
  public init?(hex: String) {
    guard
      let digest = hex.utf8.withContiguousStorageIfAvailable({ Digest(digits: $0) })
        ?? Digest(digits: hex.utf8)
    else { return nil }
    self = digest
  }

  /// Reads 64 hexadecimal digits in lower case; nil for anything else.
  public init?(hex: Substring) { self.init(hex: String(hex)) }

  /// Reads 64 hexadecimal digits in lower case; nil for anything else.
  init?(hex: ArraySlice<UInt8>) { self.init(digits: hex) }

  private init?(digits: some Collection<UInt8>) {
    guard digits.count == 64 else { return nil }
    var rest = digits[...]
    guard let word0 = Hexadecimal.word(&rest), let word1 = Hexadecimal.word(&rest),
      let word2 = Hexadecimal.word(&rest), let word3 = Hexadecimal.word(&rest)
    else { return nil }
    (self.word0, self.word1, self.word2, self.word3) = (word0, word1, word2, word3)
  }

  /// 64 hexadecimal digits.
  public var hex: String { Hexadecimal.text([word0, word1, word2, word3]) }

  /// The first 12 hexadecimal digits, for human readers.
  public var short: String { String(hex.prefix(12)) }
}

extension Digest: Comparable {
  public static func < (left: Digest, right: Digest) -> Bool {
    (left.word0, left.word1, left.word2, left.word3)
      < (right.word0, right.word1, right.word2, right.word3)
  }
}

extension Digest: CustomStringConvertible {
  public var description: String { hex }
}
