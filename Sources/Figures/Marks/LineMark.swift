import Ink

/// A curve through points in the order given.
///
/// Points that are not finite, or not positive on a logarithmic axis, are gaps.
public struct LineMark: Mark {
  /// When points of the curve get markers.
  public enum Points: Hashable, Sendable {
    /// When there are at most 30.
    case automatic
    case always
    case never
  }

  /// How the line is broken.
  public enum Dash: Hashable, Sendable {
    /// As the style of the series has it.
    case automatic
    case solid
    case dashed
    case dotted
  }

  /// How the line goes from one point to the next.
  public enum Interpolation: Hashable, Sendable {
    case straight
    /// Level up to the next x, then up or down: for values that hold, such as a step size.
    case steps
  }

  public var series: String
  public var x: [Double]
  public var y: [Double]
  public var points: Points
  public var dash: Dash
  public var interpolation = Interpolation.straight

  /// Replaces the style that the series would get from its place among all series.
  public var style: SeriesStyle?

  public init(
    _ series: String, x: [Double], y: [Double], points: Points = .automatic,
    dash: Dash = .automatic, style: SeriesStyle? = nil
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.points = points
    self.dash = dash
    self.style = style
  }

  public var takesColor: Bool { style == nil }

  public var depth: Int { 2 }

  public func validate() throws {
    guard x.count == y.count else {
      throw FigureError.mismatchedLengths(
        series: series, counts: "x: \(x.count), y: \(y.count)")
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    for index in x.indices {
      extent.add(x: x[index], y: y[index], xScale: xScale, yScale: yScale)
    }
    return extent
  }

  public func end(in context: PlotContext) -> Point? {
    for index in x.indices.reversed() {
      if let point = context.place(x: x[index], y: y[index]) {
        return context.isVisible(point) ? point : nil
      }
    }
    return nil
  }

  private var hasMarkers: Bool {
    switch points {
    case .automatic: x.count <= 30
    case .always: true
    case .never: false
    }
  }

  private func stroke(_ style: SeriesStyle, _ theme: Theme) -> StrokeStyle {
    let dashes: [Double]
    switch dash {
    case .automatic: dashes = style.dashes
    case .solid: dashes = []
    case .dashed: dashes = SeriesStyle.patterns[1]
    case .dotted: dashes = SeriesStyle.patterns[2]
    }
    return StrokeStyle(
      width: theme.lineWidth, cap: dashes.isEmpty ? .round : .butt, join: .round, dashes: dashes)
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let style = self.style ?? context.style
    let theme = context.theme
    let runs = PointRuns(x: x, y: y, in: context)
    var path = Path()
    for run in runs.runs {
      let thin = ColumnThinning.thinned(run, width: context.plot.width)
      path.append(.polyline(interpolation == .steps ? Self.steps(thin) : thin))
    }
    if !path.isEmpty {
      layers.clipped.append(.stroke(path, stroke(style, theme), style.color))
    }
    let marked = hasMarkers ? runs.runs.flatMap(\.self) : runs.lonePoints
    for point in marked where context.isVisible(point) {
      style.marker.draw(
        at: point, size: theme.markerSize, color: style.color, background: theme.background,
        into: &layers.whole)
    }
  }

  private static func steps(_ points: [Point]) -> [Point] {
    var result = Array(points.prefix(1))
    for (previous, point) in zip(points, points.dropFirst()) {
      result.append(Point(x: point.x, y: previous.y))
      result.append(point)
    }
    return result
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    let style = self.style ?? style
    let (left, right) = (
      Point(x: rect.minX, y: rect.center.y), Point(x: rect.maxX, y: rect.center.y)
    )
    items.append(.stroke(.line(from: left, to: right), stroke(style, theme), style.color))
    if hasMarkers {
      style.marker.draw(
        at: rect.center, size: theme.markerSize, color: style.color, background: theme.background,
        into: &items)
    }
  }
}
