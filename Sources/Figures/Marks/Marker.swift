import Ink

/// The shape of a point.
public enum Marker: Hashable, Sendable, CaseIterable {
  case circle
  case square
  case triangle
  case diamond
  case triangleDown
  case plus

  /// The outline about a point; `size` is a circle's diameter, the others cover a like area.
  func path(at center: Point, size: Double) -> Path {
    let radius = size / 2
    func polygon(_ corners: [(Double, Double)]) -> Path {
      .polygon(corners.map { center + Point(x: $0.0, y: $0.1) * radius })
    }
    switch self {
    case .circle:
      return .circle(center: center, radius: radius)
    case .square:
      return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .triangle:
      return polygon([(0, -1.25), (1.15, 0.8), (-1.15, 0.8)])
    case .triangleDown:
      return polygon([(0, 1.25), (1.15, -0.8), (-1.15, -0.8)])
    case .diamond:
      return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case .plus:
      let (long, short) = (1.25, 0.42)
      return polygon([
        (-short, -long), (short, -long), (short, -short), (long, -short), (long, short),
        (short, short), (short, long), (-short, long), (-short, short), (-long, short),
        (-long, -short), (-short, -short),
      ])
    }
  }

  /// Draws the point with a thin rim of the background, which keeps it apart from lines below.
  func draw(
    at center: Point, size: Double, color: Color, background: Color, rim width: Double = 1.5,
    into items: inout [Scene.Item]
  ) {
    let outline = path(at: center, size: size)
    let rim = StrokeStyle(width: width, join: .round)
    items.append(.stroke(outline, rim, background))
    items.append(.fill(outline, color, .nonZero))
  }
}
