/// Literals and matches that are coded together, by codes made for them: RFC 1951, section 3.2.7.
///
/// They stand in memory that somebody else owns.
struct DeflateBlock {
  /// Shorter blocks fit their codes better, and pay for more of them.
  static let capacity = 1 << 15

  /// The most bytes that a block can take: a length and a distance of 15 bits with 5 and 13 extra ones for each
  /// token, and a header of fewer than 320 code lengths of 14 bits.
  static let largestSize = capacity * 6 + 1024

  /// A literal as itself; a match as its length in bits 16 to 24 and its distance less 1 below, with bit
  /// 31 set.
  private let tokens: UnsafeMutableBufferPointer<UInt32>
  private var count = 0

  init(_ tokens: UnsafeMutableBufferPointer<UInt32>) {
    precondition(tokens.count == Self.capacity)
    self.tokens = tokens
  }

  /// Whether there is no room for the literals of one more pixel.
  var isFull: Bool { count > Self.capacity - 4 }

  @inline(__always)
  mutating func append(literal: UInt8) {
    tokens[count] = UInt32(literal)
    count &+= 1
  }

  /// - Parameters:
  ///   - length: from 3 to 258.
  ///   - distance: from 1 to 32,768.
  @inline(__always)
  mutating func append(length: Int, distance: Int) {
    tokens[count] =
      1 << 31 | UInt32(truncatingIfNeeded: length) << 16
      | UInt32(truncatingIfNeeded: distance &- 1)
    count &+= 1
  }

  /// Writes the block and begins the next one.
  mutating func flush(into writer: inout BitWriter, isLast: Bool) {
    var symbols = [Int](repeating: 0, count: DeflateAlphabet.symbolCount)
    var distances = [Int](repeating: 0, count: DeflateAlphabet.distanceCount)
    // Some decoders refuse a code of one symbol, so there is always a zero beside the end.
    (symbols[0], symbols[DeflateAlphabet.endOfBlock]) = (1, 1)
    for token in tokens[..<count] {
      if token < 256 {
        symbols[Int(token)] += 1
      } else {
        symbols[Int(DeflateAlphabet.length(of: token).symbol)] += 1
        distances[Int(DeflateAlphabet.distance(of: token).symbol)] += 1
      }
    }
    let symbolCode = HuffmanCode(frequencies: symbols, limit: 15)
    let distanceCode = HuffmanCode(frequencies: distances, limit: 15)
    writer.write(isLast ? 0b101 : 0b100, count: 3)
    DeflateHeader(symbolCode, distanceCode).write(into: &writer)
    for token in tokens[..<count] {
      if token < 256 {
        writer.write(symbolCode, symbol: Int(token))
      } else {
        writer.write(symbolCode, DeflateAlphabet.length(of: token))
        writer.write(distanceCode, DeflateAlphabet.distance(of: token))
      }
    }
    writer.write(symbolCode, symbol: DeflateAlphabet.endOfBlock)
    count = 0
  }
}

extension DeflateAlphabet {
  @inline(__always)
  fileprivate static func length(of token: UInt32) -> Entry {
    length(Int(token >> 16 & 0x1FF))
  }

  @inline(__always)
  fileprivate static func distance(of token: UInt32) -> Entry {
    distance(Int(token & 0xFFFF) + 1)
  }
}

extension BitWriter {
  @inline(__always)
  mutating func write(_ code: HuffmanCode, symbol: Int) {
    let word = code.words[symbol]
    write(UInt64(word.code), count: Int(word.length))
  }

  @inline(__always)
  fileprivate mutating func write(_ code: HuffmanCode, _ entry: DeflateAlphabet.Entry) {
    let word = code.words[Int(entry.symbol)]
    write(
      UInt64(word.code) | UInt64(entry.value) &<< UInt64(word.length),
      count: Int(word.length) &+ Int(entry.extraBits))
  }
}
