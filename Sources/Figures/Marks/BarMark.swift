import Ink

/// Bars from a base to values, one for each place of a categorical axis.
///
/// `BarMark.grouped` and `BarMark.stacked` arrange several series.
public struct BarMark: Mark {
  /// Which way bars grow.
  public enum Orientation: Hashable, Sendable {
    /// Upwards from the x axis; categories stand below.
    case vertical
    /// From the y axis to the right; categories stand left. For long names.
    case horizontal
  }

  public var series: String

  /// By category; not a number where there is no bar.
  public var values: [Double]

  /// Where the bars begin; empty for zero.
  public var bases: [Double]

  /// The number of bars side by side in one place, and which of them this series is.
  public var slots: Int
  public var slot: Int
  public var orientation: Orientation

  /// Written at the ends of the bars; empty for none.
  public var labels: [String]

  /// Whiskers about the ends, by category; empty for none.
  public var lower: [Double]
  public var upper: [Double]

  /// What the whiskers are, for the foot of the figure.
  public var meaning: String

  public init(
    _ series: String, values: [Double], bases: [Double] = [], slot: Int = 0, of slots: Int = 1,
    orientation: Orientation = .vertical, labels: [String] = []
  ) {
    self.series = series
    self.values = values
    self.bases = bases
    self.slot = slot
    self.slots = max(1, slots)
    self.orientation = orientation
    self.labels = labels
    lower = []
    upper = []
    meaning = ""
  }

  /// Series side by side in each category.
  public static func grouped(
    _ series: [(name: String, values: [Double])], orientation: Orientation = .vertical
  ) -> [BarMark] {
    series.enumerated().map { index, one in
      BarMark(
        one.name, values: one.values, slot: index, of: series.count, orientation: orientation)
    }
  }

  /// Series on top of each other; negative values go down from zero.
  public static func stacked(
    _ series: [(name: String, values: [Double])], orientation: Orientation = .vertical
  ) -> [BarMark] {
    var above = [Double](repeating: 0, count: series.map(\.values.count).max() ?? 0)
    var below = above
    return series.map { name, values in
      var bases: [Double] = []
      var ends: [Double] = []
      for (index, value) in values.enumerated() {
        let base = value < 0 ? below[index] : above[index]
        bases.append(base)
        ends.append(base + value)
        if value < 0 { below[index] += value } else if value > 0 { above[index] += value }
      }
      return BarMark(name, values: ends, bases: bases, orientation: orientation)
    }
  }

  public var depth: Int { 2 }

  public var prefersManyColors: Bool { true }

  public var notes: [String] { meaning.isEmpty ? [] : ["whiskers: \(meaning)"] }

  public func validate() throws {
    for (name, column) in [
      ("bases", bases), ("lower", lower), ("upper", upper),
    ] where !column.isEmpty && column.count != values.count {
      throw FigureError.mismatchedLengths(
        series: series, counts: "values: \(values.count), \(name): \(column.count)")
    }
    guard labels.isEmpty || labels.count == values.count else {
      throw FigureError.mismatchedLengths(
        series: series, counts: "values: \(values.count), labels: \(labels.count)")
    }
  }

  private func base(_ index: Int) -> Double { bases.isEmpty ? 0 : bases[index] }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    let scale = orientation == .vertical ? yScale : xScale
    var range: ValueRange?
    for index in values.indices {
      // A category without a value has no bar; that is no omission.
      if values[index].isNaN { continue }
      guard values[index].isFinite, base(index).isFinite else {
        extent.notFinite += 1
        continue
      }
      guard scale.canShow(values[index]) else {
        extent.notPositive += 1
        continue
      }
      var numbers = [values[index], base(index)]
      if !lower.isEmpty { numbers.append(lower[index]) }
      if !upper.isEmpty { numbers.append(upper[index]) }
      for number in numbers where number.isFinite && scale.canShow(number) {
        range = ValueRange.adding(number, to: range)
      }
    }
    var places: ValueRange?
    if range != nil {
      places = ValueRange(-0.5).union(ValueRange(Double(values.count) - 0.5))
    }
    (extent.x, extent.y) = orientation == .vertical ? (places, range) : (range, places)
    return extent
  }

  /// The share of a place that its bars fill.
  private static let filled = 0.78

  public func draw(in context: PlotContext, into layers: inout PlotLayers) throws {
    let isVertical = orientation == .vertical
    let (places, numbers) = isVertical ? (context.x, context.y) : (context.y, context.x)
    let step = abs(places.position(1) - places.position(0))
    let width = step * Self.filled / Double(slots)
    // Bars of some width have sharp edges; what is thinner is told by its coverage.
    func edge(_ value: Double) -> Double { width < 3 ? value : (value * 2).rounded() / 2 }
    func end(_ value: Double) -> Double {
      context.clampedPosition(value, on: numbers)
    }
    var path = Path()
    var whiskers = Path()
    for index in values.indices where values[index].isFinite && base(index).isFinite {
      guard numbers.scale.canShow(values[index]) else { continue }
      let middle = places.position(Double(index))
      let start = middle - step * Self.filled / 2 + Double(slot) * width
      let (from, to) = (edge(start), edge(start + width))
      let (low, high) = (edge(end(base(index))), edge(end(values[index])))
      path.append(.rectangle(Self.rect(from, to, low, high, isVertical)))
      let center = (from + to) / 2
      if !lower.isEmpty && !upper.isEmpty {
        Self.addWhisker(
          at: center, from: end(lower[index]), to: end(upper[index]), cap: min(4, width / 4),
          isVertical, to: &whiskers)
      }
      if !labels.isEmpty, !labels[index].isEmpty {
        let tip = upper.isEmpty ? high : end(upper[index])
        try write(
          labels[index], at: center, tip: tip, width: to - from,
          grows: values[index] >= base(index),
          in: context, into: &layers.whole)
      }
    }
    if !path.isEmpty { layers.clipped.append(.fill(path, context.style.color, .nonZero)) }
    if !whiskers.isEmpty {
      layers.clipped.append(.stroke(whiskers, StrokeStyle(width: 1.2), context.theme.text))
    }
  }

  private static func rect(
    _ from: Double, _ to: Double, _ low: Double, _ high: Double, _ isVertical: Bool
  ) -> Rect {
    let (start, length) = (min(low, high), abs(high - low))
    return isVertical
      ? Rect(x: from, y: start, width: to - from, height: length)
      : Rect(x: start, y: min(from, to), width: length, height: abs(to - from))
  }

  private static func addWhisker(
    at center: Double, from low: Double, to high: Double, cap: Double, _ isVertical: Bool,
    to path: inout Path
  ) {
    func point(_ along: Double, _ across: Double) -> Point {
      isVertical ? Point(x: along, y: across) : Point(x: across, y: along)
    }
    path.move(to: point(center, low))
    path.line(to: point(center, high))
    for tip in [low, high] {
      path.move(to: point(center - cap, tip))
      path.line(to: point(center + cap, tip))
    }
  }

  /// Writes a value beyond the end of its bar where it has room, else within the bar.
  private func write(
    _ text: String, at center: Double, tip: Double, width: Double, grows: Bool,
    in context: PlotContext, into items: inout [Scene.Item]
  ) throws {
    let size = context.theme.noteSize
    let isVertical = orientation == .vertical
    let height = context.fonts.capHeight(size: size)
    let length = try context.fonts.width(of: text, size: size)
    let room = abs(width) * (isVertical ? 1 / Self.filled : 1.4)
    guard (isVertical ? length : height) <= room else { return }
    // Away from the base; upwards is negative on the screen.
    let way = grows == isVertical ? -1.0 : 1.0
    let far = tip + way * (Self.labelGap + (isVertical ? height : length))
    let plot = context.plot
    let fits =
      isVertical ? far >= plot.minY && far <= plot.maxY : far >= plot.minX && far <= plot.maxX
    let position = tip + way * Self.labelGap * (fits ? 1 : -1)
    let growsOutwards = fits == grows
    items.append(
      .text(
        TextRun(
          text, at: isVertical ? Point(x: center, y: position) : Point(x: position, y: center),
          size: size,
          color: fits ? context.theme.text : HeatMapMark.ink(on: context.style.color),
          anchor: isVertical ? .middle : growsOutwards ? .start : .end,
          baseline: isVertical ? (growsOutwards ? .alphabetic : .top) : .middle)))
  }

  private static let labelGap = 4.0

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    Swatch.draw(style.color, in: rect, into: &items)
  }
}
