import Ink

/// A reference line across the whole plot, such as the loss of a guess or a chosen epoch.
public struct RuleMark: Mark {
  public enum Position: Hashable, Sendable {
    /// Level, at a value of the y axis.
    case horizontal(Double)
    /// Upright, at a value of the x axis.
    case vertical(Double)
  }

  public var series: String
  public var position: Position

  public init(_ label: String = "", at position: Position) {
    series = label
    self.position = position
  }

  public var takesColor: Bool { false }

  public var depth: Int { 1 }

  public func validate() throws {}

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    let (value, scale) =
      switch position {
      case .horizontal(let value): (value, yScale)
      case .vertical(let value): (value, xScale)
      }
    guard value.isFinite else {
      extent.notFinite = 1
      return extent
    }
    guard scale.canShow(value) else {
      extent.notPositive = 1
      return extent
    }
    switch position {
    case .horizontal: extent.y = ValueRange(value)
    case .vertical: extent.x = ValueRange(value)
    }
    return extent
  }

  public func end(in context: PlotContext) -> Point? {
    guard case .horizontal(let value) = position, value.isFinite, context.y.scale.canShow(value)
    else { return nil }
    let point = Point(x: context.plot.maxX, y: context.y.position(value))
    return context.isVisible(point) ? point : nil
  }

  private func stroke(_ theme: Theme) -> StrokeStyle {
    StrokeStyle(
      width: 1, dashes: SeriesStyle.reference(theme).dashes, snapsToPixels: true)
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let plot = context.plot
    let ends: (Point, Point)
    switch position {
    case .horizontal(let value):
      guard value.isFinite, context.y.scale.canShow(value) else { return }
      let y = context.y.position(value)
      ends = (Point(x: plot.minX, y: y), Point(x: plot.maxX, y: y))
    case .vertical(let value):
      guard value.isFinite, context.x.scale.canShow(value) else { return }
      let x = context.x.position(value)
      ends = (Point(x: x, y: plot.maxY), Point(x: x, y: plot.minY))
    }
    layers.clipped.append(
      .stroke(.line(from: ends.0, to: ends.1), stroke(context.theme), context.style.color))
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    let line: Path
    switch position {
    case .horizontal:
      line = .line(
        from: Point(x: rect.minX, y: rect.center.y), to: Point(x: rect.maxX, y: rect.center.y))
    case .vertical:
      line = .line(
        from: Point(x: rect.center.x, y: rect.maxY), to: Point(x: rect.center.x, y: rect.minY))
    }
    items.append(.stroke(line, stroke(theme), style.color))
  }
}
