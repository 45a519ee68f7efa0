import Ink

/// A shaded stretch across the whole plot, such as the range of good values.
public struct SpanMark: Mark {
  public enum Direction: Hashable, Sendable {
    /// Between two values of the x axis.
    case x
    /// Between two values of the y axis.
    case y
  }

  public var series: String { "" }
  public var direction: Direction
  public var range: ClosedRange<Double>

  /// Written at the top of the stretch; empty for nothing.
  public var label: String

  public init(_ label: String = "", along direction: Direction, over range: ClosedRange<Double>) {
    self.label = label
    self.direction = direction
    self.range = range
  }

  public var takesColor: Bool { false }

  public var depth: Int { -1 }

  public func validate() throws {
    guard range.lowerBound.isFinite, range.upperBound.isFinite else {
      throw FigureError.unusableData(
        what: "span '\(label)'", problem: "both ends must be finite numbers")
    }
  }

  /// A span does not widen the axes: it is about the data that are there.
  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent { DataExtent() }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) throws {
    let plot = context.plot
    let mapping = direction == .x ? context.x : context.y
    let ends = [range.lowerBound, range.upperBound].map {
      context.clampedPosition($0, on: mapping)
    }.sorted()
    guard ends[0] < ends[1] else { return }
    let rect =
      direction == .x
      ? Rect(x: ends[0], y: plot.minY, width: ends[1] - ends[0], height: plot.height)
      : Rect(x: plot.minX, y: ends[0], width: plot.width, height: ends[1] - ends[0])
    let theme = context.theme
    layers.clipped.append(.fill(.rectangle(rect), theme.subtleText.withOpacity(36), .nonZero))
    guard !label.isEmpty else { return }
    let lines = try TextFitting(fonts: context.fonts).wrapped(
      label, width: max(24, rect.width - 6), size: theme.noteSize, limit: 3)
    for (index, line) in lines.enumerated() {
      let drop = 4 + Double(index) * TextFitting.lineHeight(theme.noteSize)
      layers.whole.append(
        .text(
          TextRun(
            line, at: Point(x: rect.minX + 3, y: rect.minY + drop), size: theme.noteSize,
            color: theme.subtleText, baseline: .top)))
    }
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {}
}
