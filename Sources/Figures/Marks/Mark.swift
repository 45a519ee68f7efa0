import Ink

/// Something drawn between the axes of a panel.
///
/// A new kind of figure is a new type in this folder that conforms to this protocol; layout,
/// axes, legends and labels ask marks only what is declared here.
public protocol Mark: Sendable {
  /// The name in legends and labels; marks with equal names share a look. Empty for none.
  var series: String { get }

  /// False for marks that are drawn in a neutral colour and take none from the palette.
  var takesColor: Bool { get }

  /// Whether more than a few series should differ in colour first: points and areas, whose dashes
  /// nobody sees.
  var prefersManyColors: Bool { get }

  /// Lower ones are drawn first: 0 areas, 1 reference lines, 2 lines and bars, 3 points, 4 notes.
  var depth: Int { get }

  /// Checks the data, before anything else is asked.
  ///
  /// - Throws: `FigureError` naming the series.
  func validate() throws

  /// The values that must be visible, and how many cannot be drawn.
  func extent(x: Scale, y: Scale) -> DataExtent

  /// Where a line ends, in logical pixels: a name may stand beside it. Nil when there is no such
  /// point.
  func end(in context: PlotContext) -> Point?

  /// What a reader must be told at the foot of the figure, such as what a band means.
  var notes: [String] { get }

  /// The colours of the mark's numbers, if it shows numbers by colour.
  var colorScale: ColorScale? { get }

  /// Draws the mark.
  func draw(in context: PlotContext, into layers: inout PlotLayers) throws

  /// The width of its sample in a legend, in logical pixels.
  var keyWidth: Double { get }

  /// Draws a sample of the mark for a legend, across the middle of a rectangle.
  func drawKey(in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item])
}

extension Mark {
  public var takesColor: Bool { true }

  public var prefersManyColors: Bool { false }

  public var notes: [String] { [] }

  public var keyWidth: Double { 26 }

  public var colorScale: ColorScale? { nil }

  public func end(in context: PlotContext) -> Point? { nil }
}
