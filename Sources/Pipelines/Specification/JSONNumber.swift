/// The number grammar of JSON (RFC 8259, section 6).
enum JSONNumber {
  /// The number that `text` spells, or nil if it is not a JSON number.
  static func parse(_ text: String) -> SpecificationNode.Content? {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard let integerDigits = takeDigits(&rest),
      integerDigits == 1 || text.utf8.first(where: isDigit) != UInt8(ascii: "0")
    else { return nil }
    var isInteger = true
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      isInteger = false
      guard takeDigits(&rest) != nil else { return nil }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      isInteger = false
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard takeDigits(&rest) != nil else { return nil }
    }
    guard rest.isEmpty else { return nil }
    if isInteger, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { return nil }
    return .number(value)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int? {
    let digits = rest.prefix(while: isDigit)
    rest.removeFirst(digits.count)
    return digits.isEmpty ? nil : digits.count
  }
}
