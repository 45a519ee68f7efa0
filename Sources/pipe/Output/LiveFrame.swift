/// The lines at the foot of a terminal that are drawn over themselves. Makes the text that does it,
/// in one piece, so that nothing flickers.
struct LiveFrame {
  /// Columns of the lines that are on the screen; the cursor is at the end of the last one.
  private var drawn: [Int] = []

  /// The text that puts lines in the place of the former ones.
  ///
  /// - Parameter width: of the terminal now. Lines that were drawn on a wider one have wrapped since.
  mutating func draw(_ lines: [String], width: Int) -> String {
    let text = toStart(width) + lines.map { $0 + Self.clearLine }.joined(separator: "\n")
    drawn = lines.map { TextWidth.columns($0) }
    return text + Self.clearBelow
  }

  /// The text that takes the lines away and leaves the cursor where they began.
  mutating func clear(width: Int) -> String {
    guard !drawn.isEmpty else { return "" }
    defer { drawn = [] }
    return toStart(width) + Self.clearBelow
  }

  private func toStart(_ width: Int) -> String {
    let rows = drawn.reduce(0) { $0 + max(1, ($1 + width - 1) / max(1, width)) }
    return rows > 1 ? "\r\u{1B}[\(rows - 1)A" : "\r"
  }

  private static let clearLine = "\u{1B}[K"
  private static let clearBelow = "\u{1B}[J"
}
