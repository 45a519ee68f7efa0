import Ink

/// The names of series beside the ends of their lines.
struct DirectLabels {
  struct Label {
    let text: String
    let style: SeriesStyle
    /// Where the line ends.
    let end: Point
    /// The middle of the label's height.
    let y: Double
  }

  static let gap = 8.0
  private static let mostSeries = 6

  /// Names longer than this share of the figure's width belong in a legend.
  private static let widest = 0.27

  private(set) var labels: [Label] = []

  /// How much room the labels need right of the plot.
  private(set) var width = 0.0

  /// - Returns: nil when names cannot stand beside lines: too many or too long, a line without a
  ///   visible end near the right side, no room to push labels apart.
  init?(_ content: Plot, in solution: PlotSolution, layout: FigureLayout) throws {
    let size = layout.theme.tickSize
    var names: [String] = []
    var ends: [Point] = []
    var styles: [SeriesStyle] = []
    for mark in content.marks where !mark.series.isEmpty {
      let context = layout.context(for: mark, in: solution)
      let end = mark.end(in: context)
      guard let index = names.firstIndex(of: mark.series) else {
        names.append(mark.series)
        ends.append(end ?? Point(x: -.infinity, y: 0))
        styles.append(context.style)
        continue
      }
      if let end, ends[index].x < end.x { ends[index] = end }
    }
    let plot = solution.plot
    guard names.count <= Self.mostSeries,
      ends.allSatisfy({ $0.x >= plot.minX + 0.8 * plot.width })
    else { return nil }
    let widths = try names.map { try layout.fonts.width(of: $0, size: size) }
    guard (widths.max() ?? 0) <= Self.widest * layout.size.width else { return nil }
    let height = TextFitting.lineHeight(size)
    guard
      let places = LabelSeparation.separated(
        ends.map(\.y), gap: height, from: plot.minY + height / 2, to: plot.maxY - height / 2)
    else { return nil }
    for (index, name) in names.enumerated() {
      labels.append(
        Label(text: name, style: styles[index], end: ends[index], y: places[index]))
    }
    width = widths.max().map { $0 + Self.gap } ?? 0
  }

  /// Draws names in the colours of their lines, darkened towards the text's colour to be read at
  /// a small size; a thin line leads to a name that was pushed away.
  func draw(plot: Rect, theme: Theme, into items: inout [Scene.Item]) {
    for label in labels {
      let left = plot.maxX + Self.gap
      if abs(label.y - label.end.y) > 3 || label.end.x < plot.maxX - 0.06 * plot.width {
        let start = Point(x: label.end.x + theme.markerSize, y: label.end.y)
        let path = Path.polyline([start, Point(x: left - 2, y: label.y)])
        let color = label.style.color.mixed(with: theme.background, share: 90)
        items.append(.stroke(path, StrokeStyle(width: 0.7), color))
      }
      items.append(
        .text(
          TextRun(
            label.text, at: Point(x: left, y: label.y), size: theme.tickSize,
            color: label.style.color.mixed(with: theme.text, share: 77), baseline: .middle)))
    }
  }
}
