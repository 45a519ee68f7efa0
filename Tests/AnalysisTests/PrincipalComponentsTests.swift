import Tensors
import Testing

@testable import Analysis

@Suite struct PrincipalComponentsTests {
  /// Numbers without pattern in [-0.5, 0.5).
  private func noise(_ count: Int, seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed, name: "tests/noise")
    return (0..<count).map { Double(stream.uniform(at: UInt64($0))) - 0.5 }
  }

  /// A A^T of noise: symmetric, no negative eigenvalue.
  private func positiveMatrix(_ size: Int, rank: Int, seed: UInt64) -> [Double] {
    let a = noise(size * rank, seed: seed)
    return (0..<size * size).map { at in
      (0..<rank).reduce(0) { $0 + a[at / size * rank + $1] * a[at % size * rank + $1] }
    }
  }

  private func residual(_ matrix: [Double], _ value: Double, _ vector: [Double]) -> Double {
    let size = vector.count
    return (0..<size).reduce(0) { largest, row in
      let image = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
      return max(largest, abs(image - value * vector[row]))
    }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test("eigenvalues of the second difference are 2 - 2 cos(k pi / (n + 1))")
  func secondDifference() throws {
    let size = 30
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      matrix[i * size + i] = 2
      if i > 0 {
        matrix[i * size + i - 1] = -1
        matrix[(i - 1) * size + i] = -1
      }
    }
    let problem = try SymmetricEigenproblem(matrix, size: size)
    for k in 1...size {
      let known = 2 - 2 * Elementary.cosine(turns: Double(size + 1 - k) / Double(2 * (size + 1)))
      #expect(abs(problem.values[k - 1] - known) < 1e-13, "value \(k)")
    }
  }

  @Test("vectors are orthonormal, oriented and solve the equation", arguments: [1, 2, 3, 17, 60])
  func vectors(size: Int) throws {
    let matrix = positiveMatrix(size, rank: size, seed: 3)
    let problem = try SymmetricEigenproblem(matrix, size: size)
    #expect(problem.values == problem.values.sorted(by: >))
    for i in 0..<size {
      #expect(residual(matrix, problem.values[i], problem.vectors[i]) < 1e-13 * Double(size))
      let largest = problem.vectors[i].max { $0.magnitude < $1.magnitude }
      #expect((largest ?? 0) > 0)
      for j in 0...i {
        let expected = i == j ? 1.0 : 0
        #expect(abs(dot(problem.vectors[i], problem.vectors[j]) - expected) < 1e-13)
      }
    }
  }

  @Test("a matrix with equal or no eigenvalues is no obstacle")
  func degenerate() throws {
    var identity = [Double](repeating: 0, count: 25)
    for i in 0..<5 { identity[6 * i] = 1 }
    #expect(try SymmetricEigenproblem(identity, size: 5).values == [1, 1, 1, 1, 1])
    #expect(
      try SymmetricEigenproblem([Double](repeating: 0, count: 9), size: 3).values == [0, 0, 0])
    #expect(throws: AnalysisError.self) { try SymmetricEigenproblem([1, 2, 3], size: 2) }
    #expect(throws: AnalysisError.notFinite(what: "an eigenproblem")) {
      try SymmetricEigenproblem([1, .nan, .nan, 1], size: 2)
    }
  }

  @Test("the leading vectors of a large matrix are those of the whole problem")
  func leading() throws {
    let size = 220
    let matrix = positiveMatrix(size, rank: 40, seed: 5)
    let whole = try SymmetricEigenproblem(matrix, size: size)
    let leading = try LeadingEigenvectors(matrix, size: size, count: 3)
    for i in 0..<3 {
      #expect(abs(leading.values[i] / whole.values[i] - 1) < 1e-12)
      #expect(abs(dot(leading.vectors[i], whole.vectors[i]) - 1) < 1e-10, "vector \(i)")
    }
  }

  @Test("variances and projections are those of scikit-learn", arguments: LabelledPoints.all)
  func knownAnswers(set: LabelledPoints) throws {
    let principal = try PrincipalComponents(of: set.points, count: 4, contexts[0])
    for (found, known) in zip(principal.explainedVariance, set.known.explainedVariance) {
      #expect(abs(found / known - 1) < 1e-5, "\(found) is not \(known)")
    }
    #expect(abs(principal.totalVariance / set.known.totalVariance - 1) < 1e-5)
    let plane = try PrincipalComponents(of: set.points, count: 2, contexts[0])
      .project(set.points)
    for (index, known) in set.known.firstProjections.enumerated() {
      #expect(abs(Double(plane[flat: index]) - known) < 1e-4, "coordinate \(index)")
    }
  }

  @Test("every instruction set and number of threads gives the same bits")
  func bits() throws {
    let results = try contexts.map { context in
      try PrincipalComponents(of: LabelledPoints.digits.points, count: 3, context)
    }
    for result in results {
      #expect(result.components == results[0].components)
      #expect(result.explainedVariance == results[0].explainedVariance)
    }
  }

  @Test("points and counts that do not fit are refused")
  func badInput() throws {
    let points = Tensor<Float>(zeros: [3, 2])
    #expect(throws: AnalysisError.self) {
      try PrincipalComponents(of: points, count: 3, contexts[0])
    }
    #expect(throws: AnalysisError.self) {
      try PrincipalComponents(of: Tensor<Float>(zeros: [1, 2]), count: 1, contexts[0])
    }
    #expect(throws: AnalysisError.notFinite(what: "principal components")) {
      try PrincipalComponents(
        of: Tensor(shape: [2, 1], elements: [1, .infinity]), count: 1, contexts[0])
    }
    #expect(try PrincipalComponents(of: points, count: 2, contexts[0]).totalVariance == 0)
  }
}
