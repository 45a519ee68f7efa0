import Artifacts

extension PipelineResolver {
  /// A text of the page, its `{{STAGE:VALUE:FORMAT}}` resolved; what is wrong with one is reported.
  mutating func reportText(
    _ text: String, at location: SourceLocation, _ cells: [Cell]
  ) -> ReportText {
    var pieces: [ReportText.Piece] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      if start.lowerBound != rest.startIndex {
        pieces.append(.literal(String(rest[..<start.lowerBound])))
      }
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        collector.report("'{{' without a closing '}}' in \"\(text)\"", at: location)
        return ReportText(pieces)
      }
      let inside = String(rest[start.upperBound..<end.lowerBound])
      if let reference = valueReference(inside, at: location, cells) {
        pieces.append(.value(reference))
      }
      rest = rest[end.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return ReportText(pieces)
  }

  /// The text under a key of the file or of a block; nil where there is none.
  mutating func reportText(_ node: SpecificationNode?, _ cells: [Cell]) -> ReportText? {
    node.map { reportText($0.json.plainText, at: $0.location, cells) }
  }

  private mutating func valueReference(
    _ inside: String, at location: SourceLocation, _ cells: [Cell]
  ) -> ValueReference? {
    let source = "{{\(inside)}}"
    let parts = Self.parts(of: inside)
    guard (2...3).contains(parts.count), !parts.contains("") else {
      collector.report(
        "'\(source)' must be {{STAGE:VALUE}} or {{STAGE:VALUE:FORMAT}}", at: location)
      return nil
    }
    let found = selectedCells(parts[0], by: "the text quotes", at: location, cells)
    if found.count > 1 {
      collector.report(
        "'\(source)' selects \(found.count) cells; a text quotes one, such as '\(found[0].name)'",
        at: location)
    }
    var format = ValueFormat.automatic
    if parts.count == 3 {
      guard let known = ValueFormat(parts[2]) else {
        collector.report(
          "'\(source)' has the unknown format '\(parts[2])'; known: \(ValueFormat.examples)",
          at: location)
        return nil
      }
      format = known
    }
    guard found.count == 1 else { return nil }
    return ValueReference(
      cell: found[0].id, name: parts[1], format: format, source: source, location: location)
  }

  /// The parts between the colons; those inside of brackets select, and part nothing.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == ":", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(StageReference.trimmed)
  }

  /// The cells that a reference of the report selects; one that selects none is reported.
  ///
  /// - Parameter user: what refers, as the message begins.
  mutating func selectedCells(
    _ text: String, by user: String, at location: SourceLocation, _ cells: [Cell]
  ) -> [Cell] {
    guard
      let reference = collector.collecting({ () throws(SpecificationError) in
        try StageReference(text, at: location)
      })
    else { return [] }
    let ofStage = cells.filter { $0.stageName == reference.stage }
    let found = ofStage.filter { reference.matches($0.bindings) }
    if found.isEmpty, !ofStage.isEmpty {
      collector.report(
        "\(user) the unknown cell '\(text)'"
          + NearestName.hint(for: text, among: ofStage.map(\.name)), at: location)
    } else if found.isEmpty, file.stages[reference.stage] == nil {
      // A stage that is there but unsound has been reported at its own place.
      collector.report(
        "\(user) the unknown stage '\(reference.stage)'"
          + NearestName.hint(for: reference.stage, among: Array(file.stages.keys)), at: location)
    }
    return found
  }
}
