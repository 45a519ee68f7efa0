import Ink

/// The area between two curves, such as a standard deviation about a mean.
///
/// Give it the name of the line it belongs to: it then takes the line's colour.
public struct BandMark: Mark {
  public var series: String
  public var x: [Double]
  public var lower: [Double]
  public var upper: [Double]

  /// What the band is, for the foot of the figure: "± 1 standard deviation over 5 seeds".
  public var meaning: String

  public init(
    _ series: String, x: [Double], lower: [Double], upper: [Double], meaning: String = ""
  ) {
    self.series = series
    self.x = x
    self.lower = lower
    self.upper = upper
    self.meaning = meaning
  }

  public var depth: Int { 0 }

  public var notes: [String] { meaning.isEmpty ? [] : ["band: \(meaning)"] }

  public func validate() throws {
    guard x.count == lower.count, x.count == upper.count else {
      throw FigureError.mismatchedLengths(
        series: series, counts: "x: \(x.count), lower: \(lower.count), upper: \(upper.count)")
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    for index in x.indices {
      extent.add(x: x[index], y: lower[index], xScale: xScale, yScale: yScale)
      extent.add(x: x[index], y: upper[index], xScale: xScale, yScale: yScale)
    }
    return extent
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let color = context.style.color.withOpacity(context.theme.bandOpacity)
    var path = Path()
    var top: [Point] = []
    var bottom: [Point] = []
    func finish() {
      let width = context.plot.width
      if top.count > 1 {
        path.append(
          .polygon(
            ColumnThinning.thinned(top, width: width)
              + ColumnThinning.thinned(bottom, width: width).reversed()))
      }
      top = []
      bottom = []
    }
    for index in x.indices {
      if let high = context.place(x: x[index], y: upper[index]),
        let low = context.place(x: x[index], y: lower[index])
      {
        top.append(high)
        bottom.append(low)
      } else {
        finish()
      }
    }
    finish()
    if !path.isEmpty { layers.clipped.append(.fill(path, color, .nonZero)) }
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    items.append(
      .fill(.rectangle(rect), style.color.withOpacity(theme.bandOpacity), .nonZero))
  }
}
