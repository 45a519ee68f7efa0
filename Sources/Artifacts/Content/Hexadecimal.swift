/// Lower-case hexadecimal.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The value of a digit in either case.
  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Words of sixteen lower-case digits each; nil for any other text.
  static func words(_ text: String) -> [UInt64]? {
    var words: [UInt64] = []
    var word: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      guard let digit = digit(byte), !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) else {
        return nil
      }
      word = word << 4 | UInt64(digit)
      count += 1
      if count % 16 == 0 { words.append(word) }
    }
    return count % 16 == 0 ? words : nil
  }

  /// Sixteen digits for each word, the highest first.
  static func text(_ words: [UInt64]) -> String {
    String(unsafeUninitializedCapacity: words.count * 16) { buffer in
      var next = 0
      for word in words {
        for shift in stride(from: 60, through: 0, by: -4) {
          buffer.initializeElement(at: next, to: digits[Int(word >> UInt64(shift) & 0xF)])
          next += 1
        }
      }
      return next
    }
  }
}
