import Ink

/// A text beside a point, with a thin line that leads to it.
public struct NoteMark: Mark {
  /// Where the text stands from the point.
  public enum Side: Hashable, Sendable, CaseIterable {
    case above
    case below
    case left
    case right
  }

  public var series: String { "" }
  public var text: String
  public var x: Double
  public var y: Double
  public var side: Side

  public init(_ text: String, x: Double, y: Double, side: Side = .above) {
    self.text = text
    self.x = x
    self.y = y
    self.side = side
  }

  public var takesColor: Bool { false }

  public var depth: Int { 4 }

  public func validate() throws {
    guard x.isFinite, y.isFinite else {
      throw FigureError.unusableData(
        what: "note '\(text)'", problem: "its point (\(x), \(y)) must be finite")
    }
  }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    extent.add(x: x, y: y, xScale: xScale, yScale: yScale)
    return extent
  }

  private static let distance = 26.0
  private static let gap = 4.0

  public func draw(in context: PlotContext, into layers: inout PlotLayers) throws {
    guard let point = context.place(x: x, y: y), context.isVisible(point) else { return }
    let theme = context.theme
    let plot = context.plot
    let size = theme.tickSize
    let lines = try TextFitting(fonts: context.fonts).wrapped(
      text, width: plot.width * 0.4, size: size, limit: 3)
    let width = try lines.map { try context.fonts.width(of: $0, size: size) }.max() ?? 0
    let height = Double(lines.count) * TextFitting.lineHeight(size)
    var center = point
    switch side {
    case .above: center.y -= Self.distance + height / 2
    case .below: center.y += Self.distance + height / 2
    case .left: center.x -= Self.distance + width / 2
    case .right: center.x += Self.distance + width / 2
    }
    // The text stays within the plot.
    center.x = min(plot.maxX - width / 2 - 2, max(plot.minX + width / 2 + 4, center.x))
    center.y = min(plot.maxY - height / 2 - 4, max(plot.minY + height / 2, center.y))
    let box = Rect(
      x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    drawLeader(from: box, to: point, theme, into: &layers.whole)
    for (index, line) in lines.enumerated() {
      let y = box.minY + (Double(index) + 0.5) * TextFitting.lineHeight(size)
      let run = TextRun(
        line, at: Point(x: center.x, y: y), size: size, color: theme.text, anchor: .middle,
        baseline: .middle)
      layers.whole.append(
        .fill(
          .rectangle(try run.bounds(fonts: context.fonts).inset(by: -1)),
          theme.background.withOpacity(200), .nonZero))
      layers.whole.append(.text(run))
    }
  }

  private func drawLeader(
    from box: Rect, to point: Point, _ theme: Theme, into items: inout [Scene.Item]
  ) {
    let start = Point(
      x: min(box.maxX, max(box.minX, point.x)), y: min(box.maxY, max(box.minY, point.y)))
    let way = point - start
    let length = way.length
    guard length > theme.markerSize + Self.gap else { return }
    let end = start + way * ((length - theme.markerSize / 2 - 2) / length)
    items.append(
      .stroke(.line(from: start, to: end), StrokeStyle(width: 0.8), theme.subtleText))
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {}
}
