/// How numbers are written.
enum JSONNumber {
  /// Integral values below this magnitude, 2^53, are written as integers: every one of them is a
  /// `Double` of its own.
  private static let integralLimit = 9_007_199_254_740_992.0

  /// The integer that a number is written as, if it is. Negative zero is not: it keeps its sign.
  static func integer(equalTo value: Double) -> Int64? {
    guard value.magnitude < integralLimit, !(value == 0 && value.sign == .minus) else { return nil }
    return Int64(exactly: value)
  }

  /// The shortest decimal that reads back as the same `Double`, laid out as Python's `repr` does:
  /// an exponent below 1e-4 and from 1e16 on, with at least two digits.
  ///
  /// - Precondition: `value` is finite.
  static func text(of value: Double) -> String {
    if let integer = integer(equalTo: value) { return String(integer) }
    if value == 0 { return "-0.0" }
    let (digits, exponent) = shortestDigits(of: value.magnitude)
    var text = value.sign == .minus ? "-" : ""
    if exponent < -4 || exponent >= 16 {
      text += digits.prefix(1)
      if digits.count > 1 { text += ".\(digits.dropFirst())" }
      text += exponent < 0 ? "e-" : "e+"
      text += exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    } else if exponent < 0 {
      text += "0." + String(repeating: "0", count: -exponent - 1) + digits
    } else if digits.count <= exponent + 1 {
      text += digits + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
    } else {
      text += "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }
    return text
  }

  /// Digits d1 d2 d3 … without zeros at either end, and the exponent e of d1.d2d3… × 10^e.
  ///
  /// The standard library writes the shortest digits; only its layout is undone here.
  private static func shortestDigits(of value: Double) -> (digits: String, exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var sawPoint = false
    var text = value.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): sawPoint = true
      case UInt8(ascii: "e"):
        exponent += Int(String(decoding: text, as: UTF8.self)) ?? 0
        text = text.suffix(0)
      default:
        digits.append(byte)
        if !sawPoint { exponent += 1 }
      }
    }
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (String(decoding: digits, as: UTF8.self), exponent - leading - 1)
  }
}
