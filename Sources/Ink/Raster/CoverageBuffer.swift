/// Accumulates the signed area of polygons per pixel, exactly, in 24.8 fixed point.
///
/// Every edge adds, to the pixels it crosses, its height times its distance to the pixel's right
/// side, and its whole height to all pixels on its right: a running sum over a row then gives the
/// integral of the winding number. The sums are kept as differences, so an edge touches only two
/// cells per pixel it crosses; rows remember which cells were touched.
///
/// An edge gives exactly the negative of the same edge taken backwards, because it is always
/// walked from top to bottom and from left to right.
struct CoverageBuffer {
  /// One pixel's area in the accumulator: 256 rows of twice 256 columns.
  static let full = 2 * 256 * 256

  private var cells: [Int32]
  private var firstTouched: [Int32]
  private var lastTouched: [Int32]
  private let stride: Int

  /// The columns and rows into which polygons are drawn, in device pixels.
  private(set) var clip: PixelRect

  private var firstRow: Int
  private var lastRow = -1

  init(width: Int, height: Int) {
    stride = width + 2
    cells = [Int32](repeating: 0, count: stride * height)
    firstTouched = [Int32](repeating: Int32.max, count: height)
    lastTouched = [Int32](repeating: -1, count: height)
    clip = PixelRect(left: 0, top: 0, right: width, bottom: height)
    firstRow = height
  }

  /// Draws into a part of the buffer only.
  ///
  /// - Precondition: Nothing is accumulated, and the rectangle lies in the buffer.
  mutating func setClip(_ rect: PixelRect) {
    assert(lastRow < 0)
    clip = rect
  }

  /// Adds a closed polygon in device pixels.
  mutating func add(polygon points: [Point]) {
    guard var previous = points.last else { return }
    for point in points {
      add(from: previous, to: point)
      previous = point
    }
  }

  /// Coordinates up to this many pixels are exact in the integer arithmetic below.
  private static let guardBand = 65536.0

  private mutating func add(from start: Point, to end: Point) {
    let extent = max(max(abs(start.x), abs(start.y)), max(abs(end.x), abs(end.y)))
    if extent <= Self.guardBand {
      addFixed(Self.fixed(start.x), Self.fixed(start.y), Self.fixed(end.x), Self.fixed(end.y))
    } else if start.y <= end.y {
      addFar(from: start, to: end, isReversed: false)
    } else {
      addFar(from: end, to: start, isReversed: true)
    }
  }

  /// Cuts an edge that leaves the guard band; `start` is the upper end.
  ///
  /// What lies above or below is dropped, what lies to the left or right is moved to the border,
  /// where it keeps its height and so its winding.
  private mutating func addFar(from start: Point, to end: Point, isReversed: Bool) {
    let limit = Self.guardBand
    guard start.y < limit, end.y > -limit, start.y < end.y else { return }
    let line = FarLine(from: start, to: end)
    let (top, bottom) = (max(start.y, -limit), min(end.y, limit))
    func x(atY y: Double) -> Double {
      let exact = y == start.y ? start.x : y == end.y ? end.x : line.x(atY: y)
      return min(limit, max(-limit, exact))
    }
    let crossings = [line.y(atX: -limit), line.y(atX: limit)].filter { $0 > top && $0 < bottom }
    let cuts = [top] + crossings.sorted() + [bottom]
    for (upper, lower) in zip(cuts, cuts.dropFirst()) {
      let (x0, y0) = (Self.fixed(x(atY: upper)), Self.fixed(upper))
      let (x1, y1) = (Self.fixed(x(atY: lower)), Self.fixed(lower))
      if isReversed { addFixed(x1, y1, x0, y0) } else { addFixed(x0, y0, x1, y1) }
    }
  }

  private static func fixed(_ value: Double) -> Int {
    Int((value * 256).rounded(.toNearestOrEven))
  }

  private mutating func addFixed(_ startX: Int, _ startY: Int, _ endX: Int, _ endY: Int) {
    if startY == endY { return }
    let isDown = startY < endY
    let originX = clip.left << 8
    let originY = clip.top << 8
    let x0 = (isDown ? startX : endX) - originX
    let y0 = (isDown ? startY : endY) - originY
    let x1 = (isDown ? endX : startX) - originX
    let y1 = (isDown ? endY : startY) - originY
    let yEnd = min(y1, (clip.bottom - clip.top) << 8)
    var y = max(y0, 0)
    let right = (clip.right - clip.left) << 8
    if y >= yEnd || (x0 >= right && x1 >= right) { return }
    firstRow = min(firstRow, clip.top + (y >> 8))
    lastRow = max(lastRow, clip.top + ((yEnd - 1) >> 8))

    let (width, height) = (x1 - x0, y1 - y0)
    var x = y == y0 ? x0 : x0 + Self.scaled(width, y - y0, height)
    while y < yEnd {
      let row = y >> 8
      let nextY = min((row + 1) << 8, yEnd)
      let nextX = nextY == y1 ? x1 : x0 + Self.scaled(width, nextY - y0, height)
      let piece = isDown ? nextY - y : y - nextY
      addPiece(row: row, from: min(x, nextX), to: max(x, nextX), height: piece, right: right)
      (x, y) = (nextX, nextY)
    }
  }

  /// value * part / whole, rounded down after half a unit is added.
  @inline(__always)
  private static func scaled(_ value: Int, _ part: Int, _ whole: Int) -> Int {
    let product = 2 * value * part + whole
    let quotient = product / (2 * whole)
    return product < 0 && quotient * 2 * whole != product ? quotient - 1 : quotient
  }

  /// Adds the part of an edge within one row: from `left` to `end`, `height` positive downwards.
  private mutating func addPiece(row: Int, from left: Int, to end: Int, height: Int, right: Int) {
    if left >= right { return }
    let base = (clip.top + row) * stride + clip.left
    var x = left
    var used = 0
    if x < 0 {
      // What is left of the clip still winds around all of the row.
      used = end <= 0 ? height : Self.scaled(height, -left, end - left)
      deposit(base, row: row, column: 0, height: used, offset: 0)
      if end <= 0 { return }
      x = 0
    }
    let stop = min(end, right)
    while true {
      let column = x >> 8
      let border = (column + 1) << 8
      let next = min(border, end)
      let reached = next == end ? height : Self.scaled(height, next - left, end - left)
      let offset = (x - (column << 8)) + (next - (column << 8))
      deposit(base, row: row, column: column, height: reached - used, offset: offset)
      used = reached
      x = next
      if x >= stop { return }
    }
  }

  /// `offset` is the sum of the distances of both ends from the column's left side.
  @inline(__always)
  private mutating func deposit(_ base: Int, row: Int, column: Int, height: Int, offset: Int) {
    cells[base + column] &+= Int32(truncatingIfNeeded: height &* (512 &- offset))
    cells[base + column + 1] &+= Int32(truncatingIfNeeded: height &* offset)
    let index = clip.top + row
    let first = Int32(truncatingIfNeeded: clip.left + column)
    if first < firstTouched[index] { firstTouched[index] = first }
    if first + 1 > lastTouched[index] { lastTouched[index] = first + 1 }
  }

  /// Hands out each touched row as runs of equal coverage (1...255) and forgets everything.
  mutating func sweep(rule: FillRule, _ run: (_ y: Int, _ from: Int, _ to: Int, UInt8) -> Void) {
    let right = clip.right
    if firstRow <= lastRow {
      for y in firstRow...lastRow where lastTouched[y] >= 0 {
        let base = y * stride
        let last = Int(lastTouched[y])
        var sum = 0
        var start = Int(firstTouched[y])
        var x = start
        var alpha: UInt8 = 0
        while x <= last {
          let cell = cells[base + x]
          if cell != 0 {
            cells[base + x] = 0
            sum += Int(cell)
            let next = Self.alpha(sum, rule: rule)
            if next != alpha {
              if alpha != 0 { run(y, start, min(x, right), alpha) }
              start = x
              alpha = next
            }
          }
          x += 1
        }
        if alpha != 0 && start < right { run(y, start, right, alpha) }
        firstTouched[y] = Int32.max
        lastTouched[y] = -1
      }
    }
    firstRow = firstTouched.count
    lastRow = -1
  }

  /// The coverage of an accumulated area, from 0 to 255, rounded to nearest.
  @inline(__always)
  private static func alpha(_ sum: Int, rule: FillRule) -> UInt8 {
    var area = abs(sum)
    if rule == .evenOdd {
      area &= 2 * full - 1
      if area > full { area = 2 * full - area }
    }
    return UInt8((min(area, full) * 255 + full / 2) >> 17)
  }
}
