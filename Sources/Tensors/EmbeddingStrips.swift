import CKernels

/// The strips that points are cut into so that every pair is met once: a strip's rows meet each other and
/// all points behind the strip, and keep what they do to those in columns of their own.
struct EmbeddingStrips {
  /// Of one coordinate of all points.
  let lanes: Int
  /// How many strips there are.
  let count: Int

  private static let size = Int(CK_EMBEDDING_STRIP)

  init(lanes: Int) {
    self.lanes = lanes
    count = (lanes + Self.size - 1) / Self.size
  }

  func rows(of index: Int) -> Range<Int> {
    index * Self.size..<min((index + 1) * Self.size, lanes)
  }

  /// The elements of all columns: for each strip x, then y of the points behind it.
  var columnCount: Int { 2 * behind(first: count) }

  /// The points behind each of the first strips, added up. Behind the last strip is none.
  private func behind(first strips: Int) -> Int {
    let whole = max(0, min(strips, count - 1))
    return whole * lanes - Self.size * whole * (whole + 1) / 2
  }

  private func columns(
    of index: Int, _ all: UnsafeMutablePointer<Float>
  ) -> (x: UnsafeMutablePointer<Float>, y: UnsafeMutablePointer<Float>) {
    let x = all + 2 * behind(first: index)
    return (x, x + (lanes - rows(of: index).upperBound))
  }

  /// Computes the repulsion among a strip's rows and between them and the points behind.
  ///
  /// - Parameters:
  ///   - x: positions, `[2, lanes]`.
  ///   - push: the repulsion on the rows, `[2, lanes]`.
  ///   - all: the columns of all strips.
  /// - Returns: the sum of the kernel over the ordered pairs met.
  func repel(
    _ index: Int, _ x: UnsafePointer<Float>, count: Int, _ push: UnsafeMutablePointer<Float>,
    _ all: UnsafeMutablePointer<Float>, _ context: ComputeContext
  ) -> Double {
    let (rows, columns) = (rows(of: index), columns(of: index, all))
    var repulsion = ck_repulsion(
      count: count, padded: lanes, first: rows.lowerBound, end: rows.upperBound, x: x, y: x + lanes,
      row_x: push, row_y: push + lanes, column_x: columns.x, column_y: columns.y)
    return context.table.repel_strip(&repulsion)
  }

  /// Adds what the rows of earlier strips do to a strip, strip after strip.
  func addColumns(
    to index: Int, _ push: UnsafeMutablePointer<Float>, _ all: UnsafeMutablePointer<Float>,
    _ context: ComputeContext
  ) {
    let target = rows(of: index)
    let (x, y) = (push + target.lowerBound, push + lanes + target.lowerBound)
    for source in 0..<index {
      let columns = columns(of: source, all)
      let offset = target.lowerBound - rows(of: source).upperBound
      context.table.add(x, x, columns.x + offset, target.count)
      context.table.add(y, y, columns.y + offset, target.count)
    }
  }
}
