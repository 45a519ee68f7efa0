import Ink

/// How often values fall into bins, as an area with steps.
public struct HistogramMark: Mark {
  public var series: String

  /// Where bins begin, ascending, and where the last one ends: one more than `heights`.
  public var edges: [Double]

  /// The count, share or density of each bin.
  public var heights: [Double]

  public init(_ series: String, edges: [Double], heights: [Double]) {
    self.series = series
    self.edges = edges
    self.heights = heights
  }

  public var depth: Int { 0 }

  public func validate() throws {
    try Bins.check(series, edges: edges, heights: heights)
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    guard !heights.isEmpty else { return extent }
    for (index, height) in heights.enumerated() {
      if yScale == .log10 && height == 0 { continue }
      extent.add(x: edges[index], y: height, xScale: xScale, yScale: yScale)
      extent.add(x: edges[index + 1], y: height, xScale: xScale, yScale: yScale)
    }
    if yScale.canShow(0) { extent.y = ValueRange.adding(0, to: extent.y) }
    return extent
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let base = context.clampedPosition(0, on: context.y)
    var area = Path()
    var top = Path()
    var last: Point?
    // The outline stands on the base where bins are empty beside it.
    func close() {
      if let last { top.line(to: Point(x: last.x, y: base)) }
      last = nil
    }
    for (index, height) in heights.enumerated() {
      guard height.isFinite, height != 0, context.x.scale.canShow(edges[index]) else {
        close()
        continue
      }
      let (left, right) = (context.x.position(edges[index]), context.x.position(edges[index + 1]))
      let y = context.clampedPosition(height, on: context.y)
      area.append(
        .rectangle(
          Rect(
            x: min(left, right), y: min(y, base), width: abs(right - left), height: abs(y - base))))
      if last == nil { top.move(to: Point(x: left, y: base)) }
      top.line(to: Point(x: left, y: y))
      top.line(to: Point(x: right, y: y))
      last = Point(x: right, y: y)
    }
    close()
    guard !area.isEmpty else { return }
    layers.clipped.append(.fill(area, context.style.color.withOpacity(Self.opacity), .nonZero))
    layers.clipped.append(
      .stroke(top, StrokeStyle(width: 1.2, join: .miter(limit: 4)), context.style.color))
  }

  private static let opacity: UInt8 = 96

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    Swatch.draw(style.color.withOpacity(Self.opacity), in: rect, into: &items)
    let half = rect.height / 2
    items.append(
      .stroke(
        .line(
          from: Point(x: rect.center.x - half, y: rect.minY),
          to: Point(x: rect.center.x + half, y: rect.minY)),
        StrokeStyle(width: 1.2), style.color))
  }
}
