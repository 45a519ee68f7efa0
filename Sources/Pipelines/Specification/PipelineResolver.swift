import Artifacts
import OrderedCollections

/// Turns a pipeline file into a graph: applies the profile, merges `extends`, expands matrices,
/// replaces `${…}`, resolves references and checks every parameter. All problems are collected, so
/// that one reading mends them all.
struct PipelineResolver {
  let file: PipelineFile
  let registry: StageRegistry
  var collector: DiagnosticCollector

  init(file: PipelineFile, registry: StageRegistry) {
    self.file = file
    self.registry = registry
    collector = DiagnosticCollector(diagnostics: file.problems)
  }

  /// A cell before its references are resolved.
  struct Draft {
    var stageName: String
    var bindings: [Binding]
    var node: SpecificationNode
    var kind: (any Stage.Type)?
    /// Where the stage's name stands in the file.
    var location: SourceLocation
    /// Whether every `${…}` was replaced: types can only be checked then.
    var isResolved = true
    /// References by slot; the location is that of the reference.
    var references: [(slot: String, text: String, location: SourceLocation)] = []
  }

  static let stageKeys = ["uses", "extends", "matrix", "label", "from", "with"]

  mutating func resolve(
    profile: String?, overrides: [ParameterOverride]
  ) throws(SpecificationError) -> Pipeline {
    checkProfiles()
    let parameters = effectiveParameters(profile: profile, overrides: overrides)
    let scope = Scope([:]).adding(parameters)
    var drafts: [Draft] = []
    for (name, member) in file.stages {
      drafts += self.drafts(of: name, member, scope: scope)
    }
    let edges = resolveReferences(of: drafts)
    let order = topologicalOrder(drafts, edges)
    let cells = makeCells(drafts, edges, order, scope: scope)
    let report = reportBlocks(cells, scope: scope)
    let result = reportText(file.result.map { scope.resolve($0, &collector) }, cells)
    try collector.throwIfAny()
    return Pipeline(
      name: file.name, file: file.file, title: file.title,
      profile: profile ?? file.defaultProfile, profiles: Array(file.profiles.keys),
      overrides: overrides, parameters: parameters, cells: cells, report: report,
      result: result)
  }

  /// Checks every profile, the ones not in force too.
  private mutating func checkProfiles() {
    for (name, node) in file.profiles {
      guard let members = node.members else {
        collector.report(
          "profile '\(name)' must be an object, not \(node.kindName)", at: node.location)
        continue
      }
      for (key, member) in members where file.parameters[key] == nil {
        collector.report(
          "profile '\(name)' sets the unknown parameter '\(key)'"
            + NearestName.hint(for: key, among: Array(file.parameters.keys)),
          at: member.keyLocation)
      }
    }
  }

  private mutating func effectiveParameters(
    profile: String?, overrides: [ParameterOverride]
  ) -> [Binding] {
    var values = file.parameters
    if let name = profile ?? file.defaultProfile {
      if let changes = file.profiles[name] {
        for (key, member) in changes.members ?? [:] { values[key] = member.value }
      } else if profile != nil {
        // A default that is not defined has been reported with the outline.
        collector.report(
          "there is no profile '\(name)'"
            + NearestName.hint(for: name, among: Array(file.profiles.keys)),
          at: file.root["profiles"]?.location ?? file.root.location)
      }
    }
    for override in overrides {
      guard let name = override.path.first, let node = values[name] else {
        let name = override.path.first ?? ""
        collector.report(
          "--set names the unknown parameter '\(name)'"
            + NearestName.hint(for: name, among: Array(values.keys)),
          at: file.root["params"]?.location ?? file.root.location)
        continue
      }
      if let problem = override.problem(with: node.json) {
        collector.report(problem, at: node.location)
        continue
      }
      values[name] = SpecificationNode(
        override.applied(to: node.json, below: override.path.dropFirst()), at: node.location)
    }
    // A parameter may use those above it.
    var scope = Scope([:])
    var bindings: [Binding] = []
    for (name, node) in values {
      let binding = Binding(name: name, value: scope.resolve(node, &collector).json)
      scope = scope.adding([binding])
      bindings.append(binding)
    }
    return bindings
  }

  private mutating func drafts(
    of name: String, _ member: SpecificationNode.Member, scope: Scope
  ) -> [Draft] {
    guard member.value.members != nil else {
      collector.report(
        "stage '\(name)' must be an object, not \(member.value.kindName)",
        at: member.value.location)
      return []
    }
    guard let node = inherited(name, member.value, chain: [name]) else { return [] }
    for (key, child) in node.members ?? [:] where !Self.stageKeys.contains(key) {
      collector.report(
        "unknown key '\(key)' in stage '\(name)'\(NearestName.hint(for: key, among: Self.stageKeys))",
        at: child.keyLocation)
    }
    let kind = stageKind(of: name, node, at: member.keyLocation)
    let matrix = node["matrix"].map { scope.resolve($0, &collector) }
    let cells =
      matrix.map { MatrixExpansion.cells(of: $0, stage: name, &collector) } ?? [[]]
    return cells.map { bindings in
      let local = scope.adding(bindings)
      // The matrix itself has been expanded, and may use names of the file's parameters only.
      var resolved = node.members ?? [:]
      resolved["matrix"] = nil
      let problemCount = collector.diagnostics.count
      let body = local.resolve(
        SpecificationNode(.object(resolved), at: node.location), &collector)
      var draft = Draft(
        stageName: name, bindings: bindings, node: body, kind: kind, location: member.keyLocation)
      draft.isResolved = collector.diagnostics.count == problemCount
      draft.references = references(of: body["from"], stage: name)
      return draft
    }
  }

  private mutating func stageKind(
    of name: String, _ node: SpecificationNode, at location: SourceLocation
  ) -> (any Stage.Type)? {
    guard let uses = node["uses"] else {
      collector.report("stage '\(name)' does not say what it 'uses'", at: location)
      return nil
    }
    guard let text = uses.string, let kind = registry[text] else {
      let text = uses.json.plainText
      collector.report(
        "unknown stage kind '\(text)'\(NearestName.hint(for: text, among: registry.names))",
        at: uses.location)
      return nil
    }
    return kind
  }

  /// The stage with everything merged in that it extends, or nil after reporting why not.
  private mutating func inherited(
    _ name: String, _ node: SpecificationNode, chain: [String]
  ) -> SpecificationNode? {
    guard let extends = node["extends"] else { return node }
    guard let base = extends.string, let baseMember = file.stages[base] else {
      let text = extends.json.plainText
      let others = Array(file.stages.keys.filter { $0 != name })
      collector.report(
        "stage '\(name)' extends the unknown stage '\(text)'"
          + NearestName.hint(for: text, among: others), at: extends.location)
      return nil
    }
    if chain.contains(base) {
      collector.report(
        "stages extend each other in a circle: \((chain + [base]).joined(separator: " -> "))",
        at: extends.location)
      return nil
    }
    guard let parent = inherited(base, baseMember.value, chain: chain + [base]) else { return nil }
    var merged = parent.merging(node).members ?? [:]
    merged["extends"] = nil
    return SpecificationNode(.object(merged), at: node.location)
  }

  private mutating func references(
    of from: SpecificationNode?, stage: String
  ) -> [(slot: String, text: String, location: SourceLocation)] {
    guard let from else { return [] }
    guard let slots = from.members else {
      collector.report(
        "'from' of stage '\(stage)' must be an object {slot: stage}, not \(from.kindName)",
        at: from.location)
      return []
    }
    var result: [(slot: String, text: String, location: SourceLocation)] = []
    for (slot, member) in slots {
      for node in member.value.array ?? [member.value] {
        if let text = node.string {
          result.append((slot, text, node.location))
        } else {
          collector.report(
            "'\(slot)' of stage '\(stage)' must name a stage, not be \(node.kindName)",
            at: node.location)
        }
      }
    }
    return result
  }
}

/// A `--set a.b=v` from the command line.
public struct ParameterOverride: Sendable, Equatable {
  public var path: [String]
  public var value: JSONValue
  /// As it was given.
  public var text: String

  /// Parses `name=value` or `name.member=value`; the value is read as JSON where it is JSON, and
  /// as a string otherwise.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    path = text[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    self.text = text
    let raw = String(text[text.index(after: equals)...])
    value = (try? JSONValue(parsing: raw)) ?? .string(raw)
  }

  /// What is wrong with a path of several names: each has to be a member of what the file has there.
  func problem(with value: JSONValue) -> String? {
    var value = value
    for (index, key) in path.enumerated().dropFirst() {
      let owner = path[..<index].joined(separator: ".")
      guard let members = value.objectValue else {
        return
          "--set \(text) names a member of '\(owner)', which is not an object; give it whole, as in "
          + "--set '\(owner)=[1, 2]'"
      }
      guard let member = members[key] else {
        return "--set \(text): '\(owner)' has no member '\(key)'"
          + NearestName.hint(for: key, among: members.names)
      }
      value = member
    }
    return nil
  }

  func applied(to old: JSONValue, below rest: ArraySlice<String>) -> JSONValue {
    guard let key = rest.first else { return value }
    guard case .object(var members) = old else {
      return .object([key: applied(to: .null, below: rest.dropFirst())])
    }
    members[key] = applied(to: members[key] ?? .null, below: rest.dropFirst())
    return .object(members)
  }
}
