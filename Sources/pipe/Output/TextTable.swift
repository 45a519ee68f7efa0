/// Columns of text, aligned for a terminal.
struct TextTable {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  init(header: [String], rightAligned: Set<Int> = []) {
    self.rightAligned = rightAligned
    rows = [header]
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  var lines: [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - text.count)
        line += rightAligned.contains(column) ? padding + text : text + padding
        if column < row.count - 1 { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// Quantities in words for people.
enum Quantity {
  static func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) B" : "\(tenths(value)) \(units[unit])"
  }

  static func seconds(_ value: Double) -> String {
    switch value {
    case ..<0.0995: "\(Int((value * 1000).rounded())) ms"
    case ..<99.95: "\(tenths(value)) s"
    case ..<5940: "\(Int((value / 60).rounded())) min"
    default: "\(tenths(value / 3600)) h"
    }
  }

  private static func tenths(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return "\(scaled / 10).\(scaled % 10)"
  }
}
