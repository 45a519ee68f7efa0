import Artifacts
import Ink
import Pipelines
import SystemPackage

/// Writes the pages and the files beside them.
///
/// ```
/// <output>/index.html                    all reports
/// <output>/<pipeline>/index.html         the page, which stands alone
/// <output>/<pipeline>/figures/*.png      every figure, light and dark
/// <output>/<pipeline>/figures/*.csv      the numbers behind every figure
/// <output>/<pipeline>/tables/*.csv, *.md every table
/// <output>/<pipeline>/report.json        what the index says of the page
/// ```
public struct ReportWriter: Sendable {
  public let store: Store
  public let output: FilePath

  private let read: @Sendable (StageInput) throws -> any NamedValues

  /// - Parameter read: reads the values of a result that texts quote.
  public init(
    store: Store, output: FilePath,
    read: @escaping @Sendable (StageInput) throws -> any NamedValues
  ) {
    self.store = store
    self.output = output
    self.read = read
  }

  /// A page that was written.
  public struct Written: Sendable {
    public let path: FilePath
    /// Values that texts quote and results do not have; the page marks the places.
    public let problems: [Diagnostic]
  }

  /// Writes the page of a run and brings the index up to date. What the run does not have is marked.
  /// What lies there already is left alone.
  ///
  /// - Throws: `ReportError`, `StoreError`, or `FileError` if something cannot be written.
  public func write(_ result: RunResult) throws -> Written {
    let record = PageRecord(result, store: store, output: output)
    let index = SiteIndex(output: output)
    let path = folder(of: result).appending("index.html")
    var problems: [Diagnostic] = []
    if record.isPageCurrent {
      if record.isIndexCurrent { return Written(path: path, problems: []) }
      try index.refresh()
    } else {
      try record.remove()
      try writeFiles(of: result)
      let page = try ReportPage(result, store: store, read: read, problems: &problems)
      try AtomicFile.writeIfChanged(PageTemplates.report().render(page), to: path)
      try index.update(page, name: result.pipeline.name)
    }
    // Problems are to be told again.
    if problems.isEmpty { try record.write() }
    return Written(path: path, problems: problems)
  }

  /// The report as Markdown: texts and tables in full, figures by the files beside the page.
  ///
  /// - Throws: `StoreError` if a result cannot be read.
  public func markdown(_ result: RunResult) throws -> String {
    var markdown = try ReportMarkdown(result, store: store, read: read)
    return try markdown.text()
  }

  /// Writes the figures and tables that a run has, complete or not.
  ///
  /// - Returns: the paths of the files, in the order of the cells.
  /// - Throws: `StoreError.corruptObject` for a damaged result, which is then in quarantine.
  @discardableResult
  public func writeFiles(of result: RunResult) throws -> [FilePath] {
    try result.pipeline.cells.flatMap { cell -> [FilePath] in
      guard let receipt = result[cell.id].receipt else { return [] }
      switch cell.kind.produces {
      case "figure": return try writeFigure(receipt, cell.fileName, below: folder(of: result))
      case "table": return try writeTable(receipt, cell.fileName, below: folder(of: result))
      default: return []
      }
    }
  }

  private func folder(of result: RunResult) -> FilePath { output.appending(result.pipeline.name) }

  private func writeFigure(
    _ receipt: Receipt, _ name: String, below folder: FilePath
  ) throws -> [FilePath] {
    let data = folder.appending("figures/\(name).csv")
    if let record = receipt.outputs["data"], case .table(let json) = try store.load(record),
      let table = json["table"].flatMap(DataTable.init(json:))
    {
      try AtomicFile.writeIfChanged(table.csv, to: data)
    }
    return try [("light", ""), ("dark", "-dark")].compactMap { output, suffix in
      guard let record = receipt.outputs[output] else { return nil }
      let path = folder.appending("figures/\(name)\(suffix).png")
      try AtomicFile.writeIfChanged(store.checkedBytes(of: record), to: path)
      return path
    }
  }

  private func writeTable(
    _ receipt: Receipt, _ name: String, below folder: FilePath
  ) throws -> [FilePath] {
    guard let record = receipt.outputs["table"],
      case .table(let json) = try store.load(record), let table = DataTable(json: json)
    else { return [] }
    let paths = ["csv", "md"].map { folder.appending("tables/\(name).\($0)") }
    try AtomicFile.writeIfChanged(table.csv, to: paths[0])
    try AtomicFile.writeIfChanged(table.markdown, to: paths[1])
    return paths
  }
}

extension Store {
  /// The bytes of a figure's file, or where they are not those of the receipt, its pixels anew, after they
  /// have been checked against their digest.
  ///
  /// - Throws: `StoreError.missingObject`, or `.corruptObject` after moving a damaged file to quarantine.
  func checkedBytes(of record: Receipt.Output) throws -> [UInt8] {
    let bytes = try? FileSystem.read(path(of: record.digest, kind: record.kind))
    if let bytes, Digest(of: bytes) == record.fileDigest { return bytes }
    guard case .figure(let pixmap) = try load(record) else { return bytes ?? [] }
    return PNG.encode(pixmap)
  }
}
