/// A tall matrix on its way to the Q of its QR factorisation, by Householder's reflections
/// (G. Golub, C. Van Loan, "Matrix Computations", 4th edition, algorithms 5.2.1 and 5.1.6).
///
/// Row by row and with + - * / and the square root alone, so that the bits are the same everywhere.
struct HouseholderMatrix {
  private let rows: Int
  private let columns: Int
  /// Row-major.
  private var elements: [Double]

  /// - Precondition: `rows >= columns > 0`.
  init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) -> Double) {
    precondition(rows >= columns && columns > 0, "\(rows) rows for \(columns) columns")
    self.rows = rows
    self.columns = columns
    elements = []
    elements.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { elements.append(element(row, column)) }
    }
  }

  /// Row-major `[rows][columns]`: Q, with each column multiplied by the sign of R's diagonal there.
  mutating func orthonormalColumns() -> [Double] {
    var reflections: [[Double]] = []
    var signs: [Double] = []
    for column in 0..<columns {
      let (reflection, diagonal) = reflection(of: column)
      Self.reflect(&elements, columns, reflection, from: column, columns: column..<columns)
      reflections.append(reflection)
      signs.append(diagonal < 0 ? -1 : 1)
    }
    var q = [Double](repeating: 0, count: rows * columns)
    for column in 0..<columns { q[column * columns + column] = 1 }
    for column in stride(from: columns - 1, through: 0, by: -1) {
      Self.reflect(&q, columns, reflections[column], from: column, columns: column..<columns)
    }
    for row in 0..<rows {
      for column in 0..<columns { q[row * columns + column] *= signs[column] }
    }
    return q
  }

  /// The vector v, scaled to v'v = 2, whose reflection I - vv' makes zeros below the diagonal of a column,
  /// and what it leaves on the diagonal. A column of zeros needs none: v is zero.
  private func reflection(of column: Int) -> (vector: [Double], diagonal: Double) {
    var vector = (column..<rows).map { elements[$0 * columns + column] }
    var squares = 0.0
    for value in vector { squares += value * value }
    let norm = squares.squareRoot()
    guard norm > 0 else { return ([Double](repeating: 0, count: vector.count), 0) }
    // Away from the element, so that nothing cancels.
    let diagonal = vector[0] > 0 ? -norm : norm
    vector[0] -= diagonal
    // v'v = 2 norm (norm + |element|).
    let scale = (norm * (norm + abs(elements[column * columns + column]))).squareRoot()
    for index in vector.indices { vector[index] /= scale }
    return (vector, diagonal)
  }

  /// matrix -= v (v' matrix), in rows `first` and below and the given columns.
  private static func reflect(
    _ matrix: inout [Double], _ width: Int, _ v: [Double], from first: Int,
    columns: Range<Int>
  ) {
    var products = [Double](repeating: 0, count: width)
    for (index, factor) in v.enumerated() where factor != 0 {
      let row = (first + index) * width
      for column in columns { products[column] += factor * matrix[row + column] }
    }
    for (index, factor) in v.enumerated() where factor != 0 {
      let row = (first + index) * width
      for column in columns { matrix[row + column] -= factor * products[column] }
    }
  }
}
