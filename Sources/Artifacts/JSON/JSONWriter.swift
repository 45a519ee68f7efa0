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
    try JSONWriter.bytes(of: self, indentation: nil)
  }

  /// The same document for human readers: one member or element a line, two spaces a level, and a
  /// line feed at the end.
  ///
  /// - Throws: `JSONError.notFinite`.
  public func prettyText() throws(JSONError) -> String {
    String(decoding: try JSONWriter.bytes(of: self, indentation: 2), as: UTF8.self) + "\n"
  }
}

private struct JSONWriter {
  /// Spaces a level; nil for a text without any white space.
  let indentation: Int?
  private var bytes: [UInt8] = []

  static func bytes(of value: JSONValue, indentation: Int?) throws(JSONError) -> [UInt8] {
    var writer = JSONWriter(indentation: indentation)
    do {
      try writer.write(value, depth: 0)
    } catch {
      throw error.below("$")
    }
    return writer.bytes
  }

  private init(indentation: Int?) { self.indentation = indentation }

  private mutating func write(_ value: JSONValue, depth: Int) throws(JSONError) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .number(let value):
      guard value.isFinite else {
        throw .notFinite(place: "", value: "\(value)")
      }
      append(JSONNumber.text(of: value))
    case .string(let value): write(value)
    case .array(let elements):
      try writeList(UInt8(ascii: "["), UInt8(ascii: "]"), elements.count, depth) {
        (writer, index) throws(JSONError) in
        do throws(JSONError) {
          try writer.write(elements[index], depth: depth + 1)
        } catch {
          throw error.below("[\(index)]")
        }
      }
    case .object(let members):
      try writeList(UInt8(ascii: "{"), UInt8(ascii: "}"), members.count, depth) {
        (writer, index) throws(JSONError) in
        writer.write(members.names[index])
        writer.bytes.append(UInt8(ascii: ":"))
        if writer.indentation != nil { writer.bytes.append(UInt8(ascii: " ")) }
        do throws(JSONError) {
          try writer.write(members.values[index], depth: depth + 1)
        } catch {
          throw error.below(".\(members.names[index])")
        }
      }
    }
  }

  private mutating func writeList(
    _ open: UInt8, _ close: UInt8, _ count: Int, _ depth: Int,
    _ writeItem: (inout JSONWriter, Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    bytes.append(open)
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      try writeItem(&self, index)
    }
    if count > 0 { breakLine(depth) }
    bytes.append(close)
  }

  private mutating func breakLine(_ depth: Int) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * depth))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      if utf8.contains(where: Self.needsEscape) {
        for byte in utf8 { writeEscaped(byte) }
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func writeEscaped(_ byte: UInt8) {
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
}

extension JSONError {
  /// The error seen from one step further up: a name or an index comes before its place.
  fileprivate func below(_ step: String) -> JSONError {
    guard case .notFinite(let place, let value) = self else { return self }
    return .notFinite(place: step + place, value: value)
  }
}
