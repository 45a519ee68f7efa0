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
    guard let words = Hexadecimal.words(hex), words.count == 4 else { return nil }
    (word0, word1, word2, word3) = (words[0], words[1], words[2], words[3])
  }

  /// Reads 64 hexadecimal digits in lower case; nil for anything else.
  public init?(hex: Substring) { self.init(hex: String(hex)) }

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
