/// Everything there is to draw, as a value: it can be compared, tested and rendered at any scale.
public struct Scene: Hashable, Sendable {
  /// One thing to draw; later ones cover earlier ones.
  public enum Item: Hashable, Sendable {
    case fill(Path, Color, FillRule)
    case stroke(Path, StrokeStyle, Color)
    /// One shape at many places, later ones over earlier ones; much quicker than as many fills.
    /// Centres are moved to the nearest eighth of a device pixel.
    case symbols(Symbol, [Point])
    case text(TextRun)
    /// A picture over a rectangle, whose edges are moved to device pixels.
    case picture(Pixmap, Rect, Sampling)
    /// Items of which only what is inside a rectangle is seen; its edges are moved to device
    /// pixels.
    case clip(Rect, [Item])
    /// Items of which only what is inside a path is seen, with a smooth edge.
    case clipPath(Path, FillRule, [Item])
    /// Items drawn as one layer of an opacity from 0 to 255: where they overlap, the layer is no
    /// denser.
    case group(opacity: UInt8, [Item])
  }

  /// In logical pixels, as CSS counts them.
  public var size: Size
  public var background: Color
  public var items: [Item]

  public init(size: Size, background: Color = .white, items: [Item] = []) {
    self.size = size
    self.background = background
    self.items = items
  }

  public mutating func fill(_ path: Path, _ color: Color, rule: FillRule = .nonZero) {
    items.append(.fill(path, color, rule))
  }

  public mutating func stroke(_ path: Path, _ style: StrokeStyle, _ color: Color) {
    items.append(.stroke(path, style, color))
  }

  public mutating func text(_ run: TextRun) {
    items.append(.text(run))
  }

  /// All lines of text, those inside clips and groups included, in drawing order.
  public var textRuns: [TextRun] { Self.textRuns(in: items) }

  private static func textRuns(in items: [Item]) -> [TextRun] {
    items.flatMap { item -> [TextRun] in
      switch item {
      case .text(let run): [run]
      case .clip(_, let inner), .clipPath(_, _, let inner), .group(_, let inner):
        textRuns(in: inner)
      case .fill, .stroke, .symbols, .picture: []
      }
    }
  }
}
