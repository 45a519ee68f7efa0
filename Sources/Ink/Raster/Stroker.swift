/// Lays a stroke into a coverage buffer as small polygons that all turn the same way.
///
/// Each segment is a rectangle whose short sides pass through the end points, each corner a wedge
/// on its outer side, each cap a piece of its own. Neighbours share edges with identical end
/// points, which cancel exactly: no seam. All pieces wind positively, so where they overlap the
/// winding number only grows and is cut off at 1: no hole.
struct Stroker {
  private let halfWidth: Double
  private let style: StrokeStyle

  /// - Parameter width: The stroke's width in device pixels.
  init(width: Double, style: StrokeStyle) {
    halfWidth = width / 2
    self.style = style
  }

  func stroke(_ polyline: Polyline, into coverage: inout CoverageBuffer) {
    let points = polyline.points
    guard points.count > 1 else {
      if let point = points.first { dot(at: point, into: &coverage) }
      return
    }
    let isClosed = polyline.isClosed && points.count > 2
    let segments = isClosed ? points.count : points.count - 1
    var previous: Point?
    var first: Point?
    for index in 0..<segments {
      let start = points[index]
      let end = points[index + 1 == points.count ? 0 : index + 1]
      let vector = end - start
      let length = vector.length
      // Points may differ by less than the square root of the smallest number.
      guard length > 0 else { continue }
      let direction = Point(x: vector.x / length, y: vector.y / length)
      body(from: start, to: end, direction: direction, into: &coverage)
      if let previous {
        join(at: start, from: previous, to: direction, into: &coverage)
      } else {
        first = direction
      }
      previous = direction
    }
    guard let first, let last = previous else { return dot(at: points[0], into: &coverage) }
    if isClosed {
      join(at: points[0], from: last, to: first, into: &coverage)
    } else {
      cap(at: points[0], direction: -first, into: &coverage)
      cap(at: points[points.count - 1], direction: last, into: &coverage)
    }
  }

  /// A subpath without length: a disc or a square, nothing for butt caps.
  private func dot(at point: Point, into coverage: inout CoverageBuffer) {
    cap(at: point, direction: Point(x: 1, y: 0), into: &coverage)
    cap(at: point, direction: Point(x: -1, y: 0), into: &coverage)
  }

  private func body(
    from start: Point, to end: Point, direction: Point, into coverage: inout CoverageBuffer
  ) {
    let side = direction.turned * halfWidth
    coverage.add(polygon: [start + side, start, start - side, end - side, end, end + side])
  }

  private func cap(at point: Point, direction: Point, into coverage: inout CoverageBuffer) {
    let side = direction.turned * halfWidth
    let ahead = direction * halfWidth
    switch style.cap {
    case .butt:
      break
    case .square:
      coverage.add(
        polygon: [point + side, point, point - side, point - side + ahead, point + side + ahead])
    case .round:
      var fan = [point, point - side]
      arc(center: point, from: -side, to: ahead, into: &fan)
      arc(center: point, from: ahead, to: side, into: &fan)
      coverage.add(polygon: fan)
    }
  }

  private func join(
    at point: Point, from incoming: Point, to outgoing: Point, into coverage: inout CoverageBuffer
  ) {
    let turn = incoming.cross(outgoing)
    let cosine = incoming.dot(outgoing)
    if turn == 0 && cosine > 0 { return }
    // The outer side lies against the turn.
    let sign = turn > 0 ? -1.0 : 1.0
    let from = incoming.turned * (halfWidth * sign)
    let to = outgoing.turned * (halfWidth * sign)
    var wedge = [point, point + from]
    switch style.join {
    case .bevel:
      break
    case .miter(let limit):
      // The tip is sqrt(2 / (1 + cos)) half widths away.
      if 2 <= limit * limit * (1 + cosine) {
        wedge.append(point + (from + to) * (1 / (1 + cosine)))
      }
    case .round:
      if cosine < 0 {
        let middle = bisector(from, to, turnedBack: incoming)
        arc(center: point, from: from, to: middle, into: &wedge)
        arc(center: point, from: middle, to: to, into: &wedge)
      } else {
        arc(center: point, from: from, to: to, into: &wedge)
      }
    }
    if wedge.last != point + to { wedge.append(point + to) }
    if sign > 0 { wedge.reverse() }
    coverage.add(polygon: wedge)
  }

  /// The spoke half way between two; straight ahead when the line turns back on itself.
  private func bisector(_ from: Point, _ to: Point, turnedBack ahead: Point) -> Point {
    let sum = from + to
    let length = sum.length
    guard length > halfWidth * 1e-6 else { return ahead * halfWidth }
    return sum * (halfWidth / length)
  }

  /// Appends the points of an arc of at most a quarter turn, without its start.
  private func arc(
    center: Point, from: Point, to: Point, into points: inout [Point], halvings: Int = 0
  ) {
    // The distance between chord and arc is r (1 - cos(angle / 2)), close to chord^2 / (8 r).
    let chord = (to - from).length
    guard chord * chord > 8 * halfWidth * Flattener.tolerance, halvings < 10 else {
      points.append(center + to)
      return
    }
    let sum = from + to
    let middle = sum * (halfWidth / sum.length)
    arc(center: center, from: from, to: middle, into: &points, halvings: halvings + 1)
    arc(center: center, from: middle, to: to, into: &points, halvings: halvings + 1)
  }
}
