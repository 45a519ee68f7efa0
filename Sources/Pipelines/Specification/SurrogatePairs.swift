/// JSON writes characters beyond U+FFFF as two escapes, `\ud83d\ude00`; YAML has one longer escape.
enum SurrogatePairs {
  /// The text with every pair of surrogate escapes as one escape of YAML.
  static func joined(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      guard byte == UInt8(ascii: "\\"), rest.count > 1 else {
        result.append(byte)
        rest.removeFirst()
        continue
      }
      if let high = escape(at: rest.startIndex, in: rest), (0xD800..<0xDC00).contains(high),
        let low = escape(at: rest.startIndex + 6, in: rest), (0xDC00..<0xE000).contains(low)
      {
        let scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        let digits = String(scalar, radix: 16)
        result += Array("\\U\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)".utf8)
        rest.removeFirst(12)
      } else {
        // The escaped character too: after an escaped backslash no escape begins.
        result += rest.prefix(2)
        rest.removeFirst(2)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The value of an escape `\uXXXX` that begins at `index`.
  private static func escape(at index: Int, in bytes: ArraySlice<UInt8>) -> UInt32? {
    guard index + 6 <= bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
