import Ink

/// Which colour stands for which number.
public struct ColorScale: Hashable, Sendable {
  public var map: ColorMap

  /// The numbers of the first and the last colour; what lies beyond takes the nearer of them.
  public var low: Double
  public var high: Double

  /// What the colours mean, with its unit; written beside the colour bar.
  public var label: String
  public var format: Axis.Format

  /// Whether the colours are those of lines: the end of the map that is nearest to the background is
  /// left out, because thin lines would vanish in it.
  public var isForLines = false

  public init(
    _ map: ColorMap, from low: Double, to high: Double, label: String = "",
    format: Axis.Format = .automatic
  ) {
    self.map = map
    self.low = low
    self.high = high
    self.label = label
    self.format = format
  }

  /// The scale that spans some numbers; symmetric about zero for signed ones on `blueRed`.
  public init(
    _ map: ColorMap, spanning numbers: some Sequence<Double>, label: String = "",
    format: Axis.Format = .automatic
  ) {
    var range: ValueRange?
    for number in numbers where number.isFinite { range = ValueRange.adding(number, to: range) }
    var (low, high) = (range?.low ?? 0, range?.high ?? 1)
    if map == .blueRed {
      high = max(abs(low), abs(high))
      low = -high
    }
    if low == high {
      let half = low == 0 ? 1 : abs(low) * 0.1
      (low, high) = (low - half, high + half)
    }
    self.init(map, from: low, to: high, label: label, format: format)
  }

  /// 256 colours from the lowest number to the highest.
  func colors(for theme: Theme) -> [Color] {
    let colors = map.colors(for: theme)
    guard isForLines else { return colors }
    let (first, last) = theme.isDark ? (56, 255) : (0, 224)
    return (0..<256).map { colors[first + $0 * (last - first) / 255] }
  }

  /// The place of a number among the 256 colours; nil when it is not a number.
  func index(of number: Double) -> Int? {
    guard !number.isNaN else { return nil }
    // Halves, because the difference of two finite numbers may not be finite.
    let share = (number / 2 - low / 2) / (high / 2 - low / 2)
    return Int(min(255, max(0, (share * 256).rounded(.down))))
  }
}
