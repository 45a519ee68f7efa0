import Testing

@testable import Tensors

/// The products against slow references that follow the contract to the letter.
@Suite struct ProductTests {
  /// Chains in ascending order from +0.
  static func chain(
    m: Int, n: Int, k: Int, _ a: (Int, Int) -> Float, _ b: (Int, Int) -> Float
  ) -> Tensor<Float> {
    var result: [Float] = []
    for i in 0..<m {
      for j in 0..<n {
        var sum: Float = 0
        for p in 0..<k { sum.addProduct(a(i, p), b(p, j)) }
        result.append(sum)
      }
    }
    return Tensor(shape: [m, n], elements: result)
  }

  static let sizes: [(Int, Int, Int)] = [
    (1, 1, 1), (1, 1, 0), (3, 5, 7), (8, 32, 64), (17, 33, 300), (25, 130, 257), (97, 129, 70),
    (100, 513, 3), (6, 16, 513),
  ]

  @Test("the general product is one ascending chain per element, transposed or not", arguments: sizes)
  func general(m: Int, n: Int, k: Int) throws {
    let a = values([m, k], "a")
    let b = values([k, n], "b")
    let expected = Self.chain(m: m, n: n, k: k, { a[$0, $1] }, { b[$0, $1] })
    let aT = transposed(a)
    let bT = transposed(b)
    for context in contexts {
      var c = Tensor<Float>(repeating: 9, shape: [m, n])
      context.matrixProduct(a, b, into: &c)
      #expect(c == expected, "\(context.label)")
      context.matrixProduct(aT, transposeA: true, b, into: &c)
      #expect(c == expected, "\(context.label) transposed A")
      context.matrixProduct(a, bT, transposeB: true, into: &c)
      #expect(c == expected, "\(context.label) transposed B")
      context.matrixProduct(aT, transposeA: true, bT, transposeB: true, into: &c)
      #expect(c == expected, "\(context.label) both transposed")
    }
  }
}
