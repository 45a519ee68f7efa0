/// The words of JSON, read from UTF-8 one by one; the grammar is up to the caller.
public struct JSONScanner {
  private let bytes: ArraySlice<UInt8>

  /// Where the scanner is, in the array of the bytes.
  public private(set) var index: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.index = bytes.startIndex
  }

  public var isAtEnd: Bool { index == bytes.endIndex }

  /// Passes the byte that comes next, which the caller has looked at.
  public mutating func advance() { index += 1 }

  /// Passes `true`, `false` or `null`.
  public mutating func word(_ text: String) throws(JSONError) {
    guard bytes[index...].starts(with: text.utf8) else { throw error("'\(text)' is expected") }
    index += text.utf8.count
  }
}

extension JSONScanner {
  /// Reads a number.
  ///
  /// - Returns: its text, and whether it has neither a fraction nor an exponent.
  public mutating func number() throws(JSONError) -> (text: String, isIntegral: Bool) {
    let start = index
    _ = take(UInt8(ascii: "-"))
    let firstDigit = index
    guard skipDigits() else { throw error("a digit is expected") }
    if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 {
      throw error("a number cannot start with 0", at: firstDigit)
    }
    var isIntegral = true
    if take(UInt8(ascii: ".")) {
      isIntegral = false
      guard skipDigits() else { throw error("a digit is expected after '.'") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isIntegral = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() else { throw error("a digit is expected in the exponent") }
    }
    return (String(decoding: bytes[start..<index], as: UTF8.self), isIntegral)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }

  /// Reads a text in quotes.
  public mutating func string() throws(JSONError) -> String {
    let start = index + 1
    var end = start
    // Of all bytes together: nearly all texts are ASCII, which needs no validation.
    var bits: UInt8 = 0
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"),
      bytes[end] >= 0x20
    {
      bits |= bytes[end]
      end += 1
    }
    index = end
    guard peek == UInt8(ascii: "\"") else { return try stringWithEscapes(from: start) }
    index += 1
    let text = bytes[start..<end]
    return bits < 0x80
      ? String(decoding: text, as: UTF8.self) : try decode(text, from: start)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
    var decoded = Array(bytes[start..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return try decode(decoded[...], from: start)
      case UInt8(ascii: "\\"):
        index += 1
        try escape(into: &decoded)
      case 0..<0x20: throw error("\(describe(byte)) must be escaped in a string")
      default:
        decoded.append(byte)
        index += 1
      }
    }
    throw error("a string is not closed", at: start - 1)
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    guard let byte = peek else { throw error("a string is not closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try unicodeEscape()
      decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw error("'\\' cannot be followed by \(describe(byte))", at: index - 1)
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let start = index - 2
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let second = try fourHexDigits()
      if (0xDC00..<0xE000).contains(second) {
        let value = 0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00)
        if let scalar = Unicode.Scalar(value) { return scalar }
      }
    }
    throw error("half of a surrogate pair", at: start)
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Hexadecimal.digit(byte) else {
        throw error("four hexadecimal digits are expected after '\\u'")
      }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }

  private func decode(_ text: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let text = String(validating: text, as: UTF8.self) else {
      throw error("a string is not valid UTF-8", at: start)
    }
    return text
  }
}

extension JSONScanner {
  /// The byte that comes next; nil at the end.
  public var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// Passes a byte if it comes next.
  public mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// Passes the value that comes next without reading it: of its grammar only the pairs of brackets and
  /// quotes are seen.
  ///
  /// - Returns: its text.
  mutating func skipValue() throws(JSONError) -> ArraySlice<UInt8> {
    let start = index
    var open = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
        if open == 0 { return bytes[start..<index] }
        if byte != UInt8(ascii: ",") { open -= 1 }
        index += 1
      default: index += 1
      }
    }
    throw error("a value is not closed", at: start)
  }

  private mutating func skipString() throws(JSONError) {
    let start = index
    index += 1
    while let byte = peek, byte != UInt8(ascii: "\"") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard take(UInt8(ascii: "\"")) else { throw error("a string is not closed", at: start) }
  }

  public mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  func describe(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
  }

  /// What is wrong at a place, by default the present one.
  public func error(_ problem: String, at place: Int? = nil) -> JSONError {
    let before = bytes[..<(place ?? index)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return .invalidText(line: line, column: column, problem: problem)
  }
}
