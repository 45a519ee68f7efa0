extension JSONValue {
  /// The canonical text: members in the order of their names' UTF-8 bytes, no spaces, shortest
  /// numbers, integral numbers below 2^53 as integers.
  ///
  /// Python writes the same with
  /// `json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)`.
  /// Parsing the text and writing it again gives the same text.
  ///
  /// - Throws: `JSONError.notFinite`.
  public func canonicalText() throws(JSONError) -> String {
    String(decoding: try canonicalBytes(), as: UTF8.self)
  }

  /// UTF-8 of the canonical text.
  public func canonicalBytes() throws(JSONError) -> [UInt8] {
    var writer = JSONWriter(indentation: nil)
    try writer.write(self, depth: 0)
    return writer.bytes
  }

  /// The same document for human readers: one member or element a line, two spaces a level, and a
  /// line feed at the end.
  ///
  /// - Throws: `JSONError.notFinite`.
  public func prettyText() throws(JSONError) -> String {
    var writer = JSONWriter(indentation: 2)
    try writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }
}

private struct JSONWriter {
  /// Spaces a level; nil for a text without any white space.
  let indentation: Int?
  var bytes: [UInt8] = []

  /// Names and indices from the root to the value being written, for the message of an error.
  private var path: [String] = []

  init(indentation: Int?) { self.indentation = indentation }

  mutating func write(_ value: JSONValue, depth: Int) throws(JSONError) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .number(let value):
      guard value.isFinite else {
        throw .notFinite(place: "$" + path.joined(), value: "\(value)")
      }
      append(JSONNumber.text(of: value))
    case .string(let value): write(value)
    case .array(let elements):
      try writeList("[", "]", elements.count, depth) { (writer, index) throws(JSONError) in
        writer.path.append("[\(index)]")
        try writer.write(elements[index], depth: depth + 1)
        writer.path.removeLast()
      }
    case .object(let members):
      try writeList("{", "}", members.count, depth) { (writer, index) throws(JSONError) in
        writer.write(members.names[index])
        writer.append(writer.indentation == nil ? ":" : ": ")
        writer.path.append(".\(members.names[index])")
        try writer.write(members.values[index], depth: depth + 1)
        writer.path.removeLast()
      }
    }
  }

  private mutating func writeList(
    _ open: String, _ close: String, _ count: Int, _ depth: Int,
    _ writeItem: (inout JSONWriter, Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    append(open)
    for index in 0..<count {
      if index > 0 { append(",") }
      breakLine(depth + 1)
      try writeItem(&self, index)
    }
    if count > 0 { breakLine(depth) }
    append(close)
  }

  private mutating func breakLine(_ depth: Int) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * depth))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0..<0x20:
        append(byte < 0x10 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
