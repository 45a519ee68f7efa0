import Artifacts

extension PipelineResolver {
  private static let blockKeys = ["heading", "text", "figure", "table", "setup"]
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
    if kind == "setup" { return setup(content, cells) }
    guard let text = content.string else {
      collector.report(
        "'\(kind)' of a report block must be a string, not \(content.kindName)",
        at: content.location)
      return nil
    }
    switch kind {
    case "heading": return .heading(reportText(text, at: content.location, cells))
    case "text": return .text(reportText(text, at: content.location, cells))
    default:
      let caption = reportText(node["caption"], cells) ?? ReportText([])
      guard let cell = shown(kind, text, at: content.location, cells) else { return nil }
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
    let found = selectedCells(text, by: "the report shows", at: location, cells)
    if found.count > 1 {
      collector.report(
        "'\(text)' selects \(found.count) cells; a \(kind) block shows one, such as "
          + "'\(found[0].name)'", at: location)
    } else if let cell = found.first, cell.kind.produces != kind {
      collector.report(
        "'\(text)' ('\(cell.kind.name)') makes \(cell.kind.produces), not a \(kind)", at: location)
    } else {
      return found.first?.id
    }
    return nil
  }

  private mutating func setup(_ content: SpecificationNode, _ cells: [Cell]) -> ReportBlock? {
    var found: [Cell.ID] = []
    for node in content.array ?? [content] {
      guard let text = node.string else {
        collector.report(
          "'setup' of a report block must name stages, not be \(node.kindName)", at: node.location)
        continue
      }
      found += selectedCells(text, by: "'setup' names", at: node.location, cells).map(\.id)
    }
    return .setup(found)
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
