/// The coverage of a symbol at each place within a pixel where it may stand, made when needed.
///
/// Centres are moved to the nearest eighth of a device pixel, which the eye cannot see: 64 masks
/// then serve any number of points.
struct SymbolMasks {
  /// Places per pixel and direction.
  static let phases = 8

  private let parts: [Symbol.Part]
  private let scale: Double

  /// From the left and upper side of a mask to the pixel of the centre.
  private let radius: Int

  /// By part, then by phase.
  private var masks: [[CoverageRun]?]

  /// The masks of larger symbols would cost more than they save.
  private static let largestRadius = 64.0

  /// - Returns: nil when the symbol is too large for masks.
  init?(_ symbol: Symbol, scale: Double) {
    parts = symbol.parts
    self.scale = scale
    let reach = parts.map { part in
      let bounds = part.path.controlBounds ?? Rect(x: 0, y: 0, width: 0, height: 0)
      let sides = [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY].map { abs($0) }
      return ((sides.max() ?? 0) + part.overhang) * scale
    }
    let largest = reach.max() ?? 0
    guard largest <= Self.largestRadius else { return nil }
    radius = Int(largest.rounded(.up)) + 1
    masks = Array(repeating: nil, count: parts.count * Self.phases * Self.phases)
  }

  /// Draws the symbol about a point in device pixels.
  mutating func draw(at center: Point, into canvas: inout Canvas, clip: PixelRect) {
    let steps = Double(Self.phases)
    let (x, y) = (
      (center.x * steps).rounded(.toNearestOrAwayFromZero),
      (center.y * steps).rounded(.toNearestOrAwayFromZero)
    )
    // What lies so far outside cannot be seen, and must not overflow.
    guard abs(x) < 1e9, abs(y) < 1e9 else { return }
    let (column, row) = (Int((x / steps).rounded(.down)), Int((y / steps).rounded(.down)))
    let phase = (x: Int(x) - column * Self.phases, y: Int(y) - row * Self.phases)
    for index in parts.indices {
      canvas.paint(
        runs(part: index, phase: phase), movedBy: (column - radius, row - radius), clip: clip,
        color: parts[index].color)
    }
  }

  private mutating func runs(part: Int, phase: (x: Int, y: Int)) -> [CoverageRun] {
    let index = (part * Self.phases + phase.y) * Self.phases + phase.x
    if let runs = masks[index] { return runs }
    let side = 2 * radius + 2
    var buffer = CoverageBuffer(width: side, height: side)
    let step = 1 / Double(Self.phases)
    let origin = Point(
      x: Double(radius) + Double(phase.x) * step, y: Double(radius) + Double(phase.y) * step)
    buffer.add(parts[part], scale: scale, origin: origin)
    var runs: [CoverageRun] = []
    buffer.sweep(rule: .nonZero) { y, from, to, coverage in
      runs.append(
        CoverageRun(y: Int32(y), from: Int32(from), to: Int32(to), coverage: coverage))
    }
    masks[index] = runs
    return runs
  }
}
