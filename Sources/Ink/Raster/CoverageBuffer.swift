/// Accumulates the signed area of polygons per pixel, exactly, in 24.8 fixed point.
///
/// Every edge adds, to the pixels it crosses, its height times its distance to the pixel's right
/// side, and its whole height to all pixels on its right: a running sum over a row then gives the
/// integral of the winding number. The sums are kept as differences, so an edge touches only two
/// cells per pixel it crosses; rows remember which cells were touched.
struct CoverageBuffer {
  /// The columns of a row that edges have touched; empty when `last` is negative.
  struct RowSpan {
    var first = Int32.max
    var last: Int32 = -1
  }

  /// One pixel's area in the accumulator: 256 rows of twice 256 columns.
  static let full = 2 * 256 * 256

  private var cells: [Int32]
  private var spans: [RowSpan]
  private let stride: Int

  /// The columns and rows into which polygons are drawn, in device pixels.
  private(set) var clip: PixelRect

  /// The rows that may hold something.
  private var firstRow: Int
  private var lastRow = -1

  init(width: Int, height: Int) {
    stride = width + 2
    cells = [Int32](repeating: 0, count: stride * height)
    spans = [RowSpan](repeating: RowSpan(), count: height)
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
    guard var previous = points.last, !clip.isEmpty else { return }
    cells.withUnsafeMutableBufferPointer { cells in
      spans.withUnsafeMutableBufferPointer { spans in
        var edges = EdgeAccumulator(cells: cells, spans: spans, stride: stride, clip: clip)
        for point in points {
          edges.add(from: previous, to: point)
          previous = point
        }
        firstRow = min(firstRow, edges.firstRow)
        lastRow = max(lastRow, edges.lastRow)
      }
    }
  }

  /// Hands out each touched row as runs of equal coverage (1...255) and forgets everything.
  @inline(__always)
  mutating func sweep(rule: FillRule, _ run: (_ y: Int, _ from: Int, _ to: Int, UInt8) -> Void) {
    let right = clip.right
    if firstRow <= lastRow {
      cells.withUnsafeMutableBufferPointer { cells in
        for y in firstRow...lastRow where spans[y].last >= 0 {
          let base = y * stride
          let last = Int(spans[y].last)
          var start = Int(spans[y].first)
          var sum = 0
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
          spans[y] = RowSpan()
        }
      }
    }
    firstRow = spans.count
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
