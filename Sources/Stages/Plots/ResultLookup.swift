import Artifacts
import Pipelines

/// The values of the one result that a panel shows, with those of the references to look further.
///
/// Pictures come from a data set, say, and what a network took them for from its evaluation.
struct ResultLookup {
  let result: PlotSources.Result
  private let references: [PlotSources.Result]

  /// - Throws: `StageFailure` when the panel shows no result or several.
  init(_ frame: PanelParameters, _ sources: PlotSources) throws {
    result = try PlotSources.single(frame.runs(sources))
    references = sources.references
  }

  /// The first result that has the value: the panel's own, else a reference.
  private func values(_ has: (ResultValues) -> Bool) -> ResultValues {
    references.first { has($0.values) }.flatMap { has(result.values) ? nil : $0.values }
      ?? result.values
  }

  func list(_ name: String) throws -> [Double] {
    try values { $0.list(name) != nil }.requiredList(name)
  }

  func texts(_ name: String) throws -> [String] {
    try values { $0.texts(name) != nil }.requiredTexts(name)
  }

  /// Texts, or numbers as texts: with so many decimal places, or exactly.
  func labels(_ name: String, digits: Int? = nil) throws -> [String] {
    let values = values { $0.texts(name) != nil || $0.list(name) != nil }
    if let texts = values.texts(name) { return texts }
    return try values.requiredList(name).map { DecimalText.display($0, digits: digits) }
  }

  func array(_ name: String) throws -> ResultValues.Array {
    try values { $0.array(name) != nil }.requiredArray(name)
  }

  /// Names that stand in the file, or the value that holds them; none without either.
  func names(_ json: JSONValue?) throws -> [String] {
    switch json {
    case nil: []
    case .string(let name)?: try texts(name)
    case let list?: list.arrayValue?.compactMap(\.stringValue) ?? []
    }
  }
}
