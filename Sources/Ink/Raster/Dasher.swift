/// Cuts lines into dashes by arc length.
struct Dasher {
  private let lengths: [Double]
  private let total: Double
  private let offset: Double

  /// More dashes than this in one subpath cannot be told from a solid line.
  private static let limit = 100_000.0

  /// - Returns: nil when the pattern means a solid line: no length, or one that is not usable.
  init?(style: StrokeStyle, scale: Double) {
    guard !style.dashes.isEmpty, style.dashOffset.isFinite,
      style.dashes.allSatisfy({ $0.isFinite && $0 >= 0 })
    else { return nil }
    let once = style.dashes.map { $0 * scale }
    lengths = once.count.isMultiple(of: 2) ? once : once + once
    total = lengths.reduce(0, +)
    guard total > 0 else { return nil }
    let rest = (style.dashOffset * scale).truncatingRemainder(dividingBy: total)
    offset = rest < 0 ? rest + total : rest
  }

  /// The dashes of a polyline, each open unless one goes all the way round.
  func dashes(of polyline: Polyline) -> [Polyline] {
    var points = polyline.points
    if polyline.isClosed, let first = points.first { points.append(first) }
    guard let start = points.first else { return [] }
    let length = zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
    guard length > 0, length / total < Self.limit else { return [polyline] }

    var (index, left) = phase()
    var result: [Polyline] = []
    var dash = Polyline()
    if index.isMultiple(of: 2) { dash.append(start) }
    for (from, to) in zip(points, points.dropFirst()) {
      let segment = (to - from).length
      var done = 0.0
      while segment - done > left {
        done += left
        let cut = from + (to - from) * (done / segment)
        if index.isMultiple(of: 2) {
          dash.append(cut)
          result.append(dash)
          dash = Polyline()
        } else {
          dash.append(cut)
        }
        index = (index + 1) % lengths.count
        left = lengths[index]
      }
      left -= segment - done
      if index.isMultiple(of: 2) { dash.append(to) }
    }
    if dash.points.isEmpty { return result }
    if polyline.isClosed, phase().index.isMultiple(of: 2) {
      // The last dash runs on into the first: the corner between them is joined.
      guard let first = result.first else { return [polyline] }
      for point in first.points { dash.append(point) }
      result[0] = dash
    } else {
      result.append(dash)
    }
    return result
  }

  /// The entry of the pattern in which a subpath starts, and what is left of it.
  private func phase() -> (index: Int, left: Double) {
    var passed = offset
    for (index, length) in lengths.enumerated() {
      if passed < length { return (index, length - passed) }
      passed -= length
    }
    return (0, lengths[0])
  }
}
