import Ink

/// The strip beside a plot that says which colour stands for which number.
struct ColorBar: Equatable {
  private let scale: ColorScale
  private let ticks: AxisTicks
  private let plot: Rect
  private let label: [String]
  private let labelWidth: Double

  private static let gap = 14.0
  private static let thickness = 12.0
  private static let tickGap = 7.0
  private static let labelGap = 6.0

  init(_ scale: ColorScale, beside plot: Rect, theme: Theme, fonts: FontSet) throws {
    self.scale = scale
    self.plot = plot
    let axis = Axis(limits: scale.low...max(scale.low, scale.high))
    let domain = try Domain(axis, data: nil, margin: 0, isX: false, panel: "colour bar")
    let capHeight = fonts.capHeight(size: theme.tickSize)
    ticks = AxisTicks(
      domain, format: scale.format, from: plot.maxY, to: plot.minY, spacing: 42,
      gap: theme.tickSize * 0.7
    ) { _ in capHeight }
    label = try TextFitting(fonts: fonts).wrapped(
      scale.label, width: plot.height, size: theme.labelSize, limit: 2)
    labelWidth =
      try ticks.ticks.map { try fonts.width(of: $0.label, size: theme.tickSize) }
      .max() ?? 0
  }

  /// The room it needs right of the plot.
  func width(_ theme: Theme) -> Double {
    let names = Double(label.count) * TextFitting.lineHeight(theme.labelSize)
    return Self.gap + Self.thickness + Self.tickGap + labelWidth
      + (label.isEmpty ? 0 : Self.labelGap + names)
  }

  func draw(theme: Theme, fonts: FontSet, into items: inout [Scene.Item]) {
    let bar = Rect(
      x: plot.maxX + Self.gap, y: plot.minY, width: Self.thickness, height: plot.height)
    var picture = Pixmap(width: 1, height: 256, color: theme.background)
    for (index, color) in scale.colors(for: theme).enumerated() {
      picture[0, 255 - index] = color
    }
    items.append(.picture(picture, bar, .nearest))
    var marks = Path()
    for tick in ticks.ticks {
      marks.move(to: Point(x: bar.maxX, y: tick.position))
      marks.line(to: Point(x: bar.maxX + 3, y: tick.position))
      items.append(
        .text(
          TextRun(
            tick.label, at: Point(x: bar.maxX + Self.tickGap, y: tick.position),
            size: theme.tickSize, color: theme.text, baseline: .middle)))
    }
    items.append(
      .stroke(marks, StrokeStyle(width: theme.spineWidth, snapsToPixels: true), theme.spine))
    for (index, line) in label.enumerated() {
      let x =
        bar.maxX + Self.tickGap + labelWidth + Self.labelGap
        + fonts.ascent(size: theme.labelSize)
        + Double(index) * TextFitting.lineHeight(theme.labelSize)
      items.append(
        .text(
          TextRun(
            line, at: Point(x: x, y: plot.center.y), size: theme.labelSize, color: theme.text,
            anchor: .middle, degrees: -90)))
    }
  }
}
