/// How a line is drawn along a path.
public struct StrokeStyle: Hashable, Sendable {
  /// The shape of the ends of open subpaths and dashes.
  public enum Cap: Hashable, Sendable {
    /// Ends at the end point.
    case butt
    /// Ends with a half disc.
    case round
    /// Ends half a width behind the end point.
    case square
  }

  /// The shape of corners.
  public enum Join: Hashable, Sendable {
    case round
    /// A point, unless it would reach farther than `limit` half widths: then a bevel.
    case miter(limit: Double)
    case bevel
  }

  /// The width in logical pixels.
  public var width: Double
  public var cap: Cap
  public var join: Join

  /// Lengths of dash, gap, dash, ... in logical pixels, repeated; empty for a solid line. An odd
  /// number of lengths is taken twice, as in SVG.
  public var dashes: [Double]

  /// Where in the pattern a subpath starts, in logical pixels.
  public var dashOffset: Double

  /// Moves points to device pixels and the width to whole ones. For axis-aligned lines only:
  /// spines, ticks and grids become sharp; curves would become uneven.
  public var snapsToPixels: Bool

  public init(
    width: Double, cap: Cap = .butt, join: Join = .miter(limit: 4), dashes: [Double] = [],
    dashOffset: Double = 0, snapsToPixels: Bool = false
  ) {
    self.width = width
    self.cap = cap
    self.join = join
    self.dashes = dashes
    self.dashOffset = dashOffset
    self.snapsToPixels = snapsToPixels
  }
}
