/// Adds edges to the cells of a `CoverageBuffer` while it lends out its memory.
///
/// An edge gives exactly the negative of the same edge taken backwards, because it is always
/// walked from top to bottom and from left to right.
///
/// The cells are reached through pointers without bounds checks, in the innermost loop of all
/// drawing. `addFixed` cuts every edge to the rows of the clip and `addPiece` to its columns, so
/// that an index is at most one beyond the clip's last column, which `stride` leaves room for.
struct EdgeAccumulator {
  private let cells: UnsafeMutableBufferPointer<Int32>
  private let spans: UnsafeMutableBufferPointer<CoverageBuffer.RowSpan>
  private let stride: Int
  private let clip: PixelRect

  /// The right and lower side of the clip from its upper left corner, in 1/256 pixels.
  private let right: Int
  private let bottom: Int

  /// The rows touched so far.
  private(set) var firstRow = Int.max
  private(set) var lastRow = -1

  init(
    cells: UnsafeMutableBufferPointer<Int32>,
    spans: UnsafeMutableBufferPointer<CoverageBuffer.RowSpan>, stride: Int, clip: PixelRect
  ) {
    self.cells = cells
    self.spans = spans
    self.stride = stride
    self.clip = clip
    right = (clip.right - clip.left) << 8
    bottom = (clip.bottom - clip.top) << 8
  }

  /// Coordinates up to this many pixels are exact in the integer arithmetic below.
  private static let guardBand = 65536.0

  @inline(__always)
  mutating func add(from start: Point, to end: Point) {
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

  /// The nearest multiple of 1/256 of a coordinate in the guard band, ties to even.
  ///
  /// Next to 1.5 * 2^52 doubles are the whole numbers, so the addition does the rounding, and the
  /// lower half of the sum's bits is the result; `rounded()` would be a call into the C library.
  @inline(__always)
  private static func fixed(_ value: Double) -> Int {
    Int(Int32(truncatingIfNeeded: (value * 256 + 0x1.8p52).bitPattern))
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
    let yEnd = min(y1, bottom)
    var y = max(y0, 0)
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
      addPiece(row: clip.top + row, from: min(x, nextX), to: max(x, nextX), height: piece)
      (x, y) = (nextX, nextY)
    }
  }

  /// value * part / whole, rounded down after half a unit is added.
  @inline(__always)
  private static func scaled(_ value: Int, _ part: Int, _ whole: Int) -> Int {
    let product = 2 &* value &* part &+ whole
    let quotient = product / (2 &* whole)
    return product < 0 && quotient &* 2 &* whole != product ? quotient &- 1 : quotient
  }

  /// Adds the part of an edge within one row: from `left` to `end`, `height` positive downwards.
  @inline(__always)
  private mutating func addPiece(row: Int, from left: Int, to end: Int, height: Int) {
    if left >= right { return }
    let base = row &* stride &+ clip.left
    var x = left
    var used = 0
    touch(row: row, column: max(left, 0) >> 8)
    if x < 0 {
      // What is left of the clip still winds around all of the row.
      used = end <= 0 ? height : Self.scaled(height, -left, end - left)
      deposit(base, height: used, offset: 0)
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
      deposit(base + column, height: reached - used, offset: offset)
      used = reached
      x = next
      if x >= stop {
        touch(row: row, column: column)
        return
      }
    }
  }

  /// `offset` is the sum of the distances of both ends from the column's left side.
  @inline(__always)
  private func deposit(_ cell: Int, height: Int, offset: Int) {
    cells[cell] &+= Int32(truncatingIfNeeded: height &* (512 &- offset))
    cells[cell + 1] &+= Int32(truncatingIfNeeded: height &* offset)
  }

  @inline(__always)
  private func touch(row: Int, column: Int) {
    let column = Int32(truncatingIfNeeded: clip.left + column)
    if column < spans[row].first { spans[row].first = column }
    if column + 1 > spans[row].last { spans[row].last = column + 1 }
  }
}
