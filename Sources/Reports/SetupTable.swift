import Artifacts
import Pipelines

/// The parameters of some cells and of all that they rest on, in the words of the template.
///
/// Cells of one kind share a group of rows, in which a parameter that differs between them is shown
/// with all its values.
struct SetupTable {
  struct Row {
    /// On the first row of a group.
    var group: Group?
    var name: String
    var value: String
  }

  struct Group {
    var stages: String
    var kind: String
    var rowCount: Int
  }

  var rows: [Row] = []

  init(of roots: [Cell.ID], in pipeline: Pipeline, _ sources: SourceDescriptions) {
    let closure = pipeline.closure(of: roots)
    var kinds: [String] = []
    var cells: [String: [Cell]] = [:]
    for cell in pipeline.cells where closure.contains(cell.id) {
      if cells[cell.kind.name] == nil { kinds.append(cell.kind.name) }
      cells[cell.kind.name, default: []].append(cell)
    }
    for kind in kinds { addGroup(kind, cells[kind] ?? [], sources) }
  }

  private mutating func addGroup(_ kind: String, _ cells: [Cell], _ sources: SourceDescriptions) {
    var group: [Row] = []
    let used = distinct(cells.compactMap { sources.name(of: $0.id) })
    if !used.isEmpty { group.append(Row(name: "used", value: used.joined(separator: " / "))) }
    for field in cells.first?.kind.parameters ?? [] {
      let values = cells.map { $0.parameters[field.name] ?? .null }
      guard values.contains(where: Self.says) else { continue }
      group.append(Row(name: field.name, value: ParameterPhrase.text(of: values, type: field.type)))
    }
    if group.isEmpty { group.append(Row(name: "–", value: "")) }
    group[0].group = Group(
      stages: distinct(cells.map(\.stageName)).joined(separator: ", "), kind: kind,
      rowCount: group.count)
    rows += group
  }

  private func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether a parameter says anything: nothing given, or a list of nothing, does not.
  private static func says(_ value: JSONValue) -> Bool {
    switch value {
    case .null: false
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    default: true
    }
  }
}
