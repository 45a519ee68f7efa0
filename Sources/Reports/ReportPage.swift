/// What the template of a report's page needs, in its words.
struct ReportPage {
  struct Content {
    var anchor: String
    var title: String
  }

  /// One block of the page; one of the members is set.
  struct Block {
    var heading: Content?
    var paragraphs: [String] = []
    var figure: FigureBlock?
    var table: TableBlock?
    var setup: SetupTable?
  }

  struct FigureBlock {
    var anchor: String
    var number: String
    var caption: String
    var alt: String
    /// Data URIs.
    var light: String
    var dark: String?
    /// CSS pixels: half the pixels of the picture, which is drawn for screens of twice the density.
    var width: Int
    var height: Int
    var data: TableContent?
    /// The same as files, relative to the page.
    var files: [String]
    var provenance: String
    var command: String
  }

  struct TableBlock {
    var anchor: String
    var number: String
    var caption: String
    var columns: [TableContent.Column]
    var rows: [TableContent.Row]
    /// The same as files, relative to the page.
    var files: [String]
    var provenance: String
    var command: String
  }

  struct Parameter {
    var name: String
    var value: String
  }

  struct StageRow {
    var name: String
    var kind: String
    var digests: String
    var seconds: String
  }

  var title: String
  var lead: String
  /// What came out, in one line; nil where the file does not say.
  var result: String?
  var style: String
  var notices: [String]
  var contents: [Content]
  // Stored properties, since templates see only those.
  var hasContents: Bool
  var hasSources: Bool
  var hasParameters: Bool
  var blocks: [Block]
  var sources: [String]
  var parameters: [Parameter]
  var graph: String
  var stages: [StageRow]
  var command: String
  /// For the index; nil for a page without figures.
  var thumbnail: Thumbnail?
}
