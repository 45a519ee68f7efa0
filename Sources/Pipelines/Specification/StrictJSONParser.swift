import Artifacts
import OrderedCollections

/// Reads a pipeline file that is plain JSON, which nearly all are, ten times as fast as YAML.
///
/// It gives what `SpecificationParser` gives by way of YAML, places included, and gives up on
/// everything else: what is not JSON, and what is wrong, is left to that one to read and to report.
struct StrictJSONParser {
  private let bytes: [UInt8]
  private let file: String
  private let maximumDepth: Int
  private var scanner: JSONScanner
  /// Keys that an object has already.
  private var doubles: [Diagnostic] = []

  /// The place of the byte at `counted`; places are asked for in ascending order.
  private var line = 1
  private var column = 1
  private var counted = 0

  /// Any reason not to go on.
  private struct NotPlain: Error {}

  private init(_ text: String, file: String, maximumDepth: Int) {
    bytes = Array(text.utf8)
    self.file = file
    self.maximumDepth = maximumDepth
    scanner = JSONScanner(bytes[...])
  }

  /// The value of a text, or nil if it is not plain JSON.
  ///
  /// - Parameter collector: takes every key that appears twice in one object, of which the first counts.
  static func parse(
    _ text: String, file: String, maximumDepth: Int, _ collector: inout DiagnosticCollector
  ) -> SpecificationNode? {
    var parser = StrictJSONParser(text, file: file, maximumDepth: maximumDepth)
    guard let node = try? parser.node(depth: 0) else { return nil }
    parser.scanner.skipSpace()
    guard parser.scanner.isAtEnd else { return nil }
    for double in parser.doubles { collector.report(double.message, at: double.location) }
    return node
  }

  private mutating func node(depth: Int) throws -> SpecificationNode {
    guard depth < maximumDepth else { throw NotPlain() }
    scanner.skipSpace()
    let place = location()
    let content: SpecificationNode.Content
    switch scanner.peek {
    case UInt8(ascii: "{")?: content = try object(depth: depth)
    case UInt8(ascii: "[")?: content = try array(depth: depth)
    case UInt8(ascii: "\"")?: content = .string(try string())
    case UInt8(ascii: "t")?:
      try scanner.word("true")
      content = .bool(true)
    case UInt8(ascii: "f")?:
      try scanner.word("false")
      content = .bool(false)
    case UInt8(ascii: "n")?:
      try scanner.word("null")
      content = .null
    default:
      guard let number = JSONNumber.parse(try scanner.number().text) else { throw NotPlain() }
      content = number
    }
    return SpecificationNode(content, at: place)
  }

  private mutating func object(depth: Int) throws -> SpecificationNode.Content {
    var members: OrderedDictionary<String, SpecificationNode.Member> = [:]
    scanner.advance()
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      scanner.skipSpace()
      let place = location()
      guard scanner.peek == UInt8(ascii: "\"") else { throw NotPlain() }
      let name = try string()
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ":")) else { throw NotPlain() }
      let member = SpecificationNode.Member(keyLocation: place, value: try node(depth: depth + 1))
      if members[name] == nil {
        members[name] = member
      } else {
        doubles.append(Diagnostic("the key '\(name)' appears twice in one object", at: place))
      }
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: "}")) { return .object(members) }
      guard scanner.take(UInt8(ascii: ",")) else { throw NotPlain() }
    }
  }

  private mutating func array(depth: Int) throws -> SpecificationNode.Content {
    var elements: [SpecificationNode] = []
    scanner.advance()
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try node(depth: depth + 1))
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: "]")) { return .array(elements) }
      guard scanner.take(UInt8(ascii: ",")) else { throw NotPlain() }
    }
  }

  /// A text in quotes; YAML has its own rules for control characters and rare line breaks.
  private mutating func string() throws -> String {
    let text = try scanner.string()
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F || byte >= 0x80 {
      guard text.unicodeScalars.allSatisfy(Self.isPlain) else { throw NotPlain() }
      break
    }
    return text
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFDFF,
      0xFE00...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }

  /// The place of the next byte; columns count Unicode scalars, as YAML's do.
  private mutating func location() -> SourceLocation {
    while counted < scanner.index {
      if bytes[counted] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[counted] & 0xC0 != 0x80 {
        column += 1
      }
      counted += 1
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}
