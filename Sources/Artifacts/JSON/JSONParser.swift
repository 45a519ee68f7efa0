extension JSONValue {
  /// Reads one JSON document (RFC 8259, strictly).
  ///
  /// Beyond the grammar it refuses what would lose information: invalid UTF-8, unpaired
  /// surrogates, a name twice in one object, integers outside of 64 bits, numbers beyond the range
  /// of `Double`; and nesting deeper than 256.
  ///
  /// - Throws: `JSONError.invalidText`.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Reads one JSON document from its UTF-8 bytes; see `init(parsing:)` for text.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    try self.init(parsing: bytes[...])
  }

  /// Reads one JSON document from a part of an array; places count from the start of the part.
  public init(parsing bytes: ArraySlice<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

private struct JSONParser {
  private static let depthLimit = 256

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.index = bytes.startIndex
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.endIndex else { throw error("text after the end of the document") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    guard let byte = peek else { throw error("the document ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("a value cannot start with \(describe(byte))")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var members: JSONObject = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      let start = index
      guard peek == UInt8(ascii: "\"") else { throw error("a member's name must be in quotes") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("':' is missing after '\(name)'") }
      let value = try value(depth: depth + 1)
      guard members.insert(value, under: name) else {
        throw error("'\(name)' occurs twice in one object", at: start)
      }
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw error("',' or '}' is expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw error("',' or ']' is expected") }
    }
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth < Self.depthLimit else {
      throw error("nested deeper than \(Self.depthLimit) levels")
    }
    index += 1
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[index...].starts(with: text.utf8) else { throw error("'\(text)' is expected") }
    index += text.utf8.count
    return value
  }
}

extension JSONParser {
  private mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    let isNegative = take(UInt8(ascii: "-"))
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
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isIntegral {
      guard let value = Int64(text) else {
        throw error("\(text) is outside of the 64-bit integers", at: start)
      }
      return isNegative && value == 0 ? .number(-0.0) : .integer(value)
    }
    guard let value = Double(text), value.isFinite else {
      throw error("\(text) is outside of the range of numbers", at: start)
    }
    return .number(value)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      index += 1
    }
    if peek == UInt8(ascii: "\"") {
      let text = try decode(bytes[start..<index], from: start)
      index += 1
      return text
    }
    return try stringWithEscapes(from: start)
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

extension JSONParser {
  private var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private func describe(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
  }

  private func error(_ problem: String, at place: Int? = nil) -> JSONError {
    let before = bytes[..<(place ?? index)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return .invalidText(line: line, column: column, problem: problem)
  }
}
