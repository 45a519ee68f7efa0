import Artifacts
import SystemPackage

/// The page that lists all reports of a folder.
struct SiteIndex {
  let output: FilePath

  private static let schema = "pipe.report/2"

  /// Writes what the index says of a page beside the page, then the index of all pages.
  func update(_ page: ReportPage, name: String) throws {
    let folder = output.appending(name)
    var summary: JSONObject = [
      "schema": .string(Self.schema),
      "title": .string(page.title),
      "lead": .string(page.lead),
      "figures": .integer(Int64(page.blocks.filter { $0.figure != nil }.count)),
      "tables": .integer(Int64(page.blocks.filter { $0.table != nil }.count)),
    ]
    if let result = page.result { summary["result"] = .string(result) }
    summary["thumbnail"] = page.thumbnail?.json
    try AtomicFile.writeIfChanged(
      JSONValue.object(summary).canonicalText(), to: folder.appending("report.json"))
    try refresh()
  }

  /// Writes the index from what the pages say of themselves.
  func refresh() throws {
    // Two runs at once: the one that lists the pages last must be the one that writes last.
    try FileSystem.withLock(at: output.appending(".index.lock")) {
      let index = IndexPage(cards: try cards())
      try AtomicFile.writeIfChanged(
        PageTemplates.index().render(index), to: output.appending("index.html"))
    }
  }

  /// A card for every folder that has a page, by folder name.
  private func cards() throws -> [IndexPage.Card] {
    try FileSystem.list(output).compactMap { name in
      let description = output.appending(name).appending("report.json")
      guard let bytes = try? FileSystem.read(description),
        let json = try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self)),
        json["schema"]?.stringValue == Self.schema
      else { return nil }
      func count(_ key: String) -> String {
        let count = Int(json[key]?.doubleValue ?? 0)
        return "\(count) \(count == 1 ? String(key.dropLast()) : key)"
      }
      return IndexPage.Card(
        link: "\(name)/index.html", title: json["title"]?.stringValue ?? name,
        summary: "\(count("figures")), \(count("tables")) · \(json["lead"]?.stringValue ?? "")",
        result: json["result"]?.stringValue,
        thumbnail: Thumbnail(json: json["thumbnail"]))
    }
  }
}

/// What the template of the index needs.
struct IndexPage {
  struct Card {
    var link: String
    var title: String
    var summary: String
    var result: String?
    var thumbnail: Thumbnail?
  }

  var title = "Reports"
  var lead =
    "Every number, figure and table below was made from a pipeline file and can be made "
    + "again, to the same bits, with one command."
  var style = PageStyle.css
  var cards: [Card]
}
