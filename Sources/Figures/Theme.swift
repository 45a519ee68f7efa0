import Ink

/// The colours and sizes of a figure's furniture and the colours of its series.
public struct Theme: Hashable, Sendable {
  public var background: Color
  public var text: Color
  public var subtleText: Color
  public var spine: Color
  public var grid: Color

  /// Colours of series in order; see `SeriesStyle`.
  public var palette: [Color]

  /// Ten colours for points and areas of more series than `palette` has: M. Petroff, "Accessible
  /// Color Sequences for Data Visualization" (2021).
  public var widePalette = [
    0x3F90DA, 0xFFA90E, 0xBD1F01, 0x94A4A2, 0x832DB6, 0xA96B59, 0xE76300, 0xB9AC70, 0x717581,
    0x92DADD,
  ].map { Color($0) }

  public var titleSize = 14.0
  public var panelTitleSize = 12.0
  public var labelSize = 12.0
  public var tickSize = 11.0
  public var subtitleSize = 11.0
  public var noteSize = 10.0

  public var lineWidth = 1.6
  public var markerSize = 5.5
  public var spineWidth = 0.8
  public var gridWidth = 0.6
  public var tickLength = 4.0
  public var margin = 16.0

  /// Of 255.
  public var bandOpacity: UInt8 = 52

  public init(
    background: Color, text: Color, subtleText: Color, spine: Color, grid: Color, palette: [Color]
  ) {
    precondition(!palette.isEmpty, "a theme has at least one colour for series")
    self.background = background
    self.text = text
    self.subtleText = subtleText
    self.spine = spine
    self.grid = grid
    self.palette = palette
  }

  /// Whether text is lighter than the background.
  var isDark: Bool {
    func light(_ color: Color) -> Int {
      2 * Int(color.red) + 5 * Int(color.green) + Int(color.blue)
    }
    return light(text) > light(background)
  }

  /// Okabe and Ito's colours (2008), ordered by contrast to the background: the first five have at
  /// least 3:1 on white. Their yellow is left out: 1.3:1.
  private static func okabeIto(ink: Color) -> [Color] {
    [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7].map { Color($0) } + [ink]
      + [0xE69F00, 0x56B4E9].map { Color($0) }
  }

  public static let light = Theme(
    background: .white, text: Color(0x222222), subtleText: Color(0x666666), spine: Color(0x444444),
    grid: Color(0xE6E6E6), palette: okabeIto(ink: .black))

  public static let dark = {
    var theme = Theme(
      background: Color(0x111111), text: Color(0xE8E8E8), subtleText: Color(0xA8A8A8),
      spine: Color(0xA0A0A0), grid: Color(0x2F2F2F), palette: okabeIto(ink: Color(0xEEEEEE)))
    // The same share of a colour is seen less on black than on white.
    theme.bandOpacity = 88
    return theme
  }()
}
