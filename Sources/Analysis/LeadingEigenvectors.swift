import Tensors

/// The largest eigenvalues of a positive semidefinite matrix and their vectors, without the rest.
///
/// Small matrices are solved whole. Of large ones a block Krylov space is taken, from seeded vectors, and
/// searched for the best approximations (Rayleigh and Ritz); the best ones begin the next space until the
/// residuals are small (C. Musco, C. Musco, "Randomized block Krylov methods", NeurIPS 2015).
struct LeadingEigenvectors {
  private(set) var values: [Double]
  /// One unit vector for each value, oriented as ``SymmetricEigenproblem/vectors``.
  private(set) var vectors: [[Double]]

  /// Up to this size the whole problem is solved.
  private static let wholeSize = 160

  /// A residual below this share of the largest value is small.
  private static let tolerance = 1e-9

  /// Blocks in a space, and spaces tried before what there is must do.
  private static let depth = 6
  private static let restarts = 40

  /// - Parameter matrix: row-major `[size][size]`.
  init(_ matrix: [Double], size: Int, count: Int) throws(AnalysisError) {
    if size <= Self.wholeSize || 2 * (count + 4) * Self.depth > size {
      let whole = try SymmetricEigenproblem(matrix, size: size)
      values = Array(whole.values.prefix(count))
      vectors = Array(whole.vectors.prefix(count))
      return
    }
    guard matrix.allSatisfy(\.isFinite) else { throw .notFinite(what: "an eigenproblem") }
    let stream = RandomStream(seed: 1, name: "analysis/eigenvectors")
    let width = count + 4
    (values, vectors) = ([], [])
    var start = (0..<width).map { block in
      (0..<size).map { Double(stream.uniform(at: UInt64(block * size + $0))) - 0.5 }
    }
    for _ in 0..<Self.restarts {
      let space = Self.krylovSpace(of: matrix, size, from: start)
      let images = space.map { Self.product(matrix, size, $0) }
      let projected = space.flatMap { vector in images.map { Self.dot(vector, $0) } }
      let ritz = try SymmetricEigenproblem(projected, size: space.count)
      func combined(_ basis: [[Double]], _ index: Int) -> [Double] {
        var sum = [Double](repeating: 0, count: size)
        for (weight, vector) in zip(ritz.vectors[index], basis) {
          for place in 0..<size { sum[place] += weight * vector[place] }
        }
        return sum
      }
      let kept = min(width, space.count)
      start = (0..<kept).map { combined(space, $0) }
      values = Array(ritz.values.prefix(count))
      let isSound = (0..<min(count, kept)).allSatisfy { index in
        let image = combined(images, index)
        let residual = zip(image, start[index]).reduce(0) { sum, pair in
          let difference = pair.0 - values[index] * pair.1
          return sum + difference * difference
        }
        return residual.squareRoot() <= Self.tolerance
          * max(values[0].magnitude, .leastNormalMagnitude)
      }
      if isSound { break }
    }
    vectors = start.prefix(count).map { SymmetricEigenproblem.oriented($0) }
  }

  /// An orthonormal basis of the span of start, A start, A² start …
  private static func krylovSpace(
    of matrix: [Double], _ size: Int, from start: [[Double]]
  ) -> [[Double]] {
    var basis: [[Double]] = []
    var block = start
    for _ in 0..<depth {
      let first = basis.count
      for vector in block { appendOrthogonalised(vector, to: &basis) }
      block = basis[first...].map { product(matrix, size, $0) }
    }
    return basis
  }

  /// Gram and Schmidt, twice, so that rounding leaves nothing; a vector that is in the span is dropped.
  private static func appendOrthogonalised(_ vector: [Double], to basis: inout [[Double]]) {
    let length = dot(vector, vector).squareRoot()
    var rest = vector
    for _ in 0..<2 {
      for other in basis {
        let share = dot(rest, other)
        for place in rest.indices { rest[place] -= share * other[place] }
      }
    }
    let left = dot(rest, rest).squareRoot()
    guard left > length * 1e-10 else { return }
    basis.append(rest.map { $0 / left })
  }

  private static func product(_ matrix: [Double], _ size: Int, _ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      var sum = 0.0
      for column in 0..<size { sum += matrix[row * size + column] * vector[column] }
      return sum
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
