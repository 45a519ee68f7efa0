import Artifacts
import Pipelines
import SystemPackage

/// Writes the pages and the files beside them.
///
/// ```
/// <output>/index.html                    all reports
/// <output>/<pipeline>/index.html         the page, which stands alone
/// <output>/<pipeline>/figures/*.png      every figure, light and dark
/// <output>/<pipeline>/tables/*.csv, *.md every table
/// <output>/<pipeline>/report.json        what the index says of the page
/// ```
public struct ReportWriter: Sendable {
  public let store: Store
  public let output: FilePath

  public init(store: Store, output: FilePath) {
    self.store = store
    self.output = output
  }

  /// Writes the page of a complete run and brings the index up to date.
  ///
  /// - Returns: the path of the page.
  /// - Throws: `ReportError`, `StoreError`, or `FileError` if something cannot be written.
  public func write(_ result: RunResult) throws -> FilePath {
    let folder = output.appending(result.pipeline.name)
    try writeFiles(of: result, below: folder)
    let page = try ReportPage(result, store: store)
    let path = folder.appending("index.html")
    try AtomicFile.writeIfChanged(PageTemplates.report().render(page), to: path)
    try SiteIndex(output: output).update(page, name: result.pipeline.name)
    return path
  }

  private func writeFiles(of result: RunResult, below folder: FilePath) throws {
    for cell in result.pipeline.cells {
      guard let receipt = result[cell.id].receipt else { continue }
      let name = fileName(cell.name)
      switch cell.kind.produces {
      case "figure":
        for (output, suffix) in [("light", ""), ("dark", "-dark")] {
          guard let record = receipt.outputs[output] else { continue }
          let bytes = try FileSystem.read(store.path(of: record.digest, kind: record.kind))
          try AtomicFile.writeIfChanged(
            bytes, to: folder.appending("figures/\(name)\(suffix).png"))
        }
      case "table":
        guard let record = receipt.outputs["table"],
          case .table(let json) = try store.load(record), let table = DataTable(json: json)
        else { continue }
        try AtomicFile.writeIfChanged(table.csv, to: folder.appending("tables/\(name).csv"))
        try AtomicFile.writeIfChanged(table.markdown, to: folder.appending("tables/\(name).md"))
      default: break
      }
    }
  }

  /// A cell's name with nothing in it that a file system could mind.
  private func fileName(_ name: String) -> String {
    String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.=,".contains($0)) ? $0 : "_" })
  }
}
