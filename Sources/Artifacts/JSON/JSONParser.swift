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

  private var scanner: JSONScanner

  init(bytes: ArraySlice<UInt8>) { scanner = JSONScanner(bytes) }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw scanner.error("text after the end of the document") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    scanner.skipSpace()
    guard let byte = scanner.peek else {
      throw scanner.error("the document ends where a value is expected")
    }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try scanner.string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw scanner.error("a value cannot start with \(scanner.describe(byte))")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var members: JSONObject = [:]
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      scanner.skipSpace()
      let start = scanner.index
      guard scanner.peek == UInt8(ascii: "\"") else {
        throw scanner.error("a member's name must be in quotes")
      }
      let name = try scanner.string()
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ":")) else {
        throw scanner.error("':' is missing after '\(name)'")
      }
      let value = try value(depth: depth + 1)
      guard members.insert(value, under: name) else {
        throw scanner.error("'\(name)' occurs twice in one object", at: start)
      }
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: "}")) { return .object(members) }
      guard scanner.take(UInt8(ascii: ",")) else { throw scanner.error("',' or '}' is expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var elements: [JSONValue] = []
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: "]")) { return .array(elements) }
      guard scanner.take(UInt8(ascii: ",")) else { throw scanner.error("',' or ']' is expected") }
    }
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth < Self.depthLimit else {
      throw scanner.error("nested deeper than \(Self.depthLimit) levels")
    }
    scanner.advance()
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    try scanner.word(text)
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = scanner.index
    let (text, isIntegral) = try scanner.number()
    if isIntegral {
      guard let value = Int64(text) else {
        throw scanner.error("\(text) is outside of the 64-bit integers", at: start)
      }
      return text == "-0" ? .number(-0.0) : .integer(value)
    }
    guard let value = Double(text), value.isFinite else {
      throw scanner.error("\(text) is outside of the range of numbers", at: start)
    }
    return .number(value)
  }
}
