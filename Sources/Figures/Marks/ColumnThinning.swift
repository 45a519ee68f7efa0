import Ink

/// Leaves out points that cannot change the picture of a long curve.
enum ColumnThinning {
  /// Columns per logical pixel: figures are rendered at twice their size.
  private static let density = 2.0

  /// The first, lowest, highest and last point of each pixel column, in their order.
  ///
  /// Every line between points of one column lies between its lowest and highest point, so the
  /// drawn line covers the same rows. Curves that turn back in x, and short ones, stay whole.
  static func thinned(_ points: [Point], width: Double) -> [Point] {
    guard Double(points.count) > 4 * density * width, let first = points.first,
      zip(points, points.dropFirst()).allSatisfy({ $0.x <= $1.x })
    else { return points }
    var result: [Point] = []
    var start = 0
    var lowest = 0
    var highest = 0
    func close(_ end: Int) {
      var last = -1
      for index in [start, min(lowest, highest), max(lowest, highest), end] where index != last {
        result.append(points[index])
        last = index
      }
    }
    var column = (first.x * density).rounded(.down)
    for index in points.indices.dropFirst() {
      let own = (points[index].x * density).rounded(.down)
      if own != column {
        close(index - 1)
        (column, start, lowest, highest) = (own, index, index, index)
      } else {
        if points[index].y < points[lowest].y { lowest = index }
        if points[index].y > points[highest].y { highest = index }
      }
    }
    close(points.count - 1)
    return result
  }
}
