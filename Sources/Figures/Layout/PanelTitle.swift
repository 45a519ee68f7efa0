import Ink

/// The title above the content of a panel.
struct PanelTitle {
  private let lines: [String]
  private let theme: Theme

  private static let gap = 9.0

  init(_ text: String, width: Double, theme: Theme, fonts: FontSet) throws {
    self.theme = theme
    lines = try TextFitting(fonts: fonts).wrapped(
      text, width: width, size: theme.panelTitleSize, face: .bold, limit: 2)
  }

  /// The room it needs above the content; nothing when there is no title.
  var height: Double {
    lines.isEmpty
      ? 0 : Self.gap + Double(lines.count) * TextFitting.lineHeight(theme.panelTitleSize)
  }

  func draw(above content: Rect, into items: inout [Scene.Item]) {
    let lineHeight = TextFitting.lineHeight(theme.panelTitleSize)
    for (index, line) in lines.enumerated() {
      let rise = Double(lines.count - 1 - index) * lineHeight + Self.gap
      items.append(
        .text(
          TextRun(
            line, at: Point(x: content.minX, y: content.minY - rise), size: theme.panelTitleSize,
            face: .bold, color: theme.text)))
    }
  }
}
