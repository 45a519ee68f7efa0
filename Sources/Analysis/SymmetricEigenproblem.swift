/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal matrix, then
/// the QL algorithm with implicit shifts.
///
/// R. S. Martin, C. Reinsch, J. H. Wilkinson, "Householder's tridiagonalization of a symmetric matrix", and
/// A. Dubrulle, R. S. Martin, J. H. Wilkinson, "The implicit QL algorithm", Numerische Mathematik 11 and 12,
/// 1968. Only + - * / and the square root take part, in one order, so the bits are the same everywhere.
public struct SymmetricEigenproblem: Sendable {
  /// In descending order.
  public private(set) var values: [Double]
  /// One unit vector for each value. Its component of the largest magnitude, the first of equal ones, is
  /// positive.
  public private(set) var vectors: [[Double]]

  /// - Parameter matrix: row-major `[size][size]`; only the lower triangle is read.
  /// - Complexity: O(size³).
  /// - Throws: ``AnalysisError`` for a matrix that is not square or has a value that is not finite.
  public init(_ matrix: [Double], size: Int) throws(AnalysisError) {
    guard size > 0, matrix.count == size * size else {
      throw .wrongShape(
        what: "the matrix of an eigenproblem", found: "\(matrix.count) elements",
        needed: "\(size)x\(size)")
    }
    guard matrix.allSatisfy(\.isFinite) else { throw .notFinite(what: "an eigenproblem") }
    var reduction = Reduction(matrix, size)
    reduction.reduce()
    reduction.iterate()
    let order = (0..<size).sorted {
      (reduction.diagonal[$0], $1) > (reduction.diagonal[$1], $0)
    }
    values = order.map { reduction.diagonal[$0] }
    vectors = order.map { column in
      Self.oriented((0..<size).map { reduction.rows[$0 * size + column] })
    }
  }

  /// The vector or its opposite.
  static func oriented(_ vector: [Double]) -> [Double] {
    var largest = 0.0
    for component in vector where component.magnitude > largest.magnitude { largest = component }
    return largest < 0 ? vector.map { -$0 } : vector
  }
}

/// The matrix on its way to diagonal form, and the product of the transformations so far in `rows`.
private struct Reduction {
  var rows: [Double]
  var diagonal: [Double]
  var beside: [Double]
  let size: Int

  init(_ matrix: [Double], _ size: Int) {
    rows = matrix
    self.size = size
    diagonal = [Double](repeating: 0, count: size)
    beside = diagonal
  }

  /// Householder's reflections from the last row up, then their product.
  mutating func reduce() {
    for i in stride(from: size - 1, to: 0, by: -1) { reflect(i) }
    diagonal[0] = 0
    beside[0] = 0
    for i in 0..<size {
      if diagonal[i] != 0 {
        for j in 0..<i {
          var sum = 0.0
          for k in 0..<i { sum += rows[i * size + k] * rows[k * size + j] }
          for k in 0..<i { rows[k * size + j] -= sum * rows[k * size + i] }
        }
      }
      diagonal[i] = rows[i * size + i]
      rows[i * size + i] = 1
      for j in 0..<i {
        rows[j * size + i] = 0
        rows[i * size + j] = 0
      }
    }
  }

  /// Clears row `i` left of the element beside the diagonal.
  private mutating func reflect(_ i: Int) {
    let scale = (0..<i).reduce(0) { $0 + rows[i * size + $1].magnitude }
    guard i > 1, scale > 0 else {
      beside[i] = rows[i * size + i - 1]
      diagonal[i] = 0
      return
    }
    var h = 0.0
    for k in 0..<i {
      rows[i * size + k] /= scale
      h += rows[i * size + k] * rows[i * size + k]
    }
    let f = rows[i * size + i - 1]
    let g = f > 0 ? -h.squareRoot() : h.squareRoot()
    beside[i] = scale * g
    h -= f * g
    rows[i * size + i - 1] = f - g
    var product = 0.0
    for j in 0..<i {
      rows[j * size + i] = rows[i * size + j] / h
      var sum = 0.0
      for k in 0...j { sum += rows[j * size + k] * rows[i * size + k] }
      for k in (j + 1)..<max(i, j + 1) { sum += rows[k * size + j] * rows[i * size + k] }
      beside[j] = sum / h
      product += beside[j] * rows[i * size + j]
    }
    let half = product / (h + h)
    for j in 0..<i {
      let f = rows[i * size + j]
      let g = beside[j] - half * f
      beside[j] = g
      for k in 0...j { rows[j * size + k] -= f * beside[k] + g * rows[i * size + k] }
    }
    diagonal[i] = h
  }

  /// QL steps until every element beside the diagonal is nothing beside its neighbours.
  mutating func iterate() {
    for i in 1..<max(size, 1) { beside[i - 1] = beside[i] }
    beside[size - 1] = 0
    for l in 0..<size {
      // Thirty steps are more than any matrix has been seen to need; what is left then is rounding.
      for _ in 0..<60 {
        let m = firstNegligible(from: l)
        if m == l { break }
        step(l, m)
      }
    }
  }

  private func firstNegligible(from l: Int) -> Int {
    for m in l..<(size - 1) {
      let scale = diagonal[m].magnitude + diagonal[m + 1].magnitude
      if beside[m].magnitude <= scale * 0x1p-53 { return m }
    }
    return size - 1
  }

  /// One implicit step on the block l ... m.
  private mutating func step(_ l: Int, _ m: Int) {
    var g = (diagonal[l + 1] - diagonal[l]) / (2 * beside[l])
    var r = hypotenuse(g, 1)
    g = diagonal[m] - diagonal[l] + beside[l] / (g + (g < 0 ? -r : r))
    var (s, c, p) = (1.0, 1.0, 0.0)
    for i in stride(from: m - 1, through: l, by: -1) {
      let f = s * beside[i]
      let b = c * beside[i]
      r = hypotenuse(f, g)
      beside[i + 1] = r
      if r == 0 {
        // The block falls apart here.
        diagonal[i + 1] -= p
        beside[m] = 0
        return
      }
      s = f / r
      c = g / r
      g = diagonal[i + 1] - p
      r = (diagonal[i] - g) * s + 2 * c * b
      p = s * r
      diagonal[i + 1] = g + p
      g = c * r - b
      rotate(i, s, c)
    }
    diagonal[l] -= p
    beside[l] = g
    beside[m] = 0
  }

  private mutating func rotate(_ i: Int, _ s: Double, _ c: Double) {
    for k in 0..<size {
      let at = k * size + i
      let f = rows[at + 1]
      rows[at + 1] = s * rows[at] + c * f
      rows[at] = c * rows[at] - s * f
    }
  }

  /// sqrt(a² + b²) without overflow.
  private func hypotenuse(_ a: Double, _ b: Double) -> Double {
    let (large, small) = (max(a.magnitude, b.magnitude), min(a.magnitude, b.magnitude))
    if large == 0 { return 0 }
    let ratio = small / large
    return large * (1 + ratio * ratio).squareRoot()
  }
}
