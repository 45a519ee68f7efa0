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
    var scanner = JSONScanner(bytes)
    self = try scanner.value(depth: 0)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw scanner.error("text after the end of the document") }
  }
}

extension JSONScanner {
  private static let depthLimit = 256

  /// Reads the value that comes next, inside of `depth` others.
  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    guard let byte = peek else { throw error("the document ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"):
      var members: JSONObject = [:]
      try object(depth: depth) { (scanner, name, place) throws(JSONError) in
        let value = try scanner.value(depth: depth + 1)
        guard members.insert(value, under: name) else {
          throw scanner.error("'\(name)' occurs twice in one object", at: place)
        }
      }
      return .object(members)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("a value cannot start with \(describe(byte))")
    }
  }

  /// Reads the object that comes next, inside of `depth` other values.
  ///
  /// - Parameter member: reads the value of a member, after its name and before a comma; `place` is
  ///   where the name starts.
  mutating func object(
    depth: Int,
    member: (_ scanner: inout JSONScanner, _ name: String, _ place: Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard peek == UInt8(ascii: "{") else { throw error("an object is expected") }
    try enter(depth)
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    try members(member)
  }

  /// Reads the members of an object, of which there is at least one, up to its end.
  mutating func members(
    _ member: (_ scanner: inout JSONScanner, _ name: String, _ place: Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    while true {
      skipSpace()
      let place = index
      guard peek == UInt8(ascii: "\"") else { throw error("a member's name must be in quotes") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("':' is missing after '\(name)'") }
      try member(&self, name, place)
      skipSpace()
      if take(UInt8(ascii: "}")) { return }
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
    advance()
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    try word(text)
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    let (text, isIntegral): (String, Bool) = try number()
    if isIntegral {
      guard let value = Int64(text) else {
        throw error("\(text) is outside of the 64-bit integers", at: start)
      }
      return text == "-0" ? .number(-0.0) : .integer(value)
    }
    guard let value = Double(text), value.isFinite else {
      throw error("\(text) is outside of the range of numbers", at: start)
    }
    return .number(value)
  }
}
