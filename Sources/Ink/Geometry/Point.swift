/// A place or a vector in logical pixels; x grows to the right, y downwards.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  @inlinable
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  public static let zero = Point(x: 0, y: 0)

  @inlinable
  public static func + (left: Point, right: Point) -> Point {
    Point(x: left.x + right.x, y: left.y + right.y)
  }

  @inlinable
  public static func - (left: Point, right: Point) -> Point {
    Point(x: left.x - right.x, y: left.y - right.y)
  }

  @inlinable
  public static func * (point: Point, factor: Double) -> Point {
    Point(x: point.x * factor, y: point.y * factor)
  }

  @inlinable
  public static prefix func - (point: Point) -> Point {
    Point(x: -point.x, y: -point.y)
  }

  /// The distance from the origin.
  @inlinable
  public var length: Double { (x * x + y * y).squareRoot() }

  /// Coordinates up to here can be squared and scaled without overflow.
  static let largestCoordinate = 1e100

  var isDrawable: Bool {
    abs(x) <= Self.largestCoordinate && abs(y) <= Self.largestCoordinate
  }

  @inlinable
  func dot(_ other: Point) -> Double { x * other.x + y * other.y }

  /// Positive when `other` lies clockwise of this vector as seen on the screen.
  @inlinable
  func cross(_ other: Point) -> Double { x * other.y - y * other.x }

  /// The vector turned by a quarter, clockwise as seen on the screen.
  @inlinable
  var turned: Point { Point(x: -y, y: x) }
}
