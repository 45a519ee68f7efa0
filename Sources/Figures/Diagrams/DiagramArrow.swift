import Ink

/// A line with a head at its end.
struct DiagramArrow {
  static let headLength = 6.5
  static let headWidth = 6.0

  let color: Color
  let width: Double

  /// The edge of a layered layout: curves between layers, straight beside nodes.
  ///
  /// - Parameter scale: What lengths are multiplied with.
  func draw(
    along points: [Point], direction: LayeredLayout.Direction, scale: Double,
    into items: inout [Scene.Item]
  ) {
    guard let start = points.first, let tip = points.last else { return }
    let ahead = direction == .right ? Point(x: 1, y: 0) : Point(x: 0, y: 1)
    // Every second piece lies between two layers, where the line may bend.
    var path = Path()
    path.move(to: start)
    let neck = tip - ahead * (Self.headLength * scale * 0.8)
    for (index, point) in points.enumerated().dropFirst() {
      // The target's room may begin where the head lies already.
      let end = beyond(neck, point, ahead) > 0 ? point - ahead * beyond(neck, point, ahead) : point
      let step = end - path.current
      let run = direction == .right ? step.x : step.y
      let drift = direction == .right ? step.y : step.x
      if index.isMultiple(of: 2), abs(drift) > 0.05, run > 0 {
        let handle = ahead * (run * 0.5)
        path.cubic(path.current + handle, end - handle, to: end)
      } else {
        path.line(to: end)
      }
    }
    items.append(.stroke(path, StrokeStyle(width: width * scale, join: .round), color))
    items.append(.fill(head(at: tip, ahead: ahead, scale: scale), color, .nonZero))
  }

  /// How far a point lies ahead of the neck.
  private func beyond(_ neck: Point, _ point: Point, _ ahead: Point) -> Double {
    (point.x - neck.x) * ahead.x + (point.y - neck.y) * ahead.y
  }

  /// A straight arrow.
  func draw(from start: Point, to tip: Point, scale: Double, into items: inout [Scene.Item]) {
    let way = tip - start
    guard way.length > 0 else { return }
    let ahead = way * (1 / way.length)
    let neck = tip - ahead * (Self.headLength * scale * 0.8)
    items.append(
      .stroke(.line(from: start, to: neck), StrokeStyle(width: width * scale), color))
    items.append(.fill(head(at: tip, ahead: ahead, scale: scale), color, .nonZero))
  }

  private func head(at tip: Point, ahead: Point, scale: Double) -> Path {
    let base = tip - ahead * (Self.headLength * scale)
    let side = Point(x: -ahead.y, y: ahead.x) * (Self.headWidth * scale / 2)
    return .polygon([tip, base + side, base - side])
  }
}
