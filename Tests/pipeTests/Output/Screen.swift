/// A terminal as far as the display needs one: text that wraps, and the few control sequences that
/// move and erase (ECMA-48: CUU, EL, ED).
struct Screen {
  let width: Int
  private var rows: [[Character]] = [[]]
  private var row = 0
  private var column = 0

  init(width: Int) { self.width = width }

  /// The rows with something on them, without trailing spaces.
  var text: [String] {
    var lines = rows.map { row in
      var line = String(row)
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func write(_ output: String) {
    var rest = output[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r": column = 0
      case "\n": newLine()
      case "\r\n": newLine()
      case "\u{1B}": control(&rest)
      default: put(character)
      }
    }
  }

  private mutating func newLine() {
    row += 1
    column = 0
    if row == rows.count { rows.append([]) }
  }

  private mutating func put(_ character: Character) {
    if column == width { newLine() }
    while rows[row].count <= column { rows[row].append(" ") }
    rows[row][column] = character
    column += 1
  }

  private mutating func control(_ rest: inout Substring) {
    rest.removeFirst()
    let number = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(number.count)
    switch rest.popFirst() {
    case "A": row = max(0, row - (Int(number) ?? 1))
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      rows[row] = Array(rows[row].prefix(column))
      rows.removeSubrange((row + 1)...)
    default: break
    }
  }
}
