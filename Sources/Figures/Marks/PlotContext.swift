import Ink

/// What a mark needs to know to draw itself.
public struct PlotContext: Sendable {
  /// The area between the axes, in logical pixels.
  public let plot: Rect
  public let x: AxisMapping
  public let y: AxisMapping

  /// The look of the mark's series.
  public let style: SeriesStyle
  public let theme: Theme
  public let fonts: FontSet

  /// Where a point lies in logical pixels; nil when one of the axes cannot show it.
  func place(x xValue: Double, y yValue: Double) -> Point? {
    guard xValue.isFinite, yValue.isFinite, x.scale.canShow(xValue), y.scale.canShow(yValue)
    else { return nil }
    return Point(x: x.position(xValue), y: y.position(yValue))
  }

  /// Where a value lies along an axis, moved to the nearer border of the plot when it is beyond; the
  /// lower one for what a logarithmic axis cannot show.
  func clampedPosition(_ value: Double, on mapping: AxisMapping) -> Double {
    guard !value.isNaN, mapping.scale.canShow(value) else { return mapping.start }
    if value.isInfinite { return value < 0 ? mapping.start : mapping.end }
    let (low, high) = (min(mapping.start, mapping.end), max(mapping.start, mapping.end))
    return min(high, max(low, mapping.position(value)))
  }

  /// Whether a point lies in the plot, its border included.
  func isVisible(_ point: Point) -> Bool {
    let slack = 1e-6
    return point.x >= plot.minX - slack && point.x <= plot.maxX + slack
      && point.y >= plot.minY - slack && point.y <= plot.maxY + slack
  }
}
