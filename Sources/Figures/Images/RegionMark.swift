import Ink

/// Where a classifier decides for one class: a pale area with a line where others begin.
///
/// Points of the class, a `ScatterMark` of the same series, share its colour.
public struct RegionMark: Mark {
  public var series: String

  /// The index of the class in the raster.
  public var `class`: Int
  public var raster: ClassRaster

  public init(_ series: String, class: Int, of raster: ClassRaster) {
    self.series = series
    self.class = `class`
    self.raster = raster
  }

  public var depth: Int { 0 }

  public var prefersManyColors: Bool { true }

  public func validate() throws {
    if let problem = raster.problem {
      throw FigureError.unusableData(what: "the regions of '\(series)'", problem: problem)
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    extent.add(
      x: raster.xRange.lowerBound, y: raster.yRange.lowerBound, xScale: xScale, yScale: yScale)
    extent.add(
      x: raster.xRange.upperBound, y: raster.yRange.upperBound, xScale: xScale, yScale: yScale)
    return extent
  }

  private func tint(_ style: SeriesStyle, _ theme: Theme) -> Color {
    theme.background.mixed(with: style.color, share: theme.isDark ? 66 : 56)
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    func place(_ point: Point) -> Point? {
      let (x, y) = raster.point(column: point.x, row: point.y)
      return context.place(x: x, y: y)
    }
    let outline = raster.outline(of: `class`)
    var area = Path()
    for polygon in outline.region {
      let points = polygon.compactMap(place)
      if points.count == polygon.count { area.append(.polygon(points)) }
    }
    var border = Path()
    for (start, end) in outline.border {
      if let start = place(start), let end = place(end) {
        border.append(.line(from: start, to: end))
      }
    }
    let theme = context.theme
    layers.clipped.append(.fill(area, tint(context.style, theme), .nonZero))
    layers.clipped.append(
      .stroke(
        border, StrokeStyle(width: 1.1),
        theme.background.mixed(with: theme.text, share: 150)))
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    Swatch.draw(tint(style, theme), in: rect, into: &items)
  }
}
