import Testing

@testable import Tensors

/// Flat reductions against 64 plain lanes and a tree.
@Suite struct ReductionTests {
  static let counts = [0, 1, 3, 63, 64, 65, 130, 1000, 4097]

  private func lanes<Number: BinaryFloatingPoint>(
    _ count: Int, _ term: (Number, Int) -> Number
  ) -> Number {
    var lanes = [Number](repeating: 0, count: 64)
    for i in 0..<count { lanes[i % 64] = term(lanes[i % 64], i) }
    for half in [32, 16, 8, 4, 2, 1] {
      for j in 0..<half { lanes[j] += lanes[j + half] }
    }
    return lanes[0]
  }

  @Test("sums take 64 interleaved lanes and then halve", arguments: counts)
  func sums(count: Int) {
    let (a, b) = (values([count], "a"), values([count], "b"))
    let sum: Float = lanes(count) { $0 + a[flat: $1] }
    let squares: Float = lanes(count) { $0.addingProduct(a[flat: $1], a[flat: $1]) }
    let dot: Float = lanes(count) { $0.addingProduct(a[flat: $1], b[flat: $1]) }
    for context in singleThreaded {
      #expect(context.sum(a).bitPattern == sum.bitPattern, "\(context.label)")
      #expect(context.sumOfSquares(a).bitPattern == squares.bitPattern, "\(context.label)")
      #expect(context.dot(a, b).bitPattern == dot.bitPattern, "\(context.label)")
    }
  }

  @Test("mean and variance take two passes in Float64", arguments: counts)
  func statistics(count: Int) {
    let x = values([count], "x")
    let mean = lanes(count) { $0 + Double(x[flat: $1]) } / Double(count)
    let variance =
      lanes(count) { (sum: Double, i) in
        let d = Double(x[flat: i]) - mean
        return sum.addingProduct(d, d)
      } / Double(count)
    for context in singleThreaded {
      let result = context.statistics(x)
      #expect(result == (count == 0 ? nil : Statistics(mean: mean, variance: variance)))
    }
  }

  @Test(
    "minimum and maximum see every element, NaN wins, zeros come out positive", arguments: counts)
  func extremes(count: Int) {
    let x = values([count], "x")
    for context in singleThreaded {
      #expect(context.minimum(x) == x.elements.min())
      #expect(context.maximum(x) == x.elements.max())
      #expect(context.allFinite(x))
      for position in Set([0, count / 2, count - 1]) where count > 0 {
        var y = x
        y[flat: position] = .nan
        #expect(context.minimum(y)?.isNaN == true && context.maximum(y)?.isNaN == true)
        #expect(!context.allFinite(y))
        y[flat: position] = -.infinity
        #expect(context.minimum(y) == -.infinity && !context.allFinite(y))
      }
      let zeros = Tensor<Float>(repeating: -0.0, shape: [max(1, count)])
      #expect(context.minimum(zeros)?.bitPattern == 0 && context.maximum(zeros)?.bitPattern == 0)
    }
  }

  @Test("a range reduces only its elements")
  func range() {
    let x = Tensor<Float>((0..<100).map(Float.init))
    for context in singleThreaded {
      #expect(context.sum(x, range: 10..<20) == 145)
      #expect(context.maximum(x, range: 10..<20) == 19)
      #expect(context.statistics(x, range: 10..<20)?.mean == 14.5)
    }
  }
}
