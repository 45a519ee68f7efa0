import Tensors

/// A convex shape in the plane, x to the right and y down: each horizontal line meets it in one stretch.
enum ConvexOutline: Equatable, Sendable {
  /// The corners in the order of the boundary.
  case polygon([Point])
  case ellipse(Ellipse)

  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double

    /// - Parameter turn: the direction in turns of 360 degrees.
    static func polar(radius: Double, turn: Double) -> Point {
      Point(x: radius * Elementary.cosine(turns: turn), y: radius * Elementary.sine(turns: turn))
    }
  }

  /// a dx^2 + 2 b dx dy + c dy^2 <= 1, dx and dy from the centre.
  struct Ellipse: Equatable, Sendable {
    var centre = Point(x: 0, y: 0)
    private let (a, b, c): (Double, Double, Double)

    /// About the origin.
    ///
    /// - Parameter turn: the direction of the first axis, in turns of 360 degrees.
    init(semiAxes: (first: Double, second: Double), turn: Double) {
      let (cosine, sine) = (Elementary.cosine(turns: turn), Elementary.sine(turns: turn))
      let first = 1 / (semiAxes.first * semiAxes.first)
      let second = 1 / (semiAxes.second * semiAxes.second)
      a = cosine * cosine * first + sine * sine * second
      b = cosine * sine * (first - second)
      c = sine * sine * first + cosine * cosine * second
    }

    static func == (left: Ellipse, right: Ellipse) -> Bool {
      left.centre == right.centre && (left.a, left.b, left.c) == (right.a, right.b, right.c)
    }

    fileprivate var halfExtent: (x: Double, y: Double) {
      let determinant = a * c - b * b
      return ((c / determinant).squareRoot(), (a / determinant).squareRoot())
    }

    fileprivate func stretch(atY y: Double) -> (low: Double, high: Double)? {
      let dy = y - centre.y
      let discriminant = b * b * dy * dy - a * (c * dy * dy - 1)
      guard discriminant > 0 else { return nil }
      let (middle, half) = (centre.x - b * dy / a, discriminant.squareRoot() / a)
      return (middle - half, middle + half)
    }
  }

  /// The smallest box around the shape.
  var bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    switch self {
    case .polygon(let corners):
      let (x, y) = (corners.map(\.x), corners.map(\.y))
      return ((x.min() ?? 0)...(x.max() ?? 0), (y.min() ?? 0)...(y.max() ?? 0))
    case .ellipse(let ellipse):
      let (half, centre) = (ellipse.halfExtent, ellipse.centre)
      return (
        (centre.x - half.x)...(centre.x + half.x), (centre.y - half.y)...(centre.y + half.y)
      )
    }
  }

  func moved(right: Double, down: Double) -> ConvexOutline {
    switch self {
    case .polygon(let corners):
      return .polygon(corners.map { Point(x: $0.x + right, y: $0.y + down) })
    case .ellipse(var ellipse):
      ellipse.centre.x += right
      ellipse.centre.y += down
      return .ellipse(ellipse)
    }
  }

  /// Where the horizontal line at `y` enters and leaves the shape.
  func stretch(atY y: Double) -> (low: Double, high: Double)? {
    switch self {
    case .ellipse(let ellipse): return ellipse.stretch(atY: y)
    case .polygon(let corners):
      var low = Double.infinity
      var high = -Double.infinity
      var previous = corners[corners.count - 1]
      for corner in corners {
        if (previous.y <= y) != (corner.y <= y) {
          let x =
            previous.x
            + (y - previous.y) * (corner.x - previous.x) / (corner.y - previous.y)
          low = min(low, x)
          high = max(high, x)
        }
        previous = corner
      }
      return low < high ? (low, high) : nil
    }
  }
}
