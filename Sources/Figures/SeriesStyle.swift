import Ink

/// How one series looks in all panels: colour, dashes and marker differ together, so that colour
/// is never the only sign.
public struct SeriesStyle: Hashable, Sendable {
  public var color: Color

  /// Lengths of dash and gap in logical pixels; empty for a solid line.
  public var dashes: [Double]
  public var marker: Marker

  public init(color: Color, dashes: [Double], marker: Marker) {
    self.color = color
    self.dashes = dashes
    self.marker = marker
  }

  /// The look of the series with a number, counted from 0. Where colours repeat, dashes differ.
  init(number: Int, theme: Theme) {
    self.init(number: number, palette: theme.palette)
  }

  init(number: Int, palette: [Color]) {
    let hue = number % palette.count
    // Each time round, every colour moves on by one pattern.
    let pattern = hue + number / palette.count
    color = palette[hue]
    dashes = Self.patterns[pattern % Self.patterns.count]
    marker = Marker.allCases[pattern % Marker.allCases.count]
  }

  /// The look of reference lines.
  static func reference(_ theme: Theme) -> SeriesStyle {
    SeriesStyle(color: theme.subtleText, dashes: [3, 3], marker: .circle)
  }

  static let patterns: [[Double]] = [
    [], [7, 2.5], [2, 2], [8, 2.5, 2, 2.5], [12, 3], [5, 2, 2, 2, 2, 2],
  ]
}
