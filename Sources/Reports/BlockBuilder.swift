import Artifacts
import Ink
import Pipelines

/// Turns the blocks of a pipeline's report into the blocks of its page, and numbers them.
struct BlockBuilder {
  let result: RunResult
  let store: Store
  let sources: SourceDescriptions
  private var headings = 0
  private var figures = 0
  private var tables = 0

  init(result: RunResult, store: Store, sources: SourceDescriptions) {
    self.result = result
    self.store = store
    self.sources = sources
  }

  mutating func block(_ block: ReportBlock) throws -> ReportPage.Block {
    var built = ReportPage.Block()
    switch block {
    case .heading(let title):
      headings += 1
      built.heading = ReportPage.Content(anchor: "section-\(headings)", title: title)
    case .text(let text):
      built.paragraphs = InlineMarkup.paragraphs(text)
    case .figure(let id, let caption, let number):
      figures += 1
      built.figure = try figure(id, caption: caption, number: "Figure \(number ?? "\(figures)")")
    case .table(let id, let caption, let number):
      tables += 1
      built.table = try table(id, caption: caption, number: "Table \(number ?? "\(tables)")")
    }
    return built
  }

  private func figure(
    _ id: Cell.ID, caption: String, number: String
  ) throws -> ReportPage.FigureBlock {
    let cell = result.pipeline[id]
    let light = try pictureURI(cell, output: "light")
    // A figure drawn by a program need not have a dark version, nor the numbers behind it.
    let names = cell.kind.outputs
    let dark = names.contains("dark") ? try pictureURI(cell, output: "dark") : nil
    let data = names.contains("data") ? try document(cell, output: "data") : .null
    guard case .figure(let picture) = try store.load(output(cell, "light")) else {
      throw ReportError("the output 'light' of '\(cell.name)' is not a picture")
    }
    return ReportPage.FigureBlock(
      anchor: anchor(number), number: number, caption: self.caption(caption, id),
      alt: data["alt"]?.stringValue ?? caption, light: light, dark: dark,
      width: max(1, picture.width / 2), height: max(1, picture.height / 2),
      data: data["table"].flatMap(DataTable.init(json:)).map(TableContent.init),
      provenance: provenance(cell), command: ReportPage.command(for: cell, in: result.pipeline))
  }

  private func table(
    _ id: Cell.ID, caption: String, number: String
  ) throws -> ReportPage.TableBlock {
    let cell = result.pipeline[id]
    guard let table = DataTable(json: try document(cell, output: "table")) else {
      throw ReportError("the output 'table' of '\(cell.name)' is not a table of rows and columns")
    }
    let content = TableContent(table)
    return ReportPage.TableBlock(
      anchor: anchor(number), number: number, caption: self.caption(caption, id),
      columns: content.columns, rows: content.rows, provenance: provenance(cell),
      command: ReportPage.command(for: cell, in: result.pipeline))
  }

  /// The caption with the data that the result rests on: which set was used is always said.
  private func caption(_ caption: String, _ id: Cell.ID) -> String {
    let names = sources.names(behind: id)
    let html = InlineMarkup.html(caption)
    guard !names.isEmpty else { return html }
    return html + " Data: \(InlineMarkup.escaped(names.joined(separator: ", ")))."
  }

  private func provenance(_ cell: Cell) -> String {
    guard let receipt = result[cell.id].receipt else { return "" }
    let outputs = receipt.outputs.map { "\($0.name) sha256 \($0.value.digest.hex)" }
    return "stage \(cell.name) · key \(receipt.key.short) · "
      + outputs.joined(separator: " · ")
  }

  private func anchor(_ number: String) -> String {
    String(number.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
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

  private func pictureURI(_ cell: Cell, output name: String) throws -> String {
    "data:image/png;base64," + Base64.encode(try store.checkedBytes(of: output(cell, name)))
  }
}

/// A report that cannot be put together from the results.
public struct ReportError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
