extension DataTable {
  /// The table as the JSON that is kept in the store.
  public var json: JSONValue {
    .object([
      "columns": .array(
        columns.map { column in
          var members: JSONObject = ["title": .string(column.title)]
          if let digits = column.digits { members["digits"] = .integer(Int64(digits)) }
          if column.isScientific { members["scientific"] = .bool(true) }
          if let least = column.markedFrom { members["markedFrom"] = .number(least) }
          return .object(members)
        }),
      "rows": .array(
        rows.map { row in
          .array(
            row.map { cell in
              switch cell {
              case .text(let text): .string(text)
              // JSON has no NaN and no infinity; their names stand for them.
              case .number(let value) where !value.isFinite:
                .string(DecimalText.shortest(value))
              case .number(let value): .number(value)
              case .missing: .null
              }
            })
        }),
    ])
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSONValue) {
    guard case .array(let columns)? = json["columns"], case .array(let rows)? = json["rows"] else {
      return nil
    }
    self.init(columns: [])
    for column in columns {
      guard case .string(let title)? = column["title"] else { return nil }
      self.columns.append(
        Column(
          title, digits: column["digits"]?.doubleValue.map { Int($0) },
          isScientific: column["scientific"]?.boolValue ?? false,
          markedFrom: column["markedFrom"]?.doubleValue))
    }
    for row in rows {
      guard case .array(let cells) = row, cells.count == columns.count else { return nil }
      append(
        cells.map { cell in
          switch cell {
          case .string(let text): .text(text)
          default: cell.doubleValue.map(Cell.number) ?? .missing
          }
        })
    }
  }
}
