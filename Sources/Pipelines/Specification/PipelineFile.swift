import Artifacts
import OrderedCollections

/// A pipeline file as written: checked for its outline, with nothing expanded yet.
public struct PipelineFile: Sendable {
  /// The file's name without folder and ending; it names the report's folder.
  public let name: String
  /// The file as given on the command line, for messages.
  public let file: String
  public let title: String
  public let parameters: OrderedDictionary<String, SpecificationNode>
  public let profiles: OrderedDictionary<String, SpecificationNode>
  public let defaultProfile: String?
  let stages: OrderedDictionary<String, SpecificationNode.Member>
  let report: [SpecificationNode]
  let result: SpecificationNode?
  let root: SpecificationNode
  /// What is wrong with the outline; the resolver reports it with everything else.
  let problems: [Diagnostic]

  static let keys = [
    "$schema", "title", "description", "params", "profiles", "profile", "stages", "result",
    "report",
  ]

  /// Reads the text of a pipeline file.
  ///
  /// - Throws: `SpecificationError` if the file cannot be read as an object. What else is wrong with
  ///   its outline is reported when it is expanded, together with all other problems.
  public init(text: String, file: String) throws(SpecificationError) {
    var collector = DiagnosticCollector()
    root = try SpecificationParser.parse(text, file: file, &collector)
    self.file = file
    name = Self.stem(of: file)
    guard let members = root.members else {
      throw SpecificationError(
        "a pipeline file holds one object, not \(root.kindName)", at: root.location)
    }
    for (key, member) in members where !Self.keys.contains(key) {
      collector.report(
        "unknown key '\(key)'\(NearestName.hint(for: key, among: Self.keys))",
        at: member.keyLocation)
    }
    title = Self.string("title", in: root, &collector) ?? name
    parameters = Self.object("params", in: root, &collector).mapValues(\.value)
    profiles = Self.object("profiles", in: root, &collector).mapValues(\.value)
    defaultProfile = Self.string("profile", in: root, &collector)
    stages = Self.object("stages", in: root, &collector)
    for (name, member) in stages {
      guard let problem = Self.problem(withStage: name) else { continue }
      collector.report(problem, at: member.keyLocation)
    }
    if root["stages"] == nil {
      collector.report("the file has no 'stages'", at: root.location)
    }
    result = Self.string("result", in: root, &collector) == nil ? nil : root["result"]
    if let report = root["report"] {
      if report.array == nil {
        collector.report(
          "'report' must be a list of blocks, not \(report.kindName)", at: report.location)
      }
      self.report = report.array ?? []
    } else {
      report = []
    }
    if let defaultProfile, profiles[defaultProfile] == nil {
      collector.report(
        "the profile '\(defaultProfile)' is not defined"
          + NearestName.hint(for: defaultProfile, among: Array(profiles.keys)),
        at: root["profile"]?.location ?? root.location)
    }
    if let problem = Self.problem(withName: name) {
      collector.report(problem, at: root.location)
    }
    problems = collector.diagnostics
  }

  /// The name becomes a folder beside the store and the data.
  private static func problem(withName name: String) -> String? {
    if ["store", "data"].contains(name) {
      return "a pipeline cannot be called '\(name)': the folder of that name has another use; "
        + "rename the file"
    }
    let isPlain = name.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0))
    }
    if isPlain, !name.hasPrefix("."), !name.isEmpty { return nil }
    return "the file's name becomes a folder and a link: it may have letters, digits, '_', '-' and "
      + "'.', not at the start; rename '\(name)'"
  }

  /// The name is part of references and of the names of files.
  private static func problem(withStage name: String) -> String? {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && !"[]{}/:=,\\".unicodeScalars.contains(scalar)
    }
    if isPlain, let first = name.first, !" .-".contains(first), name.last != " " { return nil }
    return
      "a stage cannot be called '\(name)': the name must not be empty, begin with '.' or '-', begin or "
      + "end with a space, or hold control characters or any of [ ] { } / : = , \\"
  }

  private static func string(
    _ key: String, in root: SpecificationNode, _ collector: inout DiagnosticCollector
  ) -> String? {
    guard let node = root[key] else { return nil }
    if node.string == nil {
      collector.report("'\(key)' must be a string, not \(node.kindName)", at: node.location)
    }
    return node.string
  }

  private static func object(
    _ key: String, in root: SpecificationNode, _ collector: inout DiagnosticCollector
  ) -> OrderedDictionary<String, SpecificationNode.Member> {
    guard let node = root[key] else { return [:] }
    if node.members == nil {
      collector.report("'\(key)' must be an object, not \(node.kindName)", at: node.location)
    }
    return node.members ?? [:]
  }

  private static func stem(of file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }
}
