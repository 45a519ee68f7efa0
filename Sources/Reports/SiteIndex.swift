import Artifacts
import SystemPackage

/// The page that lists all reports of a folder.
struct SiteIndex {
  let output: FilePath

  /// Writes what the index says of a page beside the page, then the index of all pages.
  func update(_ page: ReportPage, name: String) throws {
    let folder = output.appending(name)
    let figure = page.blocks.lazy.compactMap(\.figure).first
    var summary: JSONObject = [
      "schema": "pipe.report/1",
      "title": .string(page.title),
      "lead": .string(page.lead),
      "figures": .integer(Int64(page.blocks.filter { $0.figure != nil }.count)),
      "tables": .integer(Int64(page.blocks.filter { $0.table != nil }.count)),
    ]
    if let figure {
      summary["thumbnail"] = .object([
        "uri": .string(figure.light), "width": .integer(Int64(figure.width)),
        "height": .integer(Int64(figure.height)),
      ])
    }
    try AtomicFile.writeIfChanged(
      JSONValue.object(summary).canonicalText(), to: folder.appending("report.json"))
    let index = IndexPage(cards: try cards())
    try AtomicFile.writeIfChanged(
      PageTemplates.index().render(index), to: output.appending("index.html"))
  }

  /// A card for every folder that has a page, by folder name.
  private func cards() throws -> [IndexPage.Card] {
    try FileSystem.list(output).compactMap { name in
      let description = output.appending(name).appending("report.json")
      guard let bytes = try? FileSystem.read(description),
        let json = try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self)),
        json["schema"]?.stringValue == "pipe.report/1"
      else { return nil }
      func count(_ key: String) -> String {
        let count = Int(json[key]?.doubleValue ?? 0)
        return "\(count) \(count == 1 ? String(key.dropLast()) : key)"
      }
      return IndexPage.Card(
        link: "\(name)/index.html", title: json["title"]?.stringValue ?? name,
        summary: "\(count("figures")), \(count("tables")) · \(json["lead"]?.stringValue ?? "")",
        thumbnail: json["thumbnail"]?["uri"]?.stringValue,
        width: Int(json["thumbnail"]?["width"]?.doubleValue ?? 0),
        height: Int(json["thumbnail"]?["height"]?.doubleValue ?? 0))
    }
  }
}

/// What the template of the index needs.
struct IndexPage {
  struct Card {
    var link: String
    var title: String
    var summary: String
    var thumbnail: String?
    var width: Int
    var height: Int
  }

  var title = "Reports"
  var lead =
    "Every number, figure and table below was made from a pipeline file and can be made "
    + "again, to the same bits, with one command."
  var style = PageStyle.css
  var cards: [Card]
}
