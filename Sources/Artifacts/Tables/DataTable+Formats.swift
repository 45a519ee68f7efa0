extension DataTable {
  /// The table as comma-separated values (RFC 4180), numbers in full precision.
  public var csv: String {
    var lines = [columns.map { Self.quoted($0.title) }.joined(separator: ",")]
    for row in rows {
      let fields = row.map { cell in
        switch cell {
        case .text(let text): Self.quoted(text)
        case .number(let value): DecimalText.shortest(value)
        case .missing: ""
        }
      }
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }

  /// The table in Markdown, as a reader sees it.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      let escaped = cells.map { cell in
        cell.reduce(into: "") { $0 += $1 == "|" ? "\\|" : $1.isNewline ? " " : String($1) }
      }
      return "| " + escaped.joined(separator: " | ") + " |"
    }
    var lines = [line(columns.map(\.title))]
    lines.append(line(columns.indices.map { isNumeric(column: $0) ? "---:" : "---" }))
    for row in rows.indices {
      lines.append(
        line(
          columns.indices.map { column in
            let text = displayText(row: row, column: column)
            return isMarked(row: row, column: column) ? "**\(text)**" : text
          }))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
