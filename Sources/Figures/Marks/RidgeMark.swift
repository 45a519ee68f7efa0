import Ink

/// Histograms above each other, one for each place of a categorical y axis, such as the
/// activations of each layer.
public struct RidgeMark: Mark {
  /// The histogram of one place.
  public struct Ridge: Hashable, Sendable {
    /// One more than `heights`, ascending.
    public var edges: [Double]
    public var heights: [Double]

    public init(edges: [Double], heights: [Double]) {
      self.edges = edges
      self.heights = heights
    }
  }

  public var series: String

  /// From the first category on; an empty one leaves its place empty.
  public var ridges: [Ridge]

  /// How far the highest ridge reaches, in places: above 1 ridges overlap.
  public var overlap: Double

  public init(_ series: String = "", ridges: [Ridge], overlap: Double = 1.6) {
    self.series = series
    self.ridges = ridges
    self.overlap = overlap
  }

  public var depth: Int { 2 }

  /// How far below the middle of its place a ridge stands, in places.
  private static let drop = 0.42

  /// The share of a place that a ridge of overlap 1 fills.
  private static let share = 0.84

  public func validate() throws {
    for (index, ridge) in ridges.enumerated() {
      let name = series.isEmpty ? "ridge \(index + 1)" : "\(series), ridge \(index + 1)"
      try Bins.check(name, edges: ridge.edges, heights: ridge.heights)
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    for (index, ridge) in ridges.enumerated() {
      for edge in ridge.edges {
        extent.add(x: edge, y: Double(index), xScale: xScale, yScale: yScale)
      }
      extent.notFinite += ridge.heights.count { !$0.isFinite }
    }
    if let range = extent.y {
      // The topmost ridge is as high as the others.
      extent.y = ValueRange.adding(range.high + overlap * Self.share - Self.drop, to: range)
    }
    return extent
  }

  /// Each ridge in its own scale: shapes are compared, not sizes.
  public func draw(in context: PlotContext, into layers: inout PlotLayers) {
    let step = abs(context.y.position(1) - context.y.position(0))
    let theme = context.theme
    // From the top down, so that nearer ridges cover what is behind them.
    let order = ridges.indices.sorted {
      context.y.position(Double($0)) < context.y.position(Double($1))
    }
    for index in order {
      let ridge = ridges[index]
      let highest = ridge.heights.filter(\.isFinite).max() ?? 0
      let base = context.y.position(Double(index)) + step * Self.drop
      guard !ridge.heights.isEmpty, highest > 0 else { continue }
      // The topmost ridge must stay within the plot.
      let reach = min(step * overlap * Self.share, base - context.plot.minY)
      var outline: [Point] = []
      for (bin, height) in ridge.heights.enumerated() {
        let y = base - max(0, height.isFinite ? height : 0) / highest * reach
        for edge in [ridge.edges[bin], ridge.edges[bin + 1]] where context.x.scale.canShow(edge) {
          outline.append(Point(x: context.x.position(edge), y: y))
        }
      }
      guard let first = outline.first, let last = outline.last else { continue }
      let area = [Point(x: first.x, y: base)] + outline + [Point(x: last.x, y: base)]
      layers.clipped.append(
        .fill(
          .polygon(area),
          theme.background.mixed(with: context.style.color, share: 130)
            .withOpacity(225), .nonZero))
      layers.clipped.append(
        .stroke(.polyline(outline), StrokeStyle(width: 1.1, join: .round), context.style.color))
    }
  }

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    Swatch.draw(style.color.withOpacity(150), in: rect, into: &items)
  }
}
