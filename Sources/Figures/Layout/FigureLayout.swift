import Ink

/// Solves where everything of a figure stands, then draws it.
///
/// Plots get what texts leave over, and texts depend on plots: more pixels, more ticks, longer
/// labels. So the layout is repeated with the margins that the last one needed until nothing needs
/// more than it has; margins only grow, so that ends.
struct FigureLayout {
  let theme: Theme
  let fonts: FontSet
  let size: Size
  private let figure: Figure
  private let series: SeriesTable
  private let domains: [(x: Domain, y: Domain)]
  private let isEmpty: [Bool]
  private let notes: [String]

  private static let columnGap = 26.0
  private static let rowGap = 18.0
  private static let largestSide = 16384.0
  private static let smallestPlot = Size(width: 60, height: 40)

  init(_ figure: Figure, fonts: FontSet) throws {
    guard !figure.panels.isEmpty else { throw FigureError.noPanels }
    self.figure = figure
    self.fonts = fonts
    theme = figure.theme
    size = figure.size ?? figure.defaultSize
    guard size.width > 0, size.height > 0, max(size.width, size.height) <= Self.largestSide else {
      throw FigureError.unusableSize(width: size.width, height: size.height)
    }
    series = SeriesTable(figure)
    var domains: [(x: Domain, y: Domain)] = []
    var isEmpty: [Bool] = []
    var notes: [String] = []
    for (index, panel) in figure.panels.enumerated() {
      let name = panel.title.isEmpty ? "panel \(index + 1)" : "panel \(index + 1) (\(panel.title))"
      var x: ValueRange?
      var y: ValueRange?
      for mark in panel.marks {
        try mark.validate()
        let extent = mark.extent(x: panel.xAxis.scale, y: panel.yAxis.scale)
        x = ValueRange.union(x, extent.x)
        y = ValueRange.union(y, extent.y)
        notes += OmissionNote.notes(mark.series, extent)
      }
      domains.append(
        (
          try Domain(panel.xAxis, data: x, margin: 0.025, isX: true, panel: name),
          try Domain(panel.yAxis, data: y, margin: 0.05, isX: false, panel: name)
        ))
      isEmpty.append(x == nil || y == nil)
    }
    self.domains = domains
    self.isEmpty = isEmpty
    self.notes = notes
  }

  /// What a mark is told when it draws itself.
  func context(for mark: any Mark, panel: PanelSolution) -> PlotContext {
    let plot = panel.plot
    return PlotContext(
      plot: plot, x: panel.xDomain.mapping(from: plot.minX, to: plot.maxX),
      y: panel.yDomain.mapping(from: plot.maxY, to: plot.minY), style: series.style(of: mark),
      theme: theme)
  }

  func scene() throws -> Scene {
    switch figure.legend {
    case .none:
      return try scene(legend: .none) ?? Scene(size: size)
    case .above, .right:
      return try scene(legend: figure.legend) ?? Scene(size: size)
    case .automatic:
      if !sharesSeries, let scene = try scene(legend: .automatic) { return scene }
      if figure.panels.count == 1, series.named.count > 3, let scene = try scene(legend: .right) {
        return scene
      }
      return try scene(legend: .above) ?? Scene(size: size)
    }
  }

  /// Whether two panels show the same series, which then needs to be named only once.
  private var sharesSeries: Bool {
    var seen: [String] = []
    for panel in figure.panels {
      var own: [String] = []
      for mark in panel.marks where !mark.series.isEmpty && !own.contains(mark.series) {
        if seen.contains(mark.series) { return true }
        own.append(mark.series)
      }
      seen += own
    }
    return false
  }

  /// The figure with one kind of legend; `.automatic` means names at the ends of lines, and nil
  /// that these have no room.
  private func scene(legend placement: Figure.LegendPlacement) throws -> Scene? {
    var items: [Scene.Item] = []
    let fitting = TextFitting(fonts: fonts)
    let width = size.width - 2 * theme.margin
    var top = theme.margin
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
    write(
      try fitting.wrapped(
        figure.title, width: width, size: theme.titleSize, face: .bold, limit: 3),
      size: theme.titleSize, face: .bold, color: theme.text, at: &top)
    if !figure.title.isEmpty && !figure.subtitle.isEmpty { top += 1 }
    write(
      try fitting.wrapped(figure.subtitle, width: width, size: theme.subtitleSize, limit: 3),
      size: theme.subtitleSize, face: .regular, color: theme.subtleText, at: &top)
    if top > theme.margin { top += 8 }

    if placement == .above && !series.named.isEmpty {
      let legend = try LegendLayout.above(series.named, width: width, layout: self)
      legend.draw(at: Point(x: theme.margin, y: top), into: &items)
      top += legend.size.height + 10
    }

    let noteLines = try OmissionNote.lines(notes, width: width, size: theme.noteSize, fitting)
    var bottom = size.height - theme.margin
    if !noteLines.isEmpty {
      bottom -= Double(noteLines.count) * TextFitting.lineHeight(theme.noteSize)
      var y = bottom
      write(
        noteLines, size: theme.noteSize, face: .regular, color: theme.subtleText, at: &y)
      bottom -= 8
    }

    var right = size.width - theme.margin
    var rightLegend: LegendLayout?
    if placement == .right && !series.named.isEmpty {
      let legend = try LegendLayout.right(series.named, height: bottom - top, layout: self)
      right -= legend.size.width + 16
      rightLegend = legend
    }
    let area = Rect(
      x: theme.margin, y: top, width: right - theme.margin, height: bottom - top)
    guard let solutions = try solve(in: area, directLabels: placement == .automatic) else {
      return nil
    }
    if let rightLegend, let first = solutions.first {
      rightLegend.draw(at: Point(x: right + 16, y: first.plot.minY), into: &items)
    }
    for solution in solutions { draw(solution, into: &items) }
    return Scene(size: size, background: theme.background, items: items)
  }

  /// - Returns: nil when direct labels are wanted and do not fit.
  private func solve(in area: Rect, directLabels: Bool) throws -> [PanelSolution]? {
    var margins = [PanelSolution.Margins](
      repeating: PanelSolution.Margins(left: 50, right: 0, top: 10, bottom: 40),
      count: figure.panels.count)
    // The first rounds may also shrink margins: the start is a guess.
    for round in 0..<40 {
      let plots = try PanelGrid(
        area: area, margins: margins, rows: figure.rows, columns: figure.columns,
        gaps: Size(width: Self.columnGap, height: Self.rowGap), smallest: Self.smallestPlot,
        figure: size)
      var solutions: [PanelSolution] = []
      for (index, panel) in figure.panels.enumerated() {
        var solution = try PanelSolution(
          panel, index: index, plot: plots.plots[index], room: margins[index],
          domains: domains[index], theme: theme, fonts: fonts)
        if directLabels {
          guard let labels = try DirectLabels(panel, in: solution, layout: self) else {
            return nil
          }
          solution.place(labels)
        }
        solution.sharedLeft = plots.left[index % figure.columns]
        solutions.append(solution)
      }
      let needed = zip(margins, solutions).map { $0.union($1.margins) }
      if needed == margins && round >= 2 { return solutions }
      margins = round < 2 ? solutions.map(\.margins) : needed
    }
    throw FigureError.tooSmall(width: size.width, height: size.height)
  }

  private func draw(_ solution: PanelSolution, into items: inout [Scene.Item]) {
    let panel = figure.panels[solution.index]
    solution.drawFurniture(
      theme: theme, fonts: fonts, hasGrid: !isEmpty[solution.index], into: &items)
    var layers = PlotLayers()
    for mark in panel.marks.sorted(by: SeriesTable.isDeeper) {
      mark.draw(in: context(for: mark, panel: solution), into: &layers)
    }
    // A line along the border of the plot keeps its full width.
    items.append(.clip(solution.plot.inset(by: -theme.lineWidth / 2), layers.clipped))
    items += layers.whole
    solution.labels?.draw(plot: solution.plot, theme: theme, into: &items)
    if isEmpty[solution.index] {
      items.append(
        .text(
          TextRun(
            "no data", at: solution.plot.center, size: theme.labelSize, color: theme.subtleText,
            anchor: .middle, baseline: .middle)))
    }
  }
}
