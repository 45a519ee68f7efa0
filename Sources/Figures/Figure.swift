import Ink

/// A figure as a value: titles, panels and a theme.
///
/// `scene(fonts:)` lays it out; `Rasterizer` turns the scene into pixels. Both are pure, so equal
/// figures give equal pictures.
public struct Figure: Sendable {
  /// Where the names of series stand.
  public enum LegendPlacement: Hashable, Sendable {
    /// At the ends of the lines when that fits, else outside the plot.
    case automatic
    case above
    case right
    case none
  }

  /// Written bold at the top; empty for none.
  public var title: String

  /// Written grey below the title: what was run, with its parameters; empty for none.
  public var subtitle: String

  /// Row by row from the top left.
  public var panels: [Panel]

  /// Panels beside each other; at least 1.
  public var columns: Int {
    didSet { columns = max(1, columns) }
  }

  public var theme: Theme
  public var legend: LegendPlacement

  /// Whether all plots have the range of all data on the x axis, written below the lowest only.
  public var sharesX = false

  /// Whether all plots have the range of all data on the y axis, written left of the first only.
  public var sharesY = false

  /// In logical pixels; nil chooses a size that suits the panels.
  public var size: Size?

  /// - Parameter columns: nil puts up to three panels in one row, more into rows of equal length
  ///   as far as that goes.
  public init(
    title: String = "", subtitle: String = "", panels: [Panel], columns: Int? = nil,
    theme: Theme = .light, legend: LegendPlacement = .automatic, size: Size? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.columns = max(1, columns ?? Self.defaultColumns(panels.count))
    self.theme = theme
    self.legend = legend
    self.size = size
  }

  /// Panels below each other.
  public var rows: Int { (panels.count + columns - 1) / columns }

  private static func defaultColumns(_ count: Int) -> Int {
    switch count {
    case ...3: count
    case 4: 2
    case 5...9: 3
    default: 4
    }
  }

  /// 640 x 400 for one plot; smaller plots, but a larger figure, for grids.
  var defaultSize: Size {
    let widths = [640.0, 900, 1080]
    let width = columns <= 3 ? widths[columns - 1] : 300 * Double(columns)
    let heights = [400.0, 370, 320]
    let height = columns <= 3 ? heights[columns - 1] : 260
    // Every further row saves the titles above the first.
    return Size(width: width, height: height + Double(max(0, rows - 1)) * (height - 60))
  }

  /// Lays the figure out.
  ///
  /// - Throws: `FigureError`, and `InkError.unreadableGlyph` for a damaged font.
  public func scene(fonts: FontSet) throws -> Scene {
    try FigureLayout(self, fonts: fonts).scene()
  }

  /// The picture of the figure at `scale` pixels per logical pixel.
  ///
  /// - Throws: `FigureError` and `InkError`.
  public func render(fonts: FontSet, scale: Double = 2) throws -> Pixmap {
    try Rasterizer.render(scene(fonts: fonts), scale: scale, fonts: fonts)
  }
}
