/// Turns scenes into pixels; equal scenes, scales and fonts give equal pixels on every machine.
///
/// Geometry is done in doubles with + - * / and square roots, which IEEE 754 defines to the bit,
/// rounded once to 24.8 fixed point; from there on there are only integers.
public struct Rasterizer {
  private let scale: Double
  private let fonts: FontSet
  private var canvas: Canvas
  private var coverage: CoverageBuffer
  private var drawn = 0

  /// Renders a scene at `scale` device pixels per logical pixel.
  ///
  /// - Throws: `InkError.notFinite`, `InkError.unsupportedSize`, `InkError.unreadableGlyph`.
  public static func render(_ scene: Scene, scale: Double = 2, fonts: FontSet) throws -> Pixmap {
    let width = (scene.size.width * scale).rounded(.up)
    let height = (scene.size.height * scale).rounded(.up)
    guard scale > 0, scale <= 1e6, width >= 1, height >= 1,
      width * height <= Double(Pixmap.pixelLimit)
    else {
      let clamp = { (side: Double) in side.isNaN ? 0 : Int(max(-1e9, min(1e9, side))) }
      throw InkError.unsupportedSize(width: clamp(width), height: clamp(height))
    }
    var rasterizer = Rasterizer(
      scale: scale, fonts: fonts,
      canvas: Canvas(width: Int(width), height: Int(height), background: scene.background),
      coverage: CoverageBuffer(width: Int(width), height: Int(height)))
    try rasterizer.draw(scene.items)
    return rasterizer.canvas.pixmap
  }

  private init(scale: Double, fonts: FontSet, canvas: Canvas, coverage: CoverageBuffer) {
    self.scale = scale
    self.fonts = fonts
    self.canvas = canvas
    self.coverage = coverage
  }

  private mutating func draw(_ items: [Scene.Item]) throws {
    for item in items {
      switch item {
      case .fill(let path, let color, let rule):
        guard path.isDrawable else { throw InkError.notFinite(item: drawn) }
        fill(path, color: color, rule: rule)
      case .stroke(let path, let style, let color):
        guard path.isDrawable, abs(style.width) <= Point.largestCoordinate else {
          throw InkError.notFinite(item: drawn)
        }
        stroke(path, style: style, color: color)
      case .text(let run):
        guard run.position.isDrawable, abs(run.size) <= Point.largestCoordinate,
          run.degrees.isFinite
        else {
          throw InkError.notFinite(item: drawn)
        }
        try write(run)
      case .picture(let picture, let rect, let sampling):
        let target = try pixels(of: rect)
        canvas.draw(picture, over: target, clip: coverage.clip, sampling: sampling)
      case .clip(let rect, let inner):
        let outer = coverage.clip
        let visible = try pixels(of: rect).intersection(outer)
        drawn += 1
        guard !visible.isEmpty else { continue }
        coverage.setClip(visible)
        try draw(inner)
        coverage.setClip(outer)
        continue
      }
      drawn += 1
    }
  }

  private func pixels(of rect: Rect) throws -> PixelRect {
    let sides = [rect.minX, rect.minY, rect.maxX, rect.maxY].map { side in
      (side * scale).rounded(.toNearestOrAwayFromZero)
    }
    guard sides.allSatisfy(\.isFinite) else { throw InkError.notFinite(item: drawn) }
    let whole = sides.map { Int(max(-1e6, min(1e6, $0))) }
    return PixelRect(left: whole[0], top: whole[1], right: whole[2], bottom: whole[3])
  }

  private mutating func fill(_ path: Path, color: Color, rule: FillRule) {
    let transform = AffineTransform.scale(x: scale, y: scale)
    for polyline in Flattener.polylines(of: path, transform: transform) {
      coverage.add(polygon: polyline.points)
    }
    paint(color, rule: rule)
  }

  private mutating func stroke(_ path: Path, style: StrokeStyle, color: Color) {
    guard style.width > 0 else { return }
    let transform = AffineTransform.scale(x: scale, y: scale)
    var polylines = Flattener.polylines(of: path, transform: transform)
    var width = style.width * scale
    if style.snapsToPixels {
      width = max(1, width.rounded(.toNearestOrAwayFromZero))
      polylines = polylines.map { Self.snapped($0, width: width) }
    }
    if let dasher = Dasher(style: style, scale: scale) {
      polylines = polylines.flatMap(dasher.dashes)
    }
    let stroker = Stroker(width: width, style: style)
    for polyline in polylines { stroker.stroke(polyline, into: &coverage) }
    paint(color, rule: .nonZero)
  }

  /// Lines of an odd width run through pixel centres, others between pixels.
  private static func snapped(_ polyline: Polyline, width: Double) -> Polyline {
    let isOdd = width.truncatingRemainder(dividingBy: 2) == 1
    func snap(_ value: Double) -> Double {
      isOdd ? value.rounded(.down) + 0.5 : value.rounded(.toNearestOrAwayFromZero)
    }
    var result = Polyline(points: [], isClosed: polyline.isClosed)
    for point in polyline.points { result.append(Point(x: snap(point.x), y: snap(point.y))) }
    return result
  }

  private mutating func write(_ run: TextRun) throws {
    guard run.size > 0 else { return }
    let face = fonts[run.face]
    let layout = try TextLayout(run.text, face: face)
    let unit = run.size * scale / Double(face.unitsPerEm)
    let start = run.origin(
      width: Double(layout.advance) * unit / 10, capHeight: Double(face.capHeight) * unit)
    let rotation = AffineTransform.rotation(degrees: run.degrees)
    var origin = rotation.apply(to: Point(x: start.x, y: start.y)) + run.position * scale
    // Letters are sharper when level or upright baselines run between pixels.
    if rotation.b == 0 { origin.y = origin.y.rounded(.toNearestOrAwayFromZero) }
    if rotation.a == 0 { origin.x = origin.x.rounded(.toNearestOrAwayFromZero) }
    for placement in layout.placements {
      let size = unit * Double(placement.scale) / 10
      let transform = AffineTransform(
        a: size, b: 0, c: 0, d: -size,
        tx: Double(placement.x) * unit / 10, ty: -Double(placement.rise) * unit / 10
      )
      .followed(by: rotation)
      .followed(by: .translation(x: origin.x, y: origin.y))
      for polyline in Flattener.polylines(of: placement.outline, transform: transform) {
        coverage.add(polygon: polyline.points)
      }
    }
    paint(run.color, rule: .nonZero, contrast: TextContrast.table(for: run.color))
  }

  private mutating func paint(_ color: Color, rule: FillRule, contrast: [UInt8]? = nil) {
    if let contrast {
      coverage.sweep(rule: rule) { y, from, to, alpha in
        canvas.paint(y: y, from: from, to: to, coverage: contrast[Int(alpha)], color: color)
      }
    } else {
      coverage.sweep(rule: rule) { y, from, to, alpha in
        canvas.paint(y: y, from: from, to: to, coverage: alpha, color: color)
      }
    }
  }
}
