/// Lines and Bézier curves; each subpath starts with a move.
public struct Path: Hashable, Sendable {
  enum Verb: UInt8, Sendable {
    case move
    case line
    case quadratic
    case cubic
    case close
  }

  private(set) var verbs: [Verb] = []

  /// One point for a move or a line, two for a quadratic, three for a cubic.
  private(set) var points: [Point] = []

  public init() {}

  public var isEmpty: Bool { verbs.isEmpty }

  /// The start of the current subpath: where `close` returns to.
  private var start = Point.zero

  /// Where the next segment starts.
  public private(set) var current = Point.zero

  /// Starts a subpath.
  public mutating func move(to point: Point) {
    verbs.append(.move)
    points.append(point)
    start = point
    current = point
  }

  /// Adds a straight line.
  public mutating func line(to point: Point) {
    startIfNeeded()
    verbs.append(.line)
    points.append(point)
    current = point
  }

  /// Adds a quadratic Bézier curve.
  public mutating func quadratic(control: Point, to point: Point) {
    startIfNeeded()
    verbs.append(.quadratic)
    points.append(control)
    points.append(point)
    current = point
  }

  /// Adds a cubic Bézier curve.
  public mutating func cubic(_ first: Point, _ second: Point, to point: Point) {
    startIfNeeded()
    verbs.append(.cubic)
    points.append(first)
    points.append(second)
    points.append(point)
    current = point
  }

  /// Ends the subpath with a line to its start; a stroke is joined there and has no caps.
  public mutating func close() {
    guard let last = verbs.last, last != .close else { return }
    verbs.append(.close)
    current = start
  }

  /// A segment after `close`, or on an empty path, starts where the path stands.
  private mutating func startIfNeeded() {
    if verbs.isEmpty || verbs.last == .close { move(to: current) }
  }

  /// Adds all subpaths of another path, transformed.
  public mutating func append(_ other: Path, transform: AffineTransform = .identity) {
    verbs.append(contentsOf: other.verbs)
    points.reserveCapacity(points.count + other.points.count)
    for point in other.points { points.append(transform.apply(to: point)) }
    start = transform.apply(to: other.start)
    current = transform.apply(to: other.current)
  }

  /// The smallest rectangle around all points, control points included; nil for an empty path.
  public var controlBounds: Rect? {
    guard let first = points.first else { return nil }
    var (low, high) = (first, first)
    for point in points {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
  }

  var isDrawable: Bool { points.allSatisfy(\.isDrawable) }
}
