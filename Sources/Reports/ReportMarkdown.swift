import Artifacts
import Pipelines

/// A report as Markdown, for places that show no pages: texts and tables in full, figures by their files.
struct ReportMarkdown {
  private let result: RunResult
  private let store: Store
  private let sources: SourceDescriptions
  private var quoted: QuotedValues
  private var numbers = BlockNumbers()

  /// - Parameter read: reads the values that texts quote.
  /// - Throws: `StoreError` if a result cannot be read.
  init(
    _ result: RunResult, store: Store, read: @escaping (StageInput) throws -> any NamedValues
  ) throws {
    self.result = result
    self.store = store
    sources = try SourceDescriptions(result, store: store)
    quoted = QuotedValues(result, store: store, read: read)
  }

  /// The whole report.
  ///
  /// - Throws: `StoreError` if a result cannot be read, `ReportError` if it is not what it should be.
  mutating func text() throws -> String {
    let pipeline = result.pipeline
    var parts = ["# \(pipeline.title)"]
    if let line = pipeline.result { parts.append(try quoted.plainText(line)) }
    parts.append("*\(pipeline.lead(sources.allNames))*")
    for block in pipeline.report { parts.append(try text(of: block)) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private mutating func text(of block: ReportBlock) throws -> String {
    switch block {
    case .heading(let title): return "## \(try quoted.plainText(title))"
    case .text(let text): return try quoted.plainText(text)
    case .figure(let id, let caption, let number):
      let path = "figures/\(result.pipeline[id].fileName).png"
      let label = numbers.figure(number)
      return "![\(label)](\(path))\n\n**\(label).** \(try quoted.plainText(caption))"
    case .table(let id, let caption, let number):
      let heading = "**\(numbers.table(number)).** \(try quoted.plainText(caption))\n\n"
      guard let record = result[id].receipt?.outputs["table"],
        case .table(let json) = try store.load(record), let table = DataTable(json: json)
      else { return heading + "*not yet computed*" }
      return heading + table.markdown.trimmingNewline
    case .setup(let cells):
      var table = DataTable(columns: ["Stage", "Parameter", "Value"].map { DataTable.Column($0) })
      for row in SetupTable(of: cells, in: result.pipeline, sources).rows {
        table.append([.text(row.group?.stages ?? ""), .text(row.name), .text(row.value)])
      }
      return table.markdown.trimmingNewline
    }
  }
}

extension String {
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
