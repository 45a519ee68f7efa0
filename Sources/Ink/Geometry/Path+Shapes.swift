extension Path {
  /// A line through all points, open.
  public static func polyline(_ points: some Sequence<Point>) -> Path {
    var path = Path()
    var isFirst = true
    for point in points {
      if isFirst { path.move(to: point) } else { path.line(to: point) }
      isFirst = false
    }
    return path
  }

  /// A closed polygon.
  public static func polygon(_ points: some Sequence<Point>) -> Path {
    var path = polyline(points)
    path.close()
    return path
  }

  /// One straight line.
  public static func line(from start: Point, to end: Point) -> Path {
    polyline([start, end])
  }

  /// A rectangle.
  public static func rectangle(_ rect: Rect) -> Path {
    polygon([
      Point(x: rect.minX, y: rect.minY), Point(x: rect.maxX, y: rect.minY),
      Point(x: rect.maxX, y: rect.maxY), Point(x: rect.minX, y: rect.maxY),
    ])
  }

  /// A rectangle whose corners are quarter circles of at most `radius`.
  public static func roundedRectangle(_ rect: Rect, radius: Double) -> Path {
    let radius = min(radius, rect.width / 2, rect.height / 2)
    guard radius > 0 else { return rectangle(rect) }
    let (right, down) = (Point(x: radius, y: 0), Point(x: 0, y: radius))
    let inner = rect.inset(by: radius)
    var path = Path()
    path.move(to: Point(x: inner.minX, y: rect.minY))
    for (center, from, to) in [
      (Point(x: inner.maxX, y: inner.minY), -down, right),
      (Point(x: inner.maxX, y: inner.maxY), right, down),
      (Point(x: inner.minX, y: inner.maxY), down, -right),
      (Point(x: inner.minX, y: inner.minY), -right, -down),
    ] {
      path.line(to: center + from)
      path.arc(center: center, from: from, to: to)
    }
    path.close()
    return path
  }

  /// A circle of four arcs.
  public static func circle(center: Point, radius: Double) -> Path {
    var path = Path()
    let spokes = [
      Point(x: radius, y: 0), Point(x: 0, y: radius), Point(x: -radius, y: 0),
      Point(x: 0, y: -radius),
    ]
    path.move(to: center + spokes[0])
    for index in 0..<4 {
      path.arc(center: center, from: spokes[index], to: spokes[(index + 1) & 3])
    }
    path.close()
    return path
  }

  /// An arc about `center` between two angles in degrees, clockwise on the screen from the
  /// positive x axis; it turns anticlockwise when `end` is below `start`.
  public static func arc(
    center: Point, radius: Double, start: Double, end: Double
  ) -> Path {
    func spoke(_ degrees: Double) -> Point {
      let (sine, cosine) = Angle.sineAndCosine(degrees: degrees)
      return Point(x: cosine, y: sine) * radius
    }
    let sweep = min(360, max(-360, end - start))
    let pieces = max(1, (abs(sweep) / 90).rounded(.up))
    var path = Path()
    path.move(to: center + spoke(start))
    var from = spoke(start)
    var index = 1.0
    while index <= pieces {
      let to = spoke(start + sweep * (index / pieces))
      path.arc(center: center, from: from, to: to)
      from = to
      index += 1
    }
    return path
  }

  /// Adds the shorter arc between two spokes of equal length, at most a quarter turn, as one cubic.
  ///
  /// The handles have length r * 4/3 tan(angle/4); the half-angle formulas give the tangent from
  /// the spokes' dot product without a trigonometric function. The error is below 3e-4 r.
  private mutating func arc(center: Point, from: Point, to: Point) {
    let square = from.dot(from)
    guard square > 0 else { return line(to: center + to) }
    let cosine = min(1, max(-1, from.dot(to) / square))
    let half = ((1 - cosine) / (1 + cosine)).squareRoot()
    let quarter = half / (1 + (1 + half * half).squareRoot())
    let handle = (from.cross(to) < 0 ? -1 : 1) * (4 * quarter / 3)
    cubic(
      center + from + from.turned * handle, center + to - to.turned * handle, to: center + to)
  }
}
