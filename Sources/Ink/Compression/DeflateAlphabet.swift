/// The symbols of RFC 1951, section 3.2.5: literals and lengths share one alphabet, distances have
/// another; a symbol stands for a range, and extra bits say which of it.
enum DeflateAlphabet {
  static let endOfBlock = 256
  static let symbolCount = 286
  static let distanceCount = 30
  static let shortestMatch = 3
  static let longestMatch = 258
  static let farthestMatch = 32768

  struct Entry {
    let symbol: UInt16
    let extraBits: UInt16
    let value: UInt16
  }

  /// The symbol of a length from 3 to 258: four for each power of two, except that the longest has one of its own.
  @inline(__always)
  static func length(_ length: Int) -> Entry {
    let value = length &- shortestMatch
    if value < 8 { return Entry(257 &+ value, extraBits: 0, value: 0) }
    if length == longestMatch { return Entry(285, extraBits: 0, value: 0) }
    let extra = Int.bitWidth &- 3 &- value.leadingZeroBitCount
    return Entry(257 &+ 4 &* extra &+ value &>> extra, extraBits: extra, value: value)
  }

  /// The symbol of a distance from 1 to 32,768: two for each power of two.
  @inline(__always)
  static func distance(_ distance: Int) -> Entry {
    let value = distance &- 1
    if value < 4 { return Entry(value, extraBits: 0, value: 0) }
    let extra = Int.bitWidth &- 2 &- value.leadingZeroBitCount
    return Entry(2 &* extra &+ value &>> extra, extraBits: extra, value: value)
  }
}

extension DeflateAlphabet.Entry {
  /// Of `value` the lowest `extraBits` bits are taken.
  @inline(__always)
  fileprivate init(_ symbol: Int, extraBits: Int, value: Int) {
    self.symbol = UInt16(truncatingIfNeeded: symbol)
    self.extraBits = UInt16(truncatingIfNeeded: extraBits)
    self.value = UInt16(truncatingIfNeeded: value & (1 &<< extraBits &- 1))
  }
}
