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
    // Gaps between bars of few pixels would only make them pale.
    let filled = step < 4 ? 1 : Self.filled
    let width = step * filled / Double(slots)
    // Bars of some width have sharp edges; what is thinner is told by its coverage.
    func edge(_ value: Double) -> Double { width < 3 ? value : (value * 2).rounded() / 2 }
    func end(_ value: Double) -> Double {
      context.clampedPosition(value, on: numbers)
    }
    var path = Path()
    var whiskers = Path()
    var written: [BarLabel] = []
    for index in values.indices where values[index].isFinite && base(index).isFinite {
      guard numbers.scale.canShow(values[index]) else { continue }
      let middle = places.position(Double(index))
      let start = middle - step * filled / 2 + Double(slot) * width
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
        let grows = values[index] >= base(index)
        let whisker = grows ? upper : lower
        written.append(
          BarLabel(
            text: labels[index], center: center, base: low,
            tip: whisker.isEmpty ? high : end(whisker[index]), width: abs(to - from), grows: grows))
      }
    }
    if !path.isEmpty { layers.clipped.append(.fill(path, context.style.color, .nonZero)) }
    if !whiskers.isEmpty {
      layers.clipped.append(.stroke(whiskers, StrokeStyle(width: 1.2), context.theme.text))
    }
    try BarLabel.draw(written, orientation: orientation, in: context, into: &layers.whole)
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

  public var keyWidth: Double { 10 }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {
    Swatch.draw(style.color, in: rect, into: &items)
  }
}
