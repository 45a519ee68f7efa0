import Testing

@testable import Tensors

/// The products against slow references that follow the contract to the letter.
@Suite struct ProductTests {
  /// Chains in ascending order from +0.
  static func chains(
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

  /// `a[i] += a[i + stride]` with doubling stride.
  static func tree(_ terms: [Float]) -> Float {
    guard var sums = Optional(terms), !sums.isEmpty else { return 0 }
    var stride = 1
    while stride < sums.count {
      for i in Swift.stride(from: 0, to: sums.count - stride, by: 2 * stride) {
        sums[i] += sums[i + stride]
      }
      stride *= 2
    }
    return sums[0]
  }

  /// A sum over the batch: a chain per chunk of 64, then the tree.
  static func batchSum(_ batch: Int, _ a: (Int) -> Float, _ b: (Int) -> Float) -> Float {
    tree(
      stride(from: 0, to: batch, by: 64).map { first in
        var sum: Float = 0
        for example in first..<min(first + 64, batch) { sum.addProduct(a(example), b(example)) }
        return sum
      })
  }

  static let sizes: [(Int, Int, Int)] = [
    (1, 1, 1), (1, 1, 0), (3, 5, 7), (8, 32, 64), (17, 33, 300), (25, 130, 257), (97, 129, 70),
    (100, 513, 3), (6, 16, 513), (200, 300, 40), (29, 1030, 35), (5, 2100, 9),
  ]

  @Test(
    "the general product is one ascending chain per element, transposed or not", arguments: sizes)
  func general(m: Int, n: Int, k: Int) {
    let a = values([m, k], "a")
    let b = values([k, n], "b")
    let expected = Self.chains(m: m, n: n, k: k, { a[$0, $1] }, { b[$0, $1] })
    let (aT, bT) = (transposed(a), transposed(b))
    for context in contexts {
      var c = Tensor<Float>(repeating: 9, shape: [m, n])
      context.matrixProduct(a, b, into: &c)
      #expect(c == expected, "\(context.label)")
      c = Tensor(repeating: 9, shape: [m, n])
      context.matrixProduct(aT, transposeA: true, b, into: &c)
      #expect(c == expected, "\(context.label), A transposed")
      c = Tensor(repeating: 9, shape: [m, n])
      context.matrixProduct(a, bT, transposeB: true, into: &c)
      #expect(c == expected, "\(context.label), B transposed")
      c = Tensor(repeating: 9, shape: [m, n])
      context.matrixProduct(aT, transposeA: true, bT, transposeB: true, into: &c)
      #expect(c == expected, "\(context.label), both transposed")
    }
  }

  /// (in, out, batch, spare lanes)
  static let layers: [(Int, Int, Int, Int)] = [
    (1, 1, 1, 0), (7, 3, 5, 0), (16, 10, 16, 0), (33, 26, 17, 32), (50, 70, 64, 0),
    (300, 49, 65, 16), (37, 130, 200, 0), (90, 20, 450, 0), (5, 40, 0, 16),
  ]

  @Test("a dense layer's output and gradients follow the contract at any batch", arguments: layers)
  func dense(inputs: Int, outputs: Int, batch: Int, spare: Int) {
    let lanes = ComputeContext.lanes(for: batch) + spare
    let weight = values([outputs, inputs], "w")
    let bias = values([outputs], "b")
    let x = values([inputs, lanes], "x")
    let dy = values([outputs, lanes], "dy")
    let products = Self.chains(
      m: outputs, n: batch, k: inputs, { weight[$0, $1] }, { x[$0, $1] })
    let inputGradient = Self.chains(
      m: inputs, n: batch, k: outputs, { weight[$1, $0] }, { dy[$0, $1] })
    let weightGradient = Tensor<Float>(
      shape: [outputs, inputs],
      elements: (0..<outputs * inputs).map { position in
        let (i, j) = (position / inputs, position % inputs)
        return Self.batchSum(batch, { dy[i, $0] }, { x[j, $0] })
      })
    let biasGradient = Tensor<Float>(
      (0..<outputs).map { i in Self.batchSum(batch, { dy[i, $0] }, { _ in 1 }) })
    for context in contexts {
      var y = Tensor<Float>(repeating: 9, shape: [outputs, lanes])
      context.denseForward(weight: weight, bias: bias, input: x, batch: batch, into: &y)
      var plain = Tensor<Float>(repeating: 9, shape: [outputs, lanes])
      context.denseForward(weight: weight, bias: nil, input: x, batch: batch, into: &plain)
      var dx = Tensor<Float>(repeating: 9, shape: [inputs, lanes])
      context.denseInputGradient(weight: weight, outputGradient: dy, batch: batch, into: &dx)
      var same = true
      for i in 0..<outputs {
        for j in 0..<batch {
          same = same && plain[i, j].bitPattern == products[i, j].bitPattern
          same = same && y[i, j].bitPattern == (products[i, j] + bias[flat: i]).bitPattern
        }
      }
      for i in 0..<inputs {
        for j in 0..<batch {
          same = same && dx[i, j].bitPattern == inputGradient[i, j].bitPattern
        }
      }
      #expect(same, "\(context.label)")
      var dw = Tensor<Float>(repeating: 9, shape: [outputs, inputs])
      context.denseWeightGradient(outputGradient: dy, input: x, batch: batch, into: &dw)
      #expect(dw == weightGradient, "\(context.label)")
      var db = Tensor<Float>(repeating: 9, shape: [outputs])
      context.denseBiasGradient(outputGradient: dy, batch: batch, into: &db)
      #expect(db == biasGradient, "\(context.label)")
    }
  }

  @Test("what lies in unused lanes never reaches a result, be it NaN")
  func unusedLanes() {
    let weight = values([20, 30], "w")
    var x = values([30, 32], "x")
    var dy = values([20, 32], "dy")
    for context in singleThreaded {
      var clean = (
        Tensor<Float>(zeros: [20, 32]), Tensor<Float>(zeros: [20, 30]), Tensor<Float>(zeros: [20])
      )
      var dirty = clean
      func run(_ y: inout (Tensor<Float>, Tensor<Float>, Tensor<Float>)) {
        context.denseForward(weight: weight, bias: nil, input: x, batch: 19, into: &y.0)
        context.denseWeightGradient(outputGradient: dy, input: x, batch: 19, into: &y.1)
        context.denseBiasGradient(outputGradient: dy, batch: 19, into: &y.2)
      }
      run(&clean)
      for lane in 19..<32 {
        for row in 0..<30 { x[row, lane] = .nan }
        for row in 0..<20 { dy[row, lane] = .infinity }
      }
      run(&dirty)
      #expect(clean.1 == dirty.1 && clean.2 == dirty.2)
      for row in 0..<20 {
        for lane in 0..<19 { #expect(clean.0[row, lane] == dirty.0[row, lane]) }
      }
    }
  }

  @Test("a product does not allocate new storage for its output")
  func keepsStorage() throws {
    let context = try #require(singleThreaded.last)
    let a = values([16, 16], "a")
    var c = Tensor<Float>(zeros: [16, 16])
    let before = c.withUnsafeBufferPointer { $0.baseAddress }
    context.matrixProduct(a, a, into: &c)
    #expect(c.withUnsafeBufferPointer { $0.baseAddress } == before)
  }
}
