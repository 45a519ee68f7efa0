extension CoverageBuffer {
  /// Adds the inside of a path.
  mutating func add(_ path: Path, transform: AffineTransform) {
    for polyline in Flattener.polylines(of: path, transform: transform) {
      add(polygon: polyline.points)
    }
  }

  /// Adds the inside of a path in logical pixels; see the stroke below for the parameters.
  mutating func add(_ path: Path, scale: Double, origin: Point = .zero) {
    add(
      path, transform: AffineTransform(a: scale, b: 0, c: 0, d: scale, tx: origin.x, ty: origin.y))
  }

  /// Adds a part of a symbol about `origin`.
  mutating func add(_ part: Symbol.Part, scale: Double, origin: Point) {
    switch part {
    case .fill(let path, _): add(path, scale: scale, origin: origin)
    case .stroke(let path, let style, _): add(path, style: style, scale: scale, origin: origin)
    }
  }

  /// Adds a line along a path, for the rule `nonZero`.
  ///
  /// - Parameters:
  ///   - scale: Device pixels per logical pixel.
  ///   - origin: Where the path's origin lies, in device pixels.
  mutating func add(
    _ path: Path, style: StrokeStyle, scale: Double, origin: Point = .zero
  ) {
    guard style.width > 0 else { return }
    let transform = AffineTransform(a: scale, b: 0, c: 0, d: scale, tx: origin.x, ty: origin.y)
    var polylines = Flattener.polylines(of: path, transform: transform)
    var width = style.width * scale
    if style.snapsToPixels {
      width = max(1, width.rounded(.toNearestOrAwayFromZero))
      polylines = polylines.map { $0.snapped(width: width) }
    }
    if let dasher = Dasher(style: style, scale: scale) {
      polylines = polylines.flatMap(dasher.dashes)
    }
    let stroker = Stroker(width: width, style: style)
    for polyline in polylines { stroker.stroke(polyline, into: &self) }
  }
}

extension Polyline {
  /// Lines of an odd width run through pixel centres, others between pixels.
  fileprivate func snapped(width: Double) -> Polyline {
    let isOdd = width.truncatingRemainder(dividingBy: 2) == 1
    func snap(_ value: Double) -> Double {
      isOdd ? value.rounded(.down) + 0.5 : value.rounded(.toNearestOrAwayFromZero)
    }
    var result = Polyline(points: [], isClosed: isClosed)
    for point in points { result.append(Point(x: snap(point.x), y: snap(point.y))) }
    return result
  }
}
