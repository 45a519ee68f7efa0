import Artifacts

extension PipelineResolver {
  private static let blockKeys = ["heading", "text", "figure", "table"]
  private static let captionKeys = ["caption", "number"]

  /// The blocks of the page, with `${…}` replaced and references resolved.
  mutating func reportBlocks(_ cells: [Cell], scope: Scope) -> [ReportBlock] {
    file.report.compactMap { raw in
      let node = scope.resolve(raw, &collector)
      guard let members = node.members else {
        collector.report(
          "a block of the report must be an object, not \(node.kindName)", at: node.location)
        return nil
      }
      for (key, member) in members {
        let known = Self.blockKeys + Self.captionKeys
        guard !known.contains(key) else { continue }
        collector.report(
          "unknown key '\(key)' in a block of the report"
            + NearestName.hint(for: key, among: known), at: member.keyLocation)
      }
      let kinds = members.keys.filter(Self.blockKeys.contains)
      guard kinds.count == 1, let kind = kinds.first, let content = node[kind] else {
        collector.report(
          "a block of the report has exactly one of \(Self.blockKeys.joined(separator: ", "))",
          at: node.location)
        return nil
      }
      return block(kind, content, in: node, cells)
    }
  }

  private mutating func block(
    _ kind: String, _ content: SpecificationNode, in node: SpecificationNode, _ cells: [Cell]
  ) -> ReportBlock? {
    guard let text = content.string else {
      collector.report(
        "'\(kind)' of a report block must be a string, not \(content.kindName)",
        at: content.location)
      return nil
    }
    switch kind {
    case "heading": return .heading(text)
    case "text": return .text(text)
    default:
      guard let cell = shown(kind, text, at: content.location, cells) else { return nil }
      let caption = node["caption"]?.json.plainText ?? ""
      let number = node["number"]?.json.plainText
      return kind == "figure"
        ? .figure(cell, caption: caption, number: number)
        : .table(cell, caption: caption, number: number)
    }
  }

  /// The one cell that a figure or table block shows.
  private mutating func shown(
    _ kind: String, _ text: String, at location: SourceLocation, _ cells: [Cell]
  ) -> Cell.ID? {
    guard
      let reference = collector.collecting({ () throws(SpecificationError) in
        try StageReference(text, at: location)
      })
    else { return nil }
    let producers = cells.filter { $0.kind.produces == kind }
    let found = cells.filter {
      $0.stageName == reference.stage && reference.matches($0.bindings)
    }
    if found.count == 1, found[0].kind.produces == kind { return found[0].id }
    switch found.count {
    case 0 where file.stages[reference.stage] != nil && reference.selector.isEmpty:
      // The stage is there but unsound, which has been reported at its own place.
      break
    case 0:
      collector.report(
        "the report shows the unknown \(kind) '\(text)'"
          + NearestName.hint(for: text, among: producers.map(\.name)), at: location)
    case 1:
      collector.report(
        "'\(text)' ('\(found[0].kind.name)') makes \(found[0].kind.produces), not a \(kind)",
        at: location)
    default:
      collector.report(
        "'\(text)' selects \(found.count) cells; a \(kind) block shows one, such as "
          + "'\(found[0].name)'", at: location)
    }
    return nil
  }
}

extension Pipeline {
  /// Reads a pipeline file and expands it.
  ///
  /// - Parameters:
  ///   - profile: the profile to apply; nil for the file's default.
  ///   - overrides: `--set` values, laid over the profile.
  /// - Throws: everything that is wrong with the file.
  public init(
    _ file: PipelineFile, registry: StageRegistry, profile: String? = nil,
    overrides: [ParameterOverride] = []
  ) throws(SpecificationError) {
    var resolver = PipelineResolver(file: file, registry: registry)
    self = try resolver.resolve(profile: profile, overrides: overrides)
  }
}
