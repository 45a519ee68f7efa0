import Artifacts
import Figures
import Pipelines

/// One panel of a kind of figure, as a pipeline file describes it.
///
/// A new kind is a type in this folder and a line in `PlotKinds.all`.
protocol PlotKind: Sendable {
  /// The `kind` of such figures in pipeline files.
  static var name: String { get }

  /// What a description for those who cannot see the figure calls it: "Line plot".
  static var noun: String { get }

  /// The parameters of a panel.
  static var fields: [ParameterField] { get }

  /// - Parameter json: a panel, checked against `fields` and with all defaults filled in.
  /// - Throws: where fields contradict each other.
  init(_ json: JSONValue) throws(StageFailure)

  /// What the panel shows, in the middle of a sentence: "loss against epoch".
  var subject: String { get }

  /// The panel with the values of the results.
  ///
  /// - Throws: `StageFailure` where a result lacks a value.
  func panel(_ sources: PlotSources) throws -> Panel

  /// The numbers behind the panel.
  func table(_ sources: PlotSources) throws -> DataTable

  /// The numbers behind a figure of several panels.
  static func table(_ panels: [Self], _ sources: PlotSources) throws -> DataTable
}

extension PlotKind {
  static func table(_ panels: [Self], _ sources: PlotSources) throws -> DataTable {
    try stackedTable(panels, sources)
  }

  /// The tables of the panels below each other, with the number of the panel where there are
  /// several.
  static func stackedTable(_ panels: [Self], _ sources: PlotSources) throws -> DataTable {
    let tables = try panels.map { try $0.table(sources) }
    return tables.count == 1 ? tables[0] : DataTable.stacked(tables, numberedBy: "panel")
  }
}

extension DataTable {
  /// Tables below each other; columns with one title are one column.
  static func stacked(_ tables: [DataTable], numberedBy title: String) -> DataTable {
    var columns = [Column(title)]
    for column in tables.flatMap(\.columns) where !columns.contains(column) {
      columns.append(column)
    }
    var result = DataTable(columns: columns)
    for (number, table) in tables.enumerated() {
      let places = columns.map { table.columns.firstIndex(of: $0) }
      for row in table.rows {
        let cells = places.dropFirst().map { $0.map { row[$0] } ?? .missing }
        result.append([.number(Double(number + 1))] + cells)
      }
    }
    return result
  }
}
