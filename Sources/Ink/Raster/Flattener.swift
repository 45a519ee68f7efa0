/// Replaces curves by chords that stay within 1/64 of a device pixel.
struct Flattener {
  /// The largest distance between a curve and its chord, in device pixels.
  static let tolerance = 1.0 / 64

  private var polylines: [Polyline] = []
  private var subpath = Polyline()

  /// The subpaths of a path after a transform to device pixels.
  static func polylines(of path: Path, transform: AffineTransform) -> [Polyline] {
    var flattener = Flattener()
    flattener.subpath.points.reserveCapacity(path.points.count)
    var index = 0
    func next() -> Point {
      defer { index += 1 }
      return transform.apply(to: path.points[index])
    }
    for verb in path.verbs {
      switch verb {
      case .move:
        flattener.finish()
        flattener.subpath.append(next())
      case .line:
        flattener.subpath.append(next())
      case .quadratic:
        let control = next()
        flattener.quadratic(control, next())
      case .cubic:
        let first = next()
        let second = next()
        flattener.cubic(first, second, next())
      case .close:
        flattener.subpath.isClosed = true
        flattener.finish()
      }
    }
    flattener.finish()
    return flattener.polylines
  }

  private mutating func finish() {
    if subpath.isClosed, subpath.points.count > 1, subpath.points.first == subpath.points.last {
      subpath.points.removeLast()
    }
    if !subpath.points.isEmpty { polylines.append(subpath) }
    subpath = Polyline()
  }

  /// The chord error of n equal steps is |p0 - 2 p1 + p2| / (4 n^2).
  private mutating func quadratic(_ control: Point, _ end: Point) {
    guard let start = subpath.points.last else { return }
    let bend = (start - control * 2 + end).length
    let count = Self.steps((bend / (4 * Self.tolerance)).squareRoot())
    for step in 1..<max(count, 1) {
      let t = Double(step) / Double(count)
      let s = 1 - t
      subpath.append(start * (s * s) + control * (2 * s * t) + end * (t * t))
    }
    subpath.append(end)
  }

  /// The chord error of n equal steps is at most 6/8 of the larger second difference, over n^2.
  private mutating func cubic(_ first: Point, _ second: Point, _ end: Point) {
    guard let start = subpath.points.last else { return }
    let bend = max(
      (start - first * 2 + second).length, (first - second * 2 + end).length)
    let count = Self.steps((0.75 * bend / Self.tolerance).squareRoot())
    for step in 1..<max(count, 1) {
      let t = Double(step) / Double(count)
      let s = 1 - t
      subpath.append(
        start * (s * s * s) + first * (3 * s * s * t) + second * (3 * s * t * t) + end * (t * t * t)
      )
    }
    subpath.append(end)
  }

  /// At least one step; a curve far larger than any picture is not refined without end.
  private static func steps(_ exact: Double) -> Int {
    Int(min(1000, max(1, exact.rounded(.up))))
  }
}
