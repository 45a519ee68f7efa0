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
  let series: SeriesTable
  private let figure: Figure
  private let panels: [PanelData]
  private let notes: [String]

  private static let gaps = Size(width: 26, height: 18)
  private static let largestSide = 16384.0
  private static let smallestPlot = Size(width: 60, height: 40)
  private static let mostRounds = 6

  init(_ figure: Figure, fonts: FontSet) throws {
    guard !figure.panels.isEmpty else { throw FigureError.noPanels }
    self.figure = figure
    self.fonts = fonts
    theme = figure.theme
    series = SeriesTable(figure)
    (panels, notes) = try PanelData.all(of: figure, fonts: fonts)
    size = figure.size ?? Self.naturalSize(figure, panels)
    guard size.width > 0, size.height > 0, max(size.width, size.height) <= Self.largestSide else {
      throw FigureError.unusableSize(width: size.width, height: size.height)
    }
  }

  /// The size of a figure that names none. Its height is a first guess where contents want a
  /// certain height: `scene(legend:)` corrects it.
  private static func naturalSize(_ figure: Figure, _ panels: [PanelData]) -> Size {
    var size = figure.defaultSize
    if figure.columns == 1, figure.panels.contains(where: { $0.plot?.aspectRatio != nil }) {
      size.width = 560
    }
    var cell = Size(width: 0, height: 0)
    for case .drawing(_, let preferred) in panels {
      cell = Size(
        width: max(cell.width, preferred.width), height: max(cell.height, preferred.height))
    }
    guard cell.width > 0 else { return size }
    let columns = Double(figure.columns)
    let room = columns * cell.width + (columns - 1) * gaps.width + 2 * figure.theme.margin
    let isDrawnOnly = !figure.panels.contains { $0.plot != nil }
    size.width = isDrawnOnly ? max(360, room) : max(size.width, room)
    size.height = max(size.height, Double(figure.rows) * (cell.height + 60) + 160)
    return size
  }

  /// Drawings may be small, but axes need room.
  private var smallestContent: Size {
    let hasPlot = figure.panels.contains { $0.plot != nil }
    return hasPlot ? Self.smallestPlot : Size(width: 1, height: 1)
  }

  /// What a mark is told when it draws itself.
  func context(for mark: any Mark, in solution: PlotSolution) -> PlotContext {
    PlotContext(
      plot: solution.plot, x: solution.x, y: solution.y, style: series.style(of: mark),
      theme: theme,
      fonts: fonts)
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
    var seen: Set<String> = []
    for panel in figure.panels {
      let own = Set(panel.marks.map(\.series).filter { !$0.isEmpty })
      if !own.isDisjoint(with: seen) { return true }
      seen.formUnion(own)
    }
    return false
  }

  /// The figure with one kind of legend; `.automatic` means names at the ends of lines, and nil
  /// that these have no room.
  private func scene(legend placement: Figure.LegendPlacement) throws -> Scene? {
    var size = size
    var notes = notes
    for round in 0..<Self.mostRounds {
      let isLast = round == Self.mostRounds - 1
      let frame = try FigureFrame(
        figure, size: size, legend: placement, notes: notes, layout: self)
      guard let solved = try solve(in: frame.area, directLabels: placement == .automatic)
      else { return nil }
      if figure.size == nil, !isLast, abs(solved.missingHeight) >= 1 {
        size.height += solved.missingHeight
        guard size.height <= Self.largestSide else {
          throw FigureError.unusableSize(width: size.width, height: size.height)
        }
        continue
      }
      // What the axes leave out is known only now; saying so takes room.
      let allNotes = self.notes + solved.notes
      if !isLast, allNotes != notes {
        notes = allNotes
        continue
      }
      var items: [Scene.Item] = []
      frame.draw(top: solved.panels.first?.content.minY ?? frame.area.minY, into: &items)
      for panel in solved.panels { try draw(panel, into: &items) }
      return Scene(size: size, background: theme.background, items: items)
    }
    return nil
  }

  private struct Solution {
    let panels: [PanelPlacement]
    let notes: [String]
    /// How much higher the figure should be; negative when it is too high.
    let missingHeight: Double
  }

  /// - Returns: nil when direct labels are wanted and do not fit.
  private func solve(in area: Rect, directLabels: Bool) throws -> Solution? {
    var margins = figure.panels.map { panel in
      panel.plot == nil ? Margins() : Margins(left: 50, right: 0, top: 10, bottom: 40)
    }
    let aspectRatio = figure.panels.lazy.compactMap { $0.plot?.aspectRatio }.first
    // The first rounds may also shrink margins: the start is a guess.
    for round in 0..<40 {
      let grid = try PanelGrid(
        area: area, margins: margins, rows: figure.rows, columns: figure.columns,
        gaps: Self.gaps, smallest: smallestContent, aspectRatio: aspectRatio, figure: size)
      var placements: [PanelPlacement] = []
      for index in panels.indices {
        guard
          let placement = try place(
            index, in: grid, room: margins[index], directLabels: directLabels)
        else { return nil }
        placements.append(placement)
      }
      let needed = zip(margins, placements).map { $0.union($1.margins) }
      if needed == margins && round >= 2 {
        let missing = panels.compactMap { panel in
          panel.wantedHeight(width: grid.room.width).map { $0 - grid.room.height }
        }
        return Solution(
          panels: placements, notes: placements.flatMap(\.notes),
          missingHeight: (missing.max() ?? 0).rounded() * Double(figure.rows))
      }
      margins = round < 2 ? placements.map(\.margins) : needed
    }
    throw FigureError.tooSmall(width: size.width, height: size.height)
  }

  private func place(
    _ index: Int, in grid: PanelGrid, room: Margins, directLabels: Bool
  ) throws -> PanelPlacement? {
    let rect = grid.plots[index]
    switch panels[index] {
    case .drawing(let drawing, _):
      let title = try PanelTitle(
        figure.panels[index].title, width: rect.width, theme: theme, fonts: fonts)
      return .drawing(DrawingSolution(drawing: drawing, title: title, rect: rect))
    case .plot(let plot, let domains, _):
      var solution = try PlotSolution(
        plot, title: figure.panels[index].title, index: index, plot: rect, room: room,
        domains: domains, labelling: labelling(of: index), theme: theme, fonts: fonts)
      if directLabels {
        guard let labels = try DirectLabels(plot, in: solution, layout: self) else { return nil }
        solution.place(labels)
      }
      solution.sharedLeft = grid.left[index % figure.columns]
      return .plot(solution)
    }
  }

  /// Panels that share an axis write its labels at the left or at the bottom only.
  private func labelling(of index: Int) -> PlotSolution.Labelling {
    let below = index + figure.columns
    let hasPlotBelow = figure.panels.indices.contains(below) && figure.panels[below].plot != nil
    let hasPlotBefore = index % figure.columns > 0 && figure.panels[index - 1].plot != nil
    return PlotSolution.Labelling(
      x: !(figure.sharesX && hasPlotBelow), y: !(figure.sharesY && hasPlotBefore))
  }

  private func draw(_ placement: PanelPlacement, into items: inout [Scene.Item]) throws {
    switch placement {
    case .drawing(let solution): try solution.draw(theme: theme, fonts: fonts, into: &items)
    case .plot(let solution): try draw(solution, into: &items)
    }
  }

  private func draw(_ solution: PlotSolution, into items: inout [Scene.Item]) throws {
    guard case .plot(let plot, _, let isEmpty) = panels[solution.index] else { return }
    try solution.drawFurniture(theme: theme, fonts: fonts, hasGrid: !isEmpty, into: &items)
    var layers = PlotLayers()
    for mark in plot.marks.sorted(by: SeriesTable.isDeeper) {
      try mark.draw(in: context(for: mark, in: solution), into: &layers)
    }
    // A line along the border of the plot keeps its full width.
    items.append(.clip(solution.plot.inset(by: -theme.lineWidth / 2), layers.clipped))
    items += layers.whole
    solution.labels?.draw(plot: solution.plot, theme: theme, into: &items)
    if isEmpty {
      items.append(
        .text(
          TextRun(
            "no data", at: solution.plot.center, size: theme.labelSize, color: theme.subtleText,
            anchor: .middle, baseline: .middle)))
    }
  }
}
