import Artifacts

/// A table in the words of the template.
struct TableContent {
  struct Column {
    var title: String
    var isNumeric: Bool
  }

  struct Row {
    var cells: [Cell]
  }

  struct Cell {
    var text: String
    var isNumeric: Bool
    var isMarked: Bool
  }

  var columns: [Column]
  var rows: [Row]
  /// What to say of rows that are left out; nil if none is.
  var omission: String?

  /// - Parameter limit: the number of rows to show at most; nil for all.
  init(_ table: DataTable, limit: Int? = nil) {
    let count = min(limit ?? .max, table.rows.count)
    if count < table.rows.count {
      omission = "The first \(count) of \(table.rows.count) rows; the file beside the page has all."
    }
    let isNumeric = table.columns.indices.map(table.isNumeric)
    columns = table.columns.indices.map {
      Column(title: table.columns[$0].title, isNumeric: isNumeric[$0])
    }
    rows = (0..<count).map { row in
      Row(
        cells: table.columns.indices.map { column in
          Cell(
            text: table.displayText(row: row, column: column), isNumeric: isNumeric[column],
            isMarked: table.isMarked(row: row, column: column))
        })
    }
  }
}
