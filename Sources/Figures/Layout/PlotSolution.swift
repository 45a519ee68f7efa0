import Ink

/// Where everything of a plot stands.
struct PlotSolution {
  /// Which axes have their labels written; panels that share an axis write them once.
  struct Labelling {
    var x = true
    var y = true
  }

  let index: Int
  let plot: Rect
  let x: AxisMapping
  let y: AxisMapping
  let xTicks: AxisTicks
  let yTicks: AxisTicks
  let title: PanelTitle
  let xLabel: [String]
  let yLabel: [String]
  let labelling: Labelling
  let colorBar: ColorBar?
  var labels: DirectLabels?

  /// The room that the texts around this plot need.
  private(set) var margins = Margins()

  /// The left margin of the panel's column.
  var sharedLeft = 0.0

  static let tickGap = 5.0
  static let labelGap = 5.0

  init(
    _ content: Plot, title: String, index: Int, plot: Rect, room: Margins,
    domains: (x: Domain, y: Domain), labelling: Labelling, theme: Theme, fonts: FontSet
  ) throws {
    self.index = index
    self.plot = plot
    self.labelling = labelling
    x = domains.x.mapping(from: plot.minX, to: plot.maxX)
    y = domains.y.mapping(from: plot.maxY, to: plot.minY)
    let fitting = TextFitting(fonts: fonts)
    xTicks = try Self.xTicks(content.xAxis, domains.x, x, plot, theme, fonts)
    yTicks = try Self.yTicks(content.yAxis, domains.y, y, plot, theme, fonts)
    self.title = try PanelTitle(
      title, width: plot.width + room.right, theme: theme, fonts: fonts)
    xLabel = try fitting.wrapped(
      labelling.x ? content.xAxis.label : "", width: plot.width, size: theme.labelSize, limit: 2)
    yLabel = try fitting.wrapped(
      labelling.y ? content.yAxis.label : "", width: plot.height + room.top / 2,
      size: theme.labelSize, limit: 2)
    colorBar = try content.marks.lazy.compactMap(\.colorScale).first.map {
      try ColorBar($0, beside: plot, theme: theme, fonts: fonts)
    }
    margins = try neededMargins(theme: theme, fonts: fonts)
  }

  private static func xTicks(
    _ axis: Axis, _ domain: Domain, _ mapping: AxisMapping, _ plot: Rect, _ theme: Theme,
    _ fonts: FontSet
  ) throws -> AxisTicks {
    let size = theme.tickSize
    if axis.ticks == .none { return .none }
    if let names = domain.scale.categories {
      return try CategoryTicks(
        names: names, mapping: mapping, axis: "x", size: size, fitting: TextFitting(fonts: fonts)
      ).alongX()
    }
    return try AxisTicks(
      domain, format: axis.format, from: plot.minX, to: plot.maxX,
      spacing: domain.scale == .linear ? 66 : 44, gap: size
    ) { try fonts.width(of: $0, size: size) }
  }

  private static func yTicks(
    _ axis: Axis, _ domain: Domain, _ mapping: AxisMapping, _ plot: Rect, _ theme: Theme,
    _ fonts: FontSet
  ) throws -> AxisTicks {
    let size = theme.tickSize
    if axis.ticks == .none { return .none }
    if let names = domain.scale.categories {
      return try CategoryTicks(
        names: names, mapping: mapping, axis: "y", size: size, fitting: TextFitting(fonts: fonts)
      ).alongY()
    }
    let capHeight = fonts.capHeight(size: size)
    return AxisTicks(
      domain, format: axis.format, from: plot.maxY, to: plot.minY, spacing: 42, gap: size * 0.7
    ) { _ in capHeight }
  }

  private func neededMargins(theme: Theme, fonts: FontSet) throws -> Margins {
    let size = theme.tickSize
    func width(_ text: some StringProtocol) throws -> Double {
      try fonts.width(of: String(text), size: size)
    }
    func height(_ lines: [String], _ size: Double, gap: Double) -> Double {
      lines.isEmpty ? 0 : gap + Double(lines.count) * TextFitting.lineHeight(size)
    }
    func widest(_ ticks: AxisTicks) throws -> Double {
      try ticks.ticks.flatMap(\.lines).map(width).max() ?? 0
    }
    var margins = Margins()
    margins.left =
      theme.tickLength + Self.tickGap + (labelling.y ? try widest(yTicks) : 0)
      + height(yLabel, theme.labelSize, gap: Self.labelGap)
    if labelling.x && !xTicks.isUpright {
      for tick in xTicks.ticks {
        let half = try (tick.lines.map(width).max() ?? 0) / 2
        margins.left = max(margins.left, half - (tick.position - plot.minX))
        margins.right = max(margins.right, half - (plot.maxX - tick.position))
      }
    }
    margins.right = max(margins.right, theme.markerSize / 2)
    margins.top = max(size / 2, title.height)
    margins.bottom = theme.tickLength
    if labelling.x { margins.bottom += Self.tickGap + (try xLabelsHeight(theme, fonts)) }
    margins.bottom += height(xLabel, theme.labelSize, gap: Self.labelGap)
    margins.bottom += fonts.descent(size: theme.labelSize)
    if let colorBar { margins.right = max(margins.right, colorBar.width(theme)) }
    return margins
  }

  /// The height of the labels below the x axis.
  func xLabelsHeight(_ theme: Theme, _ fonts: FontSet) throws -> Double {
    let size = theme.tickSize
    if xTicks.isUpright {
      return try xTicks.ticks.map { try fonts.width(of: $0.label, size: size) }.max() ?? 0
    }
    let lines = xTicks.ticks.map(\.lines.count).max() ?? 1
    return fonts.capHeight(size: size) + Double(lines - 1) * TextFitting.lineHeight(size)
  }

  mutating func place(_ labels: DirectLabels) {
    self.labels = labels
    margins.right = max(margins.right, labels.width)
  }
}
