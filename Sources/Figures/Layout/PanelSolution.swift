import Ink

/// Where everything of a panel stands.
struct PanelSolution {
  /// Room around a plot, in logical pixels.
  struct Margins: Equatable {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0

    func union(_ other: Margins) -> Margins {
      Margins(
        left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
        bottom: max(bottom, other.bottom))
    }
  }

  let index: Int
  let plot: Rect
  let xDomain: Domain
  let yDomain: Domain
  let xTicks: AxisTicks
  let yTicks: AxisTicks
  let title: [String]
  let xLabel: [String]
  let yLabel: [String]
  var labels: DirectLabels?

  /// The room that the texts around this plot need.
  private(set) var margins = Margins()

  private static let tickGap = 5.0
  private static let labelGap = 5.0
  private static let titleGap = 9.0

  init(
    _ panel: Panel, index: Int, plot: Rect, room: Margins, domains: (x: Domain, y: Domain),
    theme: Theme, fonts: FontSet
  ) throws {
    self.index = index
    self.plot = plot
    (xDomain, yDomain) = domains
    let fitting = TextFitting(fonts: fonts)
    let size = theme.tickSize
    let capHeight = fonts.capHeight(size: size)
    xTicks = try AxisTicks(
      xDomain, format: panel.xAxis.format, from: plot.minX, to: plot.maxX,
      spacing: xDomain.scale == .linear ? 66 : 44, gap: size
    ) { try fonts.width(of: $0, size: size) }
    yTicks = AxisTicks(
      yDomain, format: panel.yAxis.format, from: plot.maxY, to: plot.minY, spacing: 42,
      gap: size * 0.7
    ) { _ in capHeight }
    title = try fitting.wrapped(
      panel.title, width: plot.width + room.right, size: theme.panelTitleSize, face: .bold,
      limit: 2)
    xLabel = try fitting.wrapped(
      panel.xAxis.label, width: plot.width, size: theme.labelSize, limit: 2)
    yLabel = try fitting.wrapped(
      panel.yAxis.label, width: plot.height + room.top / 2, size: theme.labelSize, limit: 2)
    margins = try neededMargins(theme: theme, fonts: fonts)
  }

  private func neededMargins(theme: Theme, fonts: FontSet) throws -> Margins {
    let size = theme.tickSize
    func width(_ text: String) throws -> Double { try fonts.width(of: text, size: size) }
    func height(_ lines: [String], _ size: Double, gap: Double) -> Double {
      lines.isEmpty ? 0 : gap + Double(lines.count) * TextFitting.lineHeight(size)
    }
    var margins = Margins()
    let widest = try yTicks.ticks.map { try width($0.label) }.max() ?? 0
    margins.left =
      theme.tickLength + Self.tickGap + widest
      + height(yLabel, theme.labelSize, gap: Self.labelGap)
    if let first = xTicks.ticks.first {
      margins.left = max(margins.left, try width(first.label) / 2 - (first.position - plot.minX))
    }
    if let last = xTicks.ticks.last {
      margins.right = max(0, try width(last.label) / 2 - (plot.maxX - last.position))
    }
    margins.right = max(margins.right, theme.markerSize / 2)
    margins.top = max(size / 2, height(title, theme.panelTitleSize, gap: Self.titleGap))
    margins.bottom =
      theme.tickLength + Self.tickGap + fonts.capHeight(size: size)
      + height(xLabel, theme.labelSize, gap: Self.labelGap)
    margins.bottom += fonts.descent(size: theme.labelSize)
    return margins
  }

  mutating func place(_ labels: DirectLabels) {
    self.labels = labels
    margins.right = max(margins.right, labels.width)
  }

  /// Draws the axes with all their texts, but not the marks.
  func drawFurniture(
    theme: Theme, fonts: FontSet, hasGrid: Bool, into items: inout [Scene.Item]
  ) {
    if hasGrid { drawGrid(theme, into: &items) }
    drawSpines(theme, into: &items)
    drawTickLabels(theme, into: &items)
    drawTitles(theme, fonts, into: &items)
  }

  private func drawGrid(_ theme: Theme, into items: inout [Scene.Item]) {
    var grid = Path()
    for tick in yTicks.ticks {
      grid.move(to: Point(x: plot.minX, y: tick.position))
      grid.line(to: Point(x: plot.maxX, y: tick.position))
    }
    items.append(
      .stroke(grid, StrokeStyle(width: theme.gridWidth, snapsToPixels: true), theme.grid))
  }

  private func drawSpines(_ theme: Theme, into items: inout [Scene.Item]) {
    var path = Path()
    path.move(to: Point(x: plot.minX, y: plot.minY))
    path.line(to: Point(x: plot.minX, y: plot.maxY))
    path.line(to: Point(x: plot.maxX, y: plot.maxY))
    func xTick(_ x: Double, _ length: Double) {
      path.move(to: Point(x: x, y: plot.maxY))
      path.line(to: Point(x: x, y: plot.maxY + length))
    }
    func yTick(_ y: Double, _ length: Double) {
      path.move(to: Point(x: plot.minX, y: y))
      path.line(to: Point(x: plot.minX - length, y: y))
    }
    for tick in xTicks.ticks { xTick(tick.position, theme.tickLength) }
    for tick in yTicks.ticks { yTick(tick.position, theme.tickLength) }
    for position in xTicks.minor { xTick(position, theme.tickLength * 0.5) }
    for position in yTicks.minor { yTick(position, theme.tickLength * 0.5) }
    items.append(
      .stroke(path, StrokeStyle(width: theme.spineWidth, snapsToPixels: true), theme.spine))
  }

  private func drawTickLabels(_ theme: Theme, into items: inout [Scene.Item]) {
    let distance = theme.tickLength + Self.tickGap
    for tick in xTicks.ticks {
      items.append(
        .text(
          TextRun(
            tick.label, at: Point(x: tick.position, y: plot.maxY + distance),
            size: theme.tickSize, color: theme.text, anchor: .middle, baseline: .top)))
    }
    for tick in yTicks.ticks {
      items.append(
        .text(
          TextRun(
            tick.label, at: Point(x: plot.minX - distance, y: tick.position),
            size: theme.tickSize, color: theme.text, anchor: .end, baseline: .middle)))
    }
  }

  private func drawTitles(_ theme: Theme, _ fonts: FontSet, into items: inout [Scene.Item]) {
    let titleHeight = TextFitting.lineHeight(theme.panelTitleSize)
    for (index, line) in title.enumerated() {
      let rise = Double(title.count - 1 - index) * titleHeight + Self.titleGap
      items.append(
        .text(
          TextRun(
            line, at: Point(x: plot.minX, y: plot.minY - rise), size: theme.panelTitleSize,
            face: .bold, color: theme.text)))
    }
    let labelHeight = TextFitting.lineHeight(theme.labelSize)
    let below =
      plot.maxY + theme.tickLength + Self.tickGap + fonts.capHeight(size: theme.tickSize)
      + Self.labelGap
    for (index, line) in xLabel.enumerated() {
      items.append(
        .text(
          TextRun(
            line, at: Point(x: plot.center.x, y: below + Double(index + 1) * labelHeight - 2),
            size: theme.labelSize, color: theme.text, anchor: .middle)))
    }
    // The label's column stands at the outer edge of the margin that all plots of a column share.
    let left = plot.minX - sharedLeft
    for (index, line) in yLabel.enumerated() {
      let x = left + fonts.ascent(size: theme.labelSize) + Double(index) * labelHeight
      items.append(
        .text(
          TextRun(
            line, at: Point(x: x, y: plot.center.y), size: theme.labelSize, color: theme.text,
            anchor: .middle, degrees: -90)))
    }
  }

  /// The left margin of the panel's column.
  var sharedLeft = 0.0
}
