/// Straight pieces of a subpath, in device pixels, without repeated points.
struct Polyline: Equatable {
  var points: [Point] = []
  var isClosed = false

  mutating func append(_ point: Point) {
    if points.last != point { points.append(point) }
  }
}
