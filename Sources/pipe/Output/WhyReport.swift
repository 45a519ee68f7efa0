import Artifacts
import Pipelines

/// Explanations in words.
struct WhyReport {
  private let pipeline: Pipeline
  private let explanations: [Cell.ID: Explanation]

  init(_ pipeline: Pipeline, _ explanations: [Explanation]) {
    self.pipeline = pipeline
    self.explanations = Dictionary(
      uniqueKeysWithValues: explanations.map { ($0.cell, $0) })
  }

  private var stale: [Explanation] {
    pipeline.cells.compactMap { explanations[$0.id] }.filter { $0.state.receipt == nil }
  }

  /// Cells that have to run for the same reasons of their own, and those that only follow.
  private struct Group {
    let causes: [Cause]
    var cells: [Cell.ID]
    var followers: [Cell.ID] = []
  }

  private var groups: [Group] {
    var groups: [Group] = []
    // Cells that are current can be the cause of others: their content is new to those.
    var causes: [Cell.ID: [Cause]] = [:]
    for root in stale.flatMap(\.roots) where causes[root.cell]?.contains(root.cause) != true {
      causes[root.cell, default: []].append(root.cause)
    }
    var groupOf: [Cell.ID: Int] = [:]
    for cell in pipeline.cells {
      guard let causes = causes[cell.id] else { continue }
      if let index = groups.firstIndex(where: { $0.causes == causes }) {
        groups[index].cells.append(cell.id)
        groupOf[cell.id] = index
      } else {
        groupOf[cell.id] = groups.count
        groups.append(Group(causes: causes, cells: [cell.id]))
      }
    }
    for explanation in stale where explanation.isCascade {
      for index in groups.indices
      where explanation.inherited.contains(where: { groupOf[$0.cell] == index }) {
        groups[index].followers.append(explanation.cell)
      }
    }
    return groups
  }

  /// Everything that has to run, by what caused it.
  var lines: [String] {
    guard !stale.isEmpty else { return ["all \(pipeline.cells.count) results are in the store"] }
    var lines: [String] = []
    for group in groups {
      lines.append(names(group.cells))
      lines += group.causes.map { "  \($0)" }
      if !group.followers.isEmpty { lines.append("  and so also: \(names(group.followers))") }
    }
    return lines + ["\(stale.count) of \(pipeline.cells.count) stages have to run"]
  }

  /// One cell: its state, its causes, and what it was compared with.
  func lines(_ id: Cell.ID) -> [String] {
    guard let explanation = explanations[id] else { return [] }
    let name = pipeline[id].name
    var lines: [String] = []
    if let receipt = explanation.state.receipt {
      lines.append("\(name): its result is in the store, made \(receipt.provenance.started)")
      guard let previous = explanation.previous else {
        return lines + ["  the first result of this stage in the store"]
      }
      lines.append("  it differs from the result made \(previous.provenance.started) by")
    } else {
      lines.append("\(name): has to run")
    }
    lines += explanation.own.map { "  \($0)" }
    lines += explanation.inherited.map { "  follows from \(pipeline[$0.cell].name): \($0.cause)" }
    if explanation.state.receipt == nil, let previous = explanation.previous {
      lines.append(
        "  compared with the result \(previous.key.short), made \(previous.provenance.started)")
    }
    return lines
  }

  /// The most names in one line; `--json` has all of them.
  private static let mostNames = 12

  /// Cells by name; a matrix of which all cells are meant counts them instead.
  private func names(_ cells: [Cell.ID]) -> String {
    let groups = Dictionary(grouping: cells) { pipeline[$0].stageName }
    let sizes = pipeline.cells.reduce(into: [:]) { $0[$1.stageName, default: 0] += 1 }
    var names: [String] = []
    var folded: Set<String> = []
    for cell in cells.map({ pipeline[$0] }) {
      let count = groups[cell.stageName]?.count ?? 0
      guard count > 3, count == sizes[cell.stageName] else {
        names.append(cell.name)
        continue
      }
      if folded.insert(cell.stageName).inserted {
        names.append("\(cell.stageName) (\(count) cells)")
      }
    }
    let rest = names.count - Self.mostNames
    guard rest > 1 else { return names.joined(separator: ", ") }
    return names.prefix(Self.mostNames).joined(separator: ", ") + " and \(rest) more"
  }

  /// - Parameter wanted: the cells to tell of; nil for everything that has to run.
  func document(of wanted: [Cell.ID]?) throws -> JSONObject {
    let told = wanted?.compactMap { explanations[$0] } ?? stale
    return [
      "pipeline": .string(pipeline.name),
      "profile": pipeline.profile.map(JSONValue.string) ?? .null,
      "stages": .array(
        told.map { explanation in
          [
            "stage": .string(pipeline[explanation.cell].name),
            "current": .bool(explanation.state.receipt != nil),
            "reason": explanation.word.map(JSONValue.string) ?? .null,
            "causes": .array(explanation.own.map(\.document)),
            "follows": .array(
              explanation.inherited.map { root in
                var document = root.cause.document
                document["stage"] = .string(pipeline[root.cell].name)
                return document
              }),
            "comparedWith": explanation.previous.map { .string($0.key.hex) } ?? .null,
          ]
        }),
    ]
  }
}

extension Cause {
  fileprivate var document: JSONValue {
    var document: JSONValue = ["reason": .string(word), "text": .string(description)]
    if case .changed(let change) = self, let difference = change.difference {
      document["path"] = .string(difference.path)
      document["old"] = difference.old
      document["new"] = difference.new
    }
    return document
  }
}
