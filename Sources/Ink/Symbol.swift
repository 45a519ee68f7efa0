/// A small shape that is drawn at many places, such as the points of a scatter plot.
public struct Symbol: Hashable, Sendable {
  /// One part of a symbol.
  public enum Part: Hashable, Sendable {
    case fill(Path, Color)
    case stroke(Path, StrokeStyle, Color)
  }

  /// From below to above, about the origin, in logical pixels.
  public var parts: [Part]

  public init(_ parts: [Part]) {
    self.parts = parts
  }
}

extension Symbol.Part {
  var path: Path {
    switch self {
    case .fill(let path, _), .stroke(let path, _, _): path
    }
  }

  var color: Color {
    switch self {
    case .fill(_, let color), .stroke(_, _, let color): color
    }
  }

  /// How far ink may reach beyond the points of the path, in logical pixels.
  var overhang: Double {
    guard case .stroke(_, let style, _) = self else { return 0 }
    // The corner of a square cap is the square root of 2 half widths away.
    if case .miter(let limit) = style.join { return style.width / 2 * max(1.5, limit) }
    return style.width / 2 * 1.5
  }
}
