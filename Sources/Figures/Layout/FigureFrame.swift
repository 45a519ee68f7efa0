import Ink

/// What stands around the panels: titles, the legend, notes at the foot.
struct FigureFrame {
  /// What is left for the panels.
  let area: Rect

  private var items: [Scene.Item] = []
  private var sideLegend: LegendLayout?

  private static let sideGap = 16.0

  /// - Parameter legend: where the names of series stand; `.automatic` and `.none` write none.
  init(
    _ figure: Figure, size: Size, legend placement: Figure.LegendPlacement, notes: [String],
    layout: FigureLayout
  ) throws {
    let theme = layout.theme
    let fonts = layout.fonts
    let fitting = TextFitting(fonts: fonts)
    let width = size.width - 2 * theme.margin
    var items: [Scene.Item] = []
    func write(
      _ lines: [String], size: Double, face: FontSet.Face, color: Color, at y: inout Double
    ) {
      for line in lines {
        let baseline = y + fonts.capHeight(size: size, face: face) + 1
        items.append(
          .text(
            TextRun(
              line, at: Point(x: theme.margin, y: baseline), size: size, face: face, color: color)))
        y += TextFitting.lineHeight(size)
      }
    }

    var top = theme.margin
    write(
      try fitting.wrapped(
        figure.title, width: width, size: theme.titleSize, face: .bold, limit: 3),
      size: theme.titleSize, face: .bold, color: theme.text, at: &top)
    if !figure.title.isEmpty && !figure.subtitle.isEmpty { top += 1 }
    write(
      try fitting.wrapped(figure.subtitle, width: width, size: theme.subtitleSize, limit: 3),
      size: theme.subtitleSize, face: .regular, color: theme.subtleText, at: &top)
    if top > theme.margin { top += 8 }

    let named = layout.series.named
    if placement == .above && !named.isEmpty {
      let legend = try LegendLayout.above(named, width: width, layout: layout)
      legend.draw(at: Point(x: theme.margin, y: top), into: &items)
      top += legend.size.height + 10
    }

    let noteLines = try FigureNotes.lines(notes, width: width, size: theme.noteSize, fitting)
    var bottom = size.height - theme.margin
    if !noteLines.isEmpty {
      bottom -= Double(noteLines.count) * TextFitting.lineHeight(theme.noteSize)
      var y = bottom
      write(noteLines, size: theme.noteSize, face: .regular, color: theme.subtleText, at: &y)
      bottom -= 8
    }

    var right = size.width - theme.margin
    if placement == .right && !named.isEmpty {
      let legend = try LegendLayout.right(named, height: bottom - top, layout: layout)
      right -= legend.size.width + Self.sideGap
      sideLegend = legend
    }
    self.items = items
    area = Rect(x: theme.margin, y: top, width: right - theme.margin, height: bottom - top)
  }

  /// - Parameter top: where the content of the first row begins.
  func draw(top: Double, into scene: inout [Scene.Item]) {
    scene += items
    sideLegend?.draw(at: Point(x: area.maxX + Self.sideGap, y: top), into: &scene)
  }
}
