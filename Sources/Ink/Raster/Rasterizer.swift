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
      try draw(item)
      drawn += 1
    }
  }

  private mutating func draw(_ item: Scene.Item) throws {
    switch item {
    case .fill(let path, let color, let rule):
      guard path.isDrawable else { throw InkError.notFinite(item: drawn) }
      coverage.add(path, scale: scale)
      canvas.paint(&coverage, rule: rule, color: color)
    case .stroke(let path, let style, let color):
      guard path.isDrawable, abs(style.width) <= Point.largestCoordinate else {
        throw InkError.notFinite(item: drawn)
      }
      coverage.add(path, style: style, scale: scale)
      canvas.paint(&coverage, rule: .nonZero, color: color)
    case .symbols(let symbol, let points):
      try draw(symbol, at: points)
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
      let visible = try pixels(of: rect)
      drawn += 1
      try draw(inner, within: visible)
      drawn -= 1
    case .clipPath(let path, let rule, let inner):
      try draw(inner, inside: path, rule: rule)
    case .group(let opacity, let inner):
      let rect = coverage.clip
      let below = canvas.copy(of: rect)
      drawn += 1
      try draw(inner)
      drawn -= 1
      canvas.fade(rect, over: below, opacity: opacity)
    }
  }

  private mutating func draw(_ symbol: Symbol, at points: [Point]) throws {
    guard points.allSatisfy(\.isDrawable), symbol.parts.allSatisfy(\.path.isDrawable) else {
      throw InkError.notFinite(item: drawn)
    }
    if var masks = SymbolMasks(symbol, scale: scale) {
      for point in points { masks.draw(at: point * scale, into: &canvas, clip: coverage.clip) }
      return
    }
    for point in points {
      for part in symbol.parts {
        coverage.add(part, scale: scale, origin: point * scale)
        canvas.paint(&coverage, rule: .nonZero, color: part.color)
      }
    }
  }

  /// Draws what lies within a rectangle of device pixels.
  private mutating func draw(_ items: [Scene.Item], within rect: PixelRect) throws {
    let outer = coverage.clip
    let visible = rect.intersection(outer)
    guard !visible.isEmpty else { return }
    coverage.setClip(visible)
    try draw(items)
    coverage.setClip(outer)
  }

  /// Draws what lies inside a path, with a smooth edge.
  private mutating func draw(
    _ items: [Scene.Item], inside path: Path, rule: FillRule
  ) throws {
    guard path.isDrawable else { throw InkError.notFinite(item: drawn) }
    let outer = coverage.clip
    let bounds = path.controlBounds ?? Rect(x: 0, y: 0, width: 0, height: 0)
    let rect = try pixels(of: bounds.inset(by: -1 / scale)).intersection(outer)
    drawn += 1
    defer { drawn -= 1 }
    guard !rect.isEmpty else { return }
    coverage.add(path, scale: scale)
    let width = rect.right - rect.left
    var mask = [UInt8](repeating: 0, count: width * (rect.bottom - rect.top))
    coverage.sweep(rule: rule) { y, from, to, alpha in
      for x in max(from, rect.left)..<max(from, rect.left, min(to, rect.right)) {
        mask[(y - rect.top) * width + x - rect.left] = alpha
      }
    }
    let below = canvas.copy(of: rect)
    try draw(items, within: rect)
    canvas.cut(rect, over: below, mask: mask)
  }

  private func pixels(of rect: Rect) throws -> PixelRect {
    let sides = [rect.minX, rect.minY, rect.maxX, rect.maxY].map { side in
      (side * scale).rounded(.toNearestOrAwayFromZero)
    }
    guard sides.allSatisfy(\.isFinite) else { throw InkError.notFinite(item: drawn) }
    let whole = sides.map { Int(max(-1e6, min(1e6, $0))) }
    return PixelRect(left: whole[0], top: whole[1], right: whole[2], bottom: whole[3])
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
      coverage.add(placement.outline, transform: transform)
    }
    canvas.paint(
      &coverage, rule: .nonZero, color: run.color, contrast: TextContrast.table(for: run.color))
  }
}
