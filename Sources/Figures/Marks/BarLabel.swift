import Ink

/// The value at the end of a bar.
struct BarLabel {
  let text: String
  /// The middle of the bar along the axis of categories, in logical pixels.
  let center: Double
  /// Where the bar begins and where it, or its whisker, ends.
  let base: Double
  let tip: Double
  /// The width of the bar.
  let width: Double
  /// Whether the value is above the base.
  let grows: Bool

  private static let gap = 4.0

  /// Writes all values beyond their bars; where one has no room there, all that can stand within.
  /// What is wider than its bar is left out.
  static func draw(
    _ labels: [BarLabel], orientation: BarMark.Orientation, in context: PlotContext,
    into items: inout [Scene.Item]
  ) throws {
    let isVertical = orientation == .vertical
    let size = context.theme.noteSize
    let height = context.fonts.capHeight(size: size)
    let plot = context.plot
    let (low, high) = isVertical ? (plot.minY, plot.maxY) : (plot.minX, plot.maxX)
    var fitting: [(label: BarLabel, length: Double, isOutside: Bool)] = []
    for label in labels {
      let width = try context.fonts.width(of: label.text, size: size)
      guard (isVertical ? width : height) <= label.width * 1.25 else { continue }
      let length = isVertical ? height : width
      let far = label.tip + label.way(isVertical) * (gap + length)
      fitting.append((label, length, far >= low && far <= high))
    }
    let allFit = fitting.allSatisfy(\.isOutside)
    for (label, length, isOutside) in fitting {
      let isWithin =
        !isOutside || (!allFit && abs(label.tip - label.base) >= length + 3 * gap)
      let along = label.tip + label.way(isVertical) * gap * (isWithin ? -1 : 1)
      let pointsAway = label.grows != isWithin
      items.append(
        .text(
          TextRun(
            label.text,
            at: isVertical
              ? Point(x: label.center, y: along) : Point(x: along, y: label.center),
            size: size,
            color: isWithin ? context.style.color.readableInk : context.theme.text,
            anchor: isVertical ? .middle : pointsAway ? .start : .end,
            baseline: isVertical ? (pointsAway ? .alphabetic : .top) : .middle)))
    }
  }

  /// The direction from base to tip; upwards is negative on the screen.
  private func way(_ isVertical: Bool) -> Double { grows == isVertical ? -1 : 1 }
}
