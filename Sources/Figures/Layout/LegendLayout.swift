import Ink

/// Keys and names of series, in rows above the plots or in a column on their right.
struct LegendLayout {
  private struct Item {
    let entry: SeriesTable.Entry?
    let text: String
    let x: Double
    let y: Double
  }

  private static let keyGap = 7.0
  private static let itemGap = 20.0
  private static let mostRows = 5

  /// Names longer than this share of the figure's width are shortened.
  private static let widest = 0.3

  private var items: [Item] = []
  private let theme: Theme

  /// One for all keys, so that names line up.
  private let keyWidth: Double

  /// What the legend takes up, without margins.
  private(set) var size = Size(width: 0, height: 0)

  private static func rowHeight(_ theme: Theme) -> Double {
    TextFitting.lineHeight(theme.tickSize) + 3
  }

  /// Rows no longer than `width`.
  static func above(
    _ entries: [SeriesTable.Entry], width: Double, layout: FigureLayout
  ) throws -> LegendLayout {
    var legend = LegendLayout(entries, theme: layout.theme)
    let row = rowHeight(layout.theme)
    var (x, y) = (0.0, row / 2)
    for (index, entry) in entries.enumerated() {
      let (text, length) = try legend.fitted(entry.name, layout)
      if x > 0 && x + length > width {
        guard y + row < Double(mostRows) * row else {
          try legend.finish(count: entries.count - index, y: y + row, layout)
          break
        }
        (x, y) = (0, y + row)
      }
      legend.items.append(Item(entry: entry, text: text, x: x, y: y))
      legend.size.width = max(legend.size.width, x + length)
      legend.size.height = y + row / 2
      x += length + itemGap
    }
    return legend
  }

  /// One column no higher than `height`.
  static func right(
    _ entries: [SeriesTable.Entry], height: Double, layout: FigureLayout
  ) throws -> LegendLayout {
    var legend = LegendLayout(entries, theme: layout.theme)
    let row = rowHeight(layout.theme)
    let most = max(1, Int(height / row))
    for (index, entry) in entries.enumerated() {
      let y = (Double(index) + 0.5) * row
      if index == most - 1 && entries.count > most {
        try legend.finish(count: entries.count - index, y: y, layout)
        break
      }
      let (text, length) = try legend.fitted(entry.name, layout)
      legend.items.append(Item(entry: entry, text: text, x: 0, y: y))
      legend.size.width = max(legend.size.width, length)
      legend.size.height = y + row / 2
    }
    return legend
  }

  private init(_ entries: [SeriesTable.Entry], theme: Theme) {
    self.theme = theme
    keyWidth = entries.flatMap(\.keys).map(\.keyWidth).max() ?? 0
  }

  private func fitted(
    _ name: String, _ layout: FigureLayout
  ) throws -> (text: String, length: Double) {
    let size = layout.theme.tickSize
    let text = try TextFitting(fonts: layout.fonts).elided(
      name, width: Self.widest * layout.size.width, size: size)
    return (text, keyWidth + Self.keyGap + (try layout.fonts.width(of: text, size: size)))
  }

  /// Says how many series are not listed.
  private mutating func finish(count: Int, y: Double, _ layout: FigureLayout) throws {
    let (text, length) = try fitted("and \(count) more", layout)
    items.append(Item(entry: nil, text: text, x: 0, y: y))
    size.width = max(size.width, length)
    size.height = y + Self.rowHeight(theme) / 2
  }

  func draw(at origin: Point, into scene: inout [Scene.Item]) {
    for item in items {
      let (x, y) = (origin.x + item.x, origin.y + item.y)
      if let entry = item.entry {
        let rect = Rect(x: x, y: y - 5, width: keyWidth, height: 10)
        for key in entry.keys {
          key.drawKey(in: rect, style: entry.style, theme: theme, into: &scene)
        }
      }
      scene.append(
        .text(
          TextRun(
            item.text, at: Point(x: x + keyWidth + Self.keyGap, y: y), size: theme.tickSize,
            color: item.entry == nil ? theme.subtleText : theme.text, baseline: .middle)))
    }
  }
}
