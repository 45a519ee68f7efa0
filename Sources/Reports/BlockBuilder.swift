import Artifacts
import Ink
import Pipelines

/// Turns the blocks of a pipeline's report into the blocks of its page, and numbers them.
struct BlockBuilder {
  let result: RunResult
  let store: Store
  let sources: SourceDescriptions
  private(set) var quoted: QuotedValues
  /// The first figure of the page, small.
  private(set) var thumbnail: Thumbnail?
  /// A page stays quick with thirty figures of a hundred thousand points each.
  private static let rowLimit = 500

  private var headings = 0
  private var numbers = BlockNumbers()
  /// How often an identifier was asked for.
  private var anchors: [String: Int] = [:]

  init(result: RunResult, store: Store, sources: SourceDescriptions, quoted: QuotedValues) {
    self.result = result
    self.store = store
    self.sources = sources
    self.quoted = quoted
  }

  mutating func block(_ block: ReportBlock) throws -> ReportPage.Block {
    var built = ReportPage.Block()
    switch block {
    case .heading(let title):
      headings += 1
      built.heading = ReportPage.Content(
        anchor: "section-\(headings)", title: try quoted.plainText(title))
    case .text(let text):
      built.paragraphs = try quoted.paragraphs(text)
    case .figure(let id, let caption, let number):
      let label = numbers.figure(number)
      if result[id].receipt == nil {
        built.paragraphs = [try absence(of: label, caption)]
      } else {
        built.figure = try figure(id, caption: caption, number: label)
      }
    case .table(let id, let caption, let number):
      let label = numbers.table(number)
      if result[id].receipt == nil {
        built.paragraphs = [try absence(of: label, caption)]
      } else {
        built.table = try table(id, caption: caption, number: label)
      }
    case .setup(let cells):
      built.setup = SetupTable(of: cells, in: result.pipeline, sources)
    }
    return built
  }

  /// What stands in the place of something that has not been made yet.
  private mutating func absence(of label: String, _ caption: ReportText) throws -> String {
    "<b>\(InlineMarkup.escaped(label)).</b> \(try quoted.html(caption)) \(QuotedValues.notComputed)"
  }

  private mutating func figure(
    _ id: Cell.ID, caption: ReportText, number: String
  ) throws -> ReportPage.FigureBlock {
    let cell = result.pipeline[id]
    let light = try pictureURI(cell, output: "light")
    // A figure drawn by a program need not have a dark version, nor the numbers behind it.
    let names = cell.kind.outputs
    let dark = names.contains("dark") ? try pictureURI(cell, output: "dark") : nil
    let data = names.contains("data") ? try document(cell, output: "data") : .null
    let picture = try picture(cell, output: "light")
    if thumbnail == nil {
      thumbnail = try Thumbnail(
        light: picture, dark: dark == nil ? nil : self.picture(cell, output: "dark"))
    }
    let table = data["table"].flatMap(DataTable.init(json:))
    let endings = [".png", dark == nil ? nil : "-dark.png", table == nil ? nil : ".csv"]
    return ReportPage.FigureBlock(
      anchor: anchor(number), number: number, caption: try self.caption(caption, id),
      alt: try data["alt"]?.stringValue ?? quoted.plainText(caption), light: light, dark: dark,
      width: max(1, picture.width / 2), height: max(1, picture.height / 2),
      data: table.map { TableContent($0, limit: Self.rowLimit) },
      files: endings.compactMap { $0.map { "figures/\(cell.fileName)\($0)" } },
      provenance: provenance(cell), command: result.pipeline.command(for: cell))
  }

  private mutating func table(
    _ id: Cell.ID, caption: ReportText, number: String
  ) throws -> ReportPage.TableBlock {
    let cell = result.pipeline[id]
    guard let table = DataTable(json: try document(cell, output: "table")) else {
      throw ReportError("the output 'table' of '\(cell.name)' is not a table of rows and columns")
    }
    let content = TableContent(table)
    return ReportPage.TableBlock(
      anchor: anchor(number), number: number, caption: try self.caption(caption, id),
      columns: content.columns, rows: content.rows,
      files: [".csv", ".md"].map { "tables/\(cell.fileName)\($0)" }, provenance: provenance(cell),
      command: result.pipeline.command(for: cell))
  }

  /// The caption with the data that the result rests on: which set was used is always said.
  private mutating func caption(_ caption: ReportText, _ id: Cell.ID) throws -> String {
    let names = sources.names(behind: id)
    let html = try quoted.html(caption)
    guard !names.isEmpty else { return html }
    return html + " Data: \(InlineMarkup.escaped(names.joined(separator: ", ")))."
  }

  private func provenance(_ cell: Cell) -> String {
    guard let receipt = result[cell.id].receipt else { return "" }
    let outputs = receipt.outputs.map { "\($0.name) sha256 \($0.value.digest.hex)" }
    return "stage \(cell.name) · key \(receipt.key.short) · "
      + outputs.joined(separator: " · ")
  }

  /// An identifier for a figure or table: several may share a number, none an identifier.
  private mutating func anchor(_ number: String) -> String {
    let base = String(number.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    anchors[base, default: 0] += 1
    guard let count = anchors[base], count > 1 else { return base }
    return "\(base)-\(count)"
  }

  private func output(_ cell: Cell, _ name: String) throws -> Receipt.Output {
    guard let record = result[cell.id].receipt?.outputs[name] else {
      throw ReportError("the stage '\(cell.name)' has no output '\(name)'")
    }
    return record
  }

  private func document(_ cell: Cell, output name: String) throws -> JSONValue {
    guard case .table(let json) = try store.load(output(cell, name)) else {
      throw ReportError("the output '\(name)' of '\(cell.name)' is not a JSON document")
    }
    return json
  }

  private func picture(_ cell: Cell, output name: String) throws -> Pixmap {
    guard case .figure(let picture) = try store.load(output(cell, name)) else {
      throw ReportError("the output '\(name)' of '\(cell.name)' is not a picture")
    }
    return picture
  }

  private func pictureURI(_ cell: Cell, output name: String) throws -> String {
    DataURI.png(try store.checkedBytes(of: output(cell, name)))
  }
}

/// A report that cannot be put together from the results.
public struct ReportError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
