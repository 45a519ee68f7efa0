/// A block of the report's page.
public enum ReportBlock: Sendable {
  case heading(ReportText)
  case text(ReportText)
  case figure(Cell.ID, caption: ReportText, number: String?)
  case table(Cell.ID, caption: ReportText, number: String?)
  /// The parameters of these cells and of all that they rest on, as a table.
  case setup([Cell.ID])

  /// The text that the block shows or is explained by.
  var text: ReportText? {
    switch self {
    case .heading(let text), .text(let text): text
    case .figure(_, let caption, _), .table(_, let caption, _): caption
    case .setup: nil
    }
  }
}
