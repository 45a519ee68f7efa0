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

  init(_ table: DataTable) {
    let isNumeric = table.columns.indices.map(table.isNumeric)
    columns = table.columns.indices.map {
      Column(title: table.columns[$0].title, isNumeric: isNumeric[$0])
    }
    rows = table.rows.indices.map { row in
      Row(
        cells: table.columns.indices.map { column in
          Cell(
            text: table.displayText(row: row, column: column), isNumeric: isNumeric[column],
            isMarked: table.isMarked(row: row, column: column))
        })
    }
  }
}
