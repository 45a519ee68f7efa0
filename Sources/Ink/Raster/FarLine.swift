/// The straight line through two points of which one at least is far away.
///
/// Written as x = intercept + slope y, with the intercept from the cross product: interpolating
/// between the points would lose all digits near the picture when both lie beyond 10^16.
struct FarLine {
  private let slope: Double
  private let intercept: Double
  private let fallback: Double

  /// - Precondition: The points differ in y.
  init(from start: Point, to end: Point) {
    // In shares of the largest coordinate and in halves, so that nothing overflows.
    let unit = max(max(abs(start.x), abs(start.y)), max(abs(end.x), abs(end.y)))
    let run = end.x / 2 - start.x / 2
    let rise = end.y / 2 - start.y / 2
    let cross = (start.x / unit) * (end.y / unit) - (end.x / unit) * (start.y / unit)
    slope = run / rise
    intercept = cross * (unit / rise / 2) * unit
    fallback = start.x
  }

  func x(atY y: Double) -> Double {
    let x = intercept + slope * y
    return x.isNaN ? fallback : x
  }

  /// Not a number for an upright line.
  func y(atX x: Double) -> Double { (x - intercept) / slope }
}
