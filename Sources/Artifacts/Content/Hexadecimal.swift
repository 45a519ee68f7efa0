/// Lower-case hexadecimal.
enum Hexadecimal {
  /// The value of a digit in either case.
  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func digit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// Takes sixteen lower-case digits off the front of some text; nil for any other text.
  static func word<Digits: Collection<UInt8>>(_ text: inout Digits) -> UInt64?
  where Digits.SubSequence == Digits {
    var word: UInt64 = 0
    for _ in 0..<16 {
      guard let byte = text.popFirst() else { return nil }
      let digit =
        byte <= UInt8(ascii: "9") ? byte &- UInt8(ascii: "0") : byte &- (UInt8(ascii: "a") - 10)
      // What is neither a digit nor a letter from `a` to `f` wraps around or is 16 and above.
      guard digit < 16, (digit < 10) == (byte <= UInt8(ascii: "9")) else { return nil }
      word = word << 4 | UInt64(digit)
    }
    return word
  }

  /// Sixteen digits for each word, the highest first.
  static func text(_ words: [UInt64]) -> String {
    String(unsafeUninitializedCapacity: words.count * 16) { buffer in
      var next = 0
      for word in words {
        for shift in stride(from: 60, through: 0, by: -4) {
          buffer.initializeElement(
            at: next, to: digit(of: UInt8(truncatingIfNeeded: word >> shift) & 0xF))
          next += 1
        }
      }
      return next
    }
  }
}
