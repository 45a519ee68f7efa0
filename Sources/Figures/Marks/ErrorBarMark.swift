import Ink

/// Values with whiskers, such as means with their standard deviations.
public struct ErrorBarMark: Mark {
  public var series: String
  public var x: [Double]
  public var y: [Double]

  /// Where the whiskers end.
  public var lower: [Double]
  public var upper: [Double]

  /// What the whiskers are, for the foot of the figure: "± 1 standard deviation over 5 seeds".
  public var meaning: String

  /// Moves all points sideways by logical pixels, so that series at equal x stay apart.
  public var offset: Double

  public init(
    _ series: String, x: [Double], y: [Double], lower: [Double], upper: [Double],
    meaning: String, offset: Double = 0
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.lower = lower
    self.upper = upper
    self.meaning = meaning
    self.offset = offset
  }

  public var depth: Int { 2 }

  public var notes: [String] { meaning.isEmpty ? [] : ["whiskers: \(meaning)"] }

  public func validate() throws {
    guard [y.count, lower.count, upper.count].allSatisfy({ $0 == x.count }) else {
      throw FigureError.mismatchedLengths(
        series: series,
        counts: "x: \(x.count), y: \(y.count), lower: \(lower.count), upper: \(upper.count)")
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    for index in x.indices {
      guard extent.add(x: x[index], y: y[index], xScale: xScale, yScale: yScale) else { continue }
      for end in [lower[index], upper[index]] where end.isFinite && yScale.canShow(end) {
        extent.add(x: x[index], y: end, xScale: xScale, yScale: yScale)
      }
    }
    return extent
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let theme = context.theme
    let cap = theme.markerSize * 0.7
    let shift = Point(x: offset, y: 0)
    var whiskers = Path()
    var centers: [Point] = []
    for index in x.indices {
      guard let center = context.place(x: x[index], y: y[index]) else { continue }
      centers.append(center + shift)
      for end in [lower[index], upper[index]] where end != y[index] {
        // A whisker that a logarithmic axis cannot show reaches to the border.
        let place =
          context.place(x: x[index], y: end)
          ?? (end.isNaN
            ? center : Point(x: center.x, y: end < y[index] ? context.y.start : context.y.end))
        let tip = place + shift
        whiskers.move(to: center + shift)
        whiskers.line(to: tip)
        whiskers.move(to: tip - Point(x: cap, y: 0))
        whiskers.line(to: tip + Point(x: cap, y: 0))
      }
    }
    if !whiskers.isEmpty {
      layers.clipped.append(.stroke(whiskers, StrokeStyle(width: 1.2), context.style.color))
    }
    var points = Path()
    for point in centers where context.isVisible(point) {
      points.append(context.style.marker.path(at: point, size: theme.markerSize + 0.5))
    }
    if !points.isEmpty { layers.whole.append(.fill(points, context.style.color, .nonZero)) }
  }

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    let upright = Path.line(
      from: Point(x: rect.center.x, y: rect.minY - 1), to: Point(x: rect.center.x, y: rect.maxY + 1)
    )
    items.append(.stroke(upright, StrokeStyle(width: 1.2), style.color))
    items.append(
      .fill(style.marker.path(at: rect.center, size: theme.markerSize + 0.5), style.color, .nonZero)
    )
  }
}
