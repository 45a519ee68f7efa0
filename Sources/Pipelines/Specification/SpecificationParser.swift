import OrderedCollections
import Yams

/// Reads a pipeline file: JSON, JSON with `#` comments, or YAML.
///
/// Yams gives every node its line and column; scalars are then read by JSON's rules and not by
/// YAML's, so that `no`, `1_000` and `12:30` stay the strings they look like.
enum SpecificationParser {
  /// Parses the text of a file.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: the file's name as errors are to show it.
  ///   - collector: takes what is wrong but does not keep the rest from being read.
  static func parse(
    _ text: String, file: String, _ collector: inout DiagnosticCollector
  ) throws(SpecificationError) -> SpecificationNode {
    if let node = StrictJSONParser.parse(
      text, file: file, maximumDepth: maximumDepth, &collector)
    {
      return node
    }
    return try parseYAML(text, file: file)
  }

  /// Parses the text of a file in which nothing is wrong.
  static func parse(_ text: String, file: String) throws(SpecificationError) -> SpecificationNode {
    var collector = DiagnosticCollector()
    let node = try parse(text, file: file, &collector)
    try collector.throwIfAny()
    return node
  }

  /// Parses any file, at YAML's speed.
  static func parseYAML(
    _ text: String, file: String
  ) throws(SpecificationError) -> SpecificationNode {
    let start = SourceLocation(file: file, line: 1, column: 1)
    let root: Node?
    do {
      root = try Yams.compose(yaml: SurrogatePairs.joined(in: text))
    } catch let error as YamlError {
      throw SpecificationError([diagnostic(for: error, file: file)])
    } catch {
      throw SpecificationError("cannot be read: \(error)", at: start)
    }
    guard let root else {
      throw SpecificationError("the file is empty; expected an object with 'stages'", at: start)
    }
    return try node(from: root, file: file, depth: 0)
  }

  /// Deeper nesting than any pipeline has; it bounds the recursion on hostile files.
  private static let maximumDepth = 64

  private static func node(
    from yaml: Node, file: String, depth: Int
  ) throws(SpecificationError) -> SpecificationNode {
    let location = location(of: yaml, file: file)
    guard depth < maximumDepth else {
      throw SpecificationError("nested more than \(maximumDepth) levels deep", at: location)
    }
    switch yaml {
    case .scalar(let scalar):
      return SpecificationNode(scalarContent(scalar), at: location)
    case .sequence(let sequence):
      var elements: [SpecificationNode] = []
      for element in sequence {
        elements.append(try node(from: element, file: file, depth: depth + 1))
      }
      return SpecificationNode(.array(elements), at: location)
    case .mapping(let mapping):
      var members: OrderedDictionary<String, SpecificationNode.Member> = [:]
      for (key, value) in mapping {
        let keyLocation = self.location(of: key, file: file)
        guard case .scalar(let name) = key else {
          throw SpecificationError("a key must be a string", at: keyLocation)
        }
        members[name.string] = SpecificationNode.Member(
          keyLocation: keyLocation, value: try node(from: value, file: file, depth: depth + 1))
      }
      return SpecificationNode(.object(members), at: location)
    case .alias:
      throw SpecificationError("an alias to an unknown anchor", at: location)
    }
  }

  private static func scalarContent(_ scalar: Node.Scalar) -> SpecificationNode.Content {
    guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
    switch scalar.string {
    case "null", "": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return JSONNumber.parse(scalar.string) ?? .string(scalar.string)
    }
  }

  private static func location(of node: Node, file: String) -> SourceLocation {
    SourceLocation(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private static func diagnostic(for error: YamlError, file: String) -> Diagnostic {
    func at(_ mark: Mark) -> SourceLocation {
      SourceLocation(file: file, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let setting = context.map { " (\($0.text))" } ?? ""
      return Diagnostic("not valid JSON or YAML: \(problem)\(setting)", at: at(mark))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return Diagnostic("the key \(keys) appears twice in one object", at: at(context.mark))
    case .reader(let problem, _, _, _):
      return Diagnostic(
        "not valid UTF-8 text: \(problem)", at: SourceLocation(file: file, line: 1, column: 1))
    default:
      return Diagnostic(
        "cannot be read: \(error)", at: SourceLocation(file: file, line: 1, column: 1))
    }
  }
}
