@testable import Ink

/// The slow, obvious rasteriser: cuts the polygon at the four sides of each pixel and takes the
/// signed area of what is left (Sutherland and Hodgman's clipping, the shoelace formula).
enum ReferenceRasterizer {
  /// The integral of the winding number over each pixel, row by row.
  static func areas(_ polygons: [[Point]], width: Int, height: Int) -> [Double] {
    var result: [Double] = []
    for y in 0..<height {
      for x in 0..<width {
        let (left, top) = (Double(x), Double(y))
        result.append(
          polygons.reduce(0) { sum, polygon in
            var cut = clip(polygon) { $0.x - left }
            cut = clip(cut) { left + 1 - $0.x }
            cut = clip(cut) { $0.y - top }
            cut = clip(cut) { top + 1 - $0.y }
            return sum + area(cut)
          })
      }
    }
    return result
  }

  /// Coverage from 0 to 255 by the rule that `FillRule` documents, not rounded.
  static func coverage(_ area: Double, rule: FillRule) -> Double {
    switch rule {
    case .nonZero:
      return min(1, abs(area)) * 255
    case .evenOdd:
      let folded = abs(area).truncatingRemainder(dividingBy: 2)
      return (folded > 1 ? 2 - folded : folded) * 255
    }
  }

  private static func clip(_ polygon: [Point], distance: (Point) -> Double) -> [Point] {
    var result: [Point] = []
    for (index, point) in polygon.enumerated() {
      let previous = polygon[(index + polygon.count - 1) % polygon.count]
      let (before, here) = (distance(previous), distance(point))
      if (before < 0) != (here < 0) {
        result.append(previous + (point - previous) * (before / (before - here)))
      }
      if here >= 0 { result.append(point) }
    }
    return result
  }

  private static func area(_ polygon: [Point]) -> Double {
    var twice = 0.0
    for (index, point) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      twice += point.x * next.y - point.y * next.x
    }
    return twice / 2
  }
}
