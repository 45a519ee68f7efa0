import Artifacts
import Pipelines

/// The values of results that the texts of a page quote. Each result is read once; what cannot be
/// quoted is marked in the text and remembered.
struct QuotedValues {
  private enum Quotation {
    case value(String)
    case notComputed
    case unknown
  }

  /// The mark in the place of what has not been made yet.
  static let notComputed = "<mark>not yet computed</mark>"

  private let result: RunResult
  private let store: Store
  private let read: (StageInput) throws -> any NamedValues
  private var values: [Cell.ID: any NamedValues] = [:]

  /// What cannot be quoted, in the order in which the texts were read.
  private(set) var problems: [Diagnostic] = []

  init(_ result: RunResult, store: Store, read: @escaping (StageInput) throws -> any NamedValues) {
    self.result = result
    self.store = store
    self.read = read
  }

  /// The paragraphs of a text as HTML.
  ///
  /// - Throws: `StoreError` if a result cannot be read.
  mutating func paragraphs(_ text: ReportText) throws -> [String] {
    var objects = try objects(in: text)[...]
    return InlineMarkup.paragraphs(Self.template(text)).map {
      InlineMarkup.filling($0, with: &objects)
    }
  }

  /// A text of one line as HTML.
  ///
  /// - Throws: `StoreError` if a result cannot be read.
  mutating func html(_ text: ReportText) throws -> String {
    var objects = try objects(in: text)[...]
    return InlineMarkup.filling(InlineMarkup.html(Self.template(text)), with: &objects)
  }

  /// A text without markup, for headings and descriptions.
  ///
  /// - Throws: `StoreError` if a result cannot be read.
  mutating func plainText(_ text: ReportText) throws -> String {
    try text.pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .value(let reference):
        switch try quotation(reference) {
        case .value(let text): text
        case .notComputed: "(not yet computed)"
        case .unknown: "(no such value)"
        }
      }
    }.joined()
  }

  /// The text with a place for each value.
  private static func template(_ text: ReportText) -> String {
    text.pieces.map { piece in
      switch piece {
      case .literal(let text): text.filter { $0 != InlineMarkup.object }
      case .value: String(InlineMarkup.object)
      }
    }.joined()
  }

  private mutating func objects(in text: ReportText) throws -> [String] {
    try text.references.map { reference in
      switch try quotation(reference) {
      case .value(let text): InlineMarkup.escaped(text)
      case .notComputed: Self.notComputed
      case .unknown: "<mark>no such value: \(InlineMarkup.escaped(reference.source))</mark>"
      }
    }
  }

  private mutating func quotation(_ reference: ValueReference) throws -> Quotation {
    let cell = result.pipeline[reference.cell]
    if reference.name == "label" { return .value(cell.label) }
    guard let input = result.input(cell.id, store: store) else { return .notComputed }
    do {
      let known = try values[cell.id] ?? read(input)
      values[cell.id] = known
      switch try known.value(reference.name) {
      case .text(let text): return .value(text)
      case .number(let number): return .value(reference.format.text(of: number))
      case .missing: return .value("–")
      }
    } catch let failure as StageFailure {
      problems.append(Diagnostic("'\(reference.source)': \(failure)", at: reference.location))
      return .unknown
    }
  }
}
