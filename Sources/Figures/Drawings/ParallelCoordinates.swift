import Ink

/// Lines through upright axes side by side: what many results have in common, and what the best do.
public struct ParallelCoordinates: Drawing {
  /// One upright axis with the value of each line on it.
  public struct Axis: Hashable, Sendable {
    public var label: String
    public var scale: Scale
    public var values: [Double]

    public init(label: String, scale: Scale = .linear, values: [Double]) {
      self.label = label
      self.scale = scale
      self.values = values
    }
  }

  /// From left to right; all have the same number of values.
  public var axes: [Axis]

  /// The number that colours each line.
  public var colorValues: [Double]
  public var colors: ColorScale

  public init(axes: [Axis], colorValues: [Double], colors: ColorScale) {
    self.axes = axes
    self.colorValues = colorValues
    self.colors = colors
    self.colors.isForLines = true
  }

  public func validate() throws {
    guard axes.count >= 2 else {
      throw FigureError.unusableData(
        what: "parallel coordinates", problem: "\(axes.count) axes; at least two are needed")
    }
    for axis in axes where axis.values.count != colorValues.count {
      throw FigureError.mismatchedLengths(
        series: axis.label, counts: "values: \(axis.values.count), lines: \(colorValues.count)")
    }
  }

  public var notes: [String] {
    let incomplete = colorValues.indices.count { line in !axes.allSatisfy { $0.shows(line) } }
    guard incomplete > 0 else { return [] }
    return ["\(incomplete) of \(colorValues.count) lines are interrupted: a value cannot be shown"]
  }

  public func preferredSize(theme: Theme, fonts: FontSet) throws -> Size {
    Size(width: max(420, 118 * Double(axes.count)) + 70, height: 330)
  }

  /// Room for the tick labels of the last axis, in logical pixels.
  private static let lastLabels = 56.0

  public func draw(
    in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]
  ) throws {
    let fitting = TextFitting(fonts: fonts)
    let size = theme.tickSize
    // Each label stands above its axis: half of the outer ones reaches beyond.
    let widths = try axes.map {
      min(110, try fonts.width(of: $0.label, size: size, face: .bold)) / 2
    }
    let left = rect.minX + max(2, widths.first ?? 0)
    let right = max(Self.lastLabels, widths.last ?? 0)
    let lines = try axes.map {
      try fitting.wrapped($0.label, width: 110, size: size, face: .bold, limit: 2).count
    }
    let top = rect.minY + Double(lines.max() ?? 1) * TextFitting.lineHeight(size) + 6
    var plot = Rect(x: left, y: top, width: rect.maxX - left, height: rect.maxY - 4 - top)
    var bar = try ColorBar(colors, beside: plot, theme: theme, fonts: fonts)
    plot.width -= right + bar.width(theme)
    let edge = Rect(x: plot.minX, y: plot.minY, width: plot.width + right, height: plot.height)
    bar = try ColorBar(colors, beside: edge, theme: theme, fonts: fonts)
    let step = plot.width / Double(axes.count - 1)
    var mappings: [AxisMapping] = []
    var ticks: [AxisTicks] = []
    for axis in axes {
      let domain = try axis.domain()
      let mapping = domain.mapping(from: plot.maxY, to: plot.minY)
      mappings.append(mapping)
      if let names = axis.scale.categories {
        ticks.append(
          try CategoryTicks(
            names: names, mapping: mapping, axis: axis.label, size: size, fitting: fitting
          ).alongY(lines: 1))
      } else {
        let capHeight = fonts.capHeight(size: size)
        ticks.append(
          AxisTicks(
            domain, format: .automatic, from: plot.maxY, to: plot.minY, spacing: 48, gap: size
          ) { _ in capHeight })
      }
    }
    let places = axes.indices.map { plot.minX + Double($0) * step }
    drawLines(places, mappings, theme, into: &items)
    for (index, axis) in axes.enumerated() {
      try drawAxis(
        axis, ticks[index], x: places[index], plot: plot, step: step, theme, fitting,
        into: &items)
    }
    bar.draw(theme: theme, fonts: fonts, into: &items)
  }

  /// Lines from the lowest colour to the highest, so that the best are on top.
  private func drawLines(
    _ places: [Double], _ mappings: [AxisMapping], _ theme: Theme,
    into items: inout [Scene.Item]
  ) {
    let table = colors.colors(for: theme)
    let order = colorValues.indices.sorted {
      (colors.index(of: colorValues[$0]) ?? -1, $0) < (colors.index(of: colorValues[$1]) ?? -1, $1)
    }
    let opacity: UInt8 = colorValues.count <= 60 ? 230 : colorValues.count <= 300 ? 170 : 110
    for line in order {
      let color =
        colors.index(of: colorValues[line]).map { table[$0] } ?? ColorMap.missing(theme)
      var path = Path()
      var isOpen = false
      for (index, axis) in axes.enumerated() {
        guard axis.shows(line) else {
          isOpen = false
          continue
        }
        let point = Point(x: places[index], y: mappings[index].position(axis.values[line]))
        if isOpen { path.line(to: point) } else { path.move(to: point) }
        isOpen = true
      }
      items.append(
        .stroke(
          path, StrokeStyle(width: theme.lineWidth, cap: .round, join: .round),
          color.withOpacity(opacity)))
    }
  }

  private func drawAxis(
    _ axis: Axis, _ ticks: AxisTicks, x: Double, plot: Rect, step: Double, _ theme: Theme,
    _ fitting: TextFitting, into items: inout [Scene.Item]
  ) throws {
    var path = Path.line(from: Point(x: x, y: plot.minY), to: Point(x: x, y: plot.maxY))
    for tick in ticks.ticks {
      path.append(
        .line(from: Point(x: x, y: tick.position), to: Point(x: x + 4, y: tick.position)))
      let text = try fitting.elided(tick.label, width: min(step - 14, 110), size: theme.tickSize)
      let run = TextRun(
        text, at: Point(x: x + 7, y: tick.position), size: theme.tickSize, color: theme.text,
        baseline: .middle)
      // Lines run behind the labels: a veil of the background keeps both legible.
      items.append(
        .fill(
          .rectangle(try run.bounds(fonts: fitting.fonts).inset(by: -1)),
          theme.background.withOpacity(225), .nonZero))
      items.append(.text(run))
    }
    items.append(
      .stroke(path, StrokeStyle(width: theme.spineWidth, snapsToPixels: true), theme.spine))
    let lines = try fitting.wrapped(
      axis.label, width: min(110, step - 8), size: theme.tickSize, face: .bold, limit: 2)
    for (index, line) in lines.enumerated() {
      let rise = Double(lines.count - 1 - index) * TextFitting.lineHeight(theme.tickSize) + 9
      items.append(
        .text(
          TextRun(
            line, at: Point(x: x, y: plot.minY - rise), size: theme.tickSize, face: .bold,
            color: theme.text, anchor: .middle)))
    }
  }
}

extension ParallelCoordinates.Axis {
  fileprivate func shows(_ line: Int) -> Bool {
    values[line].isFinite && scale.canShow(values[line])
  }

  fileprivate func domain() throws -> Domain {
    var range: ValueRange?
    for line in values.indices where shows(line) {
      range = ValueRange.adding(values[line], to: range)
    }
    let axis = Figures.Axis(scale: scale)
    return try Domain(axis, data: range, margin: 0.03, isX: false, panel: "axis '\(label)'")
  }
}
