import Ink

/// Points without a line between them.
public struct ScatterMark: Mark {
  public var series: String
  public var x: [Double]
  public var y: [Double]

  /// The diameter of a point in logical pixels; nil makes many points smaller.
  public var size: Double?

  /// Of 255; nil lets many points shine through.
  public var opacity: UInt8?

  public init(
    _ series: String, x: [Double], y: [Double], size: Double? = nil, opacity: UInt8? = nil
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.size = size
    self.opacity = opacity
  }

  public var depth: Int { 3 }

  public var prefersManyColors: Bool { true }

  public func validate() throws {
    guard x.count == y.count else {
      throw FigureError.mismatchedLengths(series: series, counts: "x: \(x.count), y: \(y.count)")
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    for index in x.indices {
      extent.add(x: x[index], y: y[index], xScale: xScale, yScale: yScale)
    }
    return extent
  }

  private func diameter(_ theme: Theme) -> Double {
    size ?? (x.count <= 100 ? theme.markerSize : x.count <= 500 ? 4.5 : 3.4)
  }

  /// Points up to this number have a rim that parts them.
  private static let mostWithRim = 500

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let theme = context.theme
    let style = context.style
    let diameter = diameter(theme)
    let hasRim = x.count <= Self.mostWithRim && opacity == nil
    let color = style.color.withOpacity(opacity ?? (x.count <= Self.mostWithRim ? 255 : 178))
    let outline = style.marker.path(at: .zero, size: diameter)
    var parts = [Symbol.Part.fill(outline, color)]
    if hasRim {
      parts.insert(.stroke(outline, StrokeStyle(width: 0.9, join: .round), theme.background), at: 0)
    }
    let points = x.indices.compactMap { context.place(x: x[$0], y: y[$0]) }
    layers.whole.append(.symbols(Symbol(parts), points.filter(context.isVisible)))
  }

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    // Small points are shown larger, so that colours can be told apart.
    items.append(
      .fill(
        style.marker.path(at: rect.center, size: max(6.5, diameter(theme))), style.color, .nonZero))
  }
}
