import Testing

@testable import Tensors

/// exp, log, tanh and sigmoid of the kernels, and the Float64 versions in Swift.
@Suite struct ElementaryTests {
  private typealias Function = (ComputeContext, Tensor<Float>, inout Tensor<Float>) -> Void

  private func check(_ table: [(UInt32, UInt32)], _ name: String, _ function: Function) {
    let x = Tensor(table.map { Float(bitPattern: $0.0) })
    let expected = Tensor(table.map { Float(bitPattern: $0.1) })
    for context in singleThreaded {
      var y = Tensor<Float>(zeros: x.shape)
      function(context, x, &y)
      #expect(y == expected, "\(name), \(context.label)")
    }
  }

  @Test("Float32 functions are correctly rounded at the points of an independent table")
  func knownAnswers() {
    check(ElementaryFixtures.exp, "exp") { $0.exp($1, into: &$2) }
    check(ElementaryFixtures.log, "log") { $0.log($1, into: &$2) }
    check(ElementaryFixtures.tanh, "tanh") { $0.tanh($1, into: &$2) }
    check(ElementaryFixtures.sigmoid, "sigmoid") { $0.sigmoid($1, into: &$2) }
  }

  @Test("zeros, infinities, NaN and overflow follow IEEE 754")
  func specialValues() {
    let inf = Float.infinity
    let x = Tensor<Float>([
      0, -0.0, inf, -inf, .nan, -.nan, 89, -104, -1, .leastNonzeroMagnitude, 3e38,
    ])
    let nan = Float(bitPattern: 0x7fc0_0000)
    for context in singleThreaded {
      var y = Tensor<Float>(zeros: x.shape)
      context.exp(x, into: &y)
      #expect(Array(y.elements[0..<4]) == [1, 1, inf, 0])
      #expect(y[flat: 4].bitPattern == nan.bitPattern && y[flat: 5].bitPattern == nan.bitPattern)
      #expect(y[flat: 6] == inf && y[flat: 7] == 0 && y[flat: 9] == 1 && y[flat: 10] == inf)
      context.log(x, into: &y)
      #expect(y[flat: 0] == -inf && y[flat: 1] == -inf && y[flat: 2] == inf)
      for position in [3, 4, 5, 7, 8] {
        #expect(y[flat: position].bitPattern == nan.bitPattern, "\(position)")
      }
      context.tanh(x, into: &y)
      #expect(y[flat: 0].bitPattern == 0 && y[flat: 1].bitPattern == 0x8000_0000)
      #expect(y[flat: 2] == 1 && y[flat: 3] == -1 && y[flat: 4].bitPattern == nan.bitPattern)
      #expect(y[flat: 9] == .leastNonzeroMagnitude && y[flat: 10] == 1)
      context.sigmoid(x, into: &y)
      #expect(Array(y.elements[0..<4]) == [0.5, 0.5, 1, 0])
      #expect(y[flat: 4].bitPattern == nan.bitPattern)
    }
  }

  /// Every `stride`-th float of both signs; how many differ from the rounded Float64 value.
  private func sweep(
    _ context: ComputeContext, stride: UInt32, _ exact: (Double) -> Double, _ function: Function
  ) -> (compared: Int, different: Int, worst: Int64) {
    var inputs: [Float] = []
    for bits in Swift.stride(from: UInt32(1), to: 0x7f80_0000, by: Int(stride)) {
      inputs.append(Float(bitPattern: bits))
      inputs.append(-Float(bitPattern: bits))
    }
    let x = Tensor(inputs)
    var y = Tensor<Float>(zeros: x.shape)
    function(context, x, &y)
    var different = 0
    var worst: Int64 = 0
    for (input, output) in zip(inputs, y.elements) {
      let expected = Float(exact(Double(input)))
      if expected.isNaN && output.isNaN { continue }
      let distance = abs(
        Int64(Int32(bitPattern: expected.bitPattern))
          - Int64(Int32(bitPattern: output.bitPattern)))
      worst = max(worst, distance)
      different += distance == 0 ? 0 : 1
    }
    return (inputs.count, different, worst)
  }

  @Test("over the whole range at most one float in a million is off, and by one unit")
  func stridedSweep() throws {
    let context = try #require(singleThreaded.last)
    let stride: UInt32 = 9973
    let results = [
      ("exp", sweep(context, stride: stride, Elementary.exp) { $0.exp($1, into: &$2) }),
      ("log", sweep(context, stride: stride, Elementary.log) { $0.log($1, into: &$2) }),
      ("tanh", sweep(context, stride: stride, Elementary.tanh) { $0.tanh($1, into: &$2) }),
      ("sigmoid", sweep(context, stride: stride, Elementary.sigmoid) { $0.sigmoid($1, into: &$2) }),
    ]
    for (name, result) in results {
      #expect(result.compared > 400_000)
      #expect(result.different <= 1 && result.worst <= 1, "\(name): \(result)")
    }
  }

  private func units(
    _ table: [(UInt64, UInt64)], _ function: (Double) -> Double
  ) -> Int64 {
    table.map { input, expected in
      let result = function(Double(bitPattern: input))
      return abs(Int64(bitPattern: result.bitPattern) - Int64(bitPattern: expected))
    }.max() ?? .max
  }

  @Test("Float64 functions are within the stated units in the last place of an independent table")
  func float64() {
    #expect(units(ElementaryFixtures.exp64, Elementary.exp) <= 1)
    #expect(units(ElementaryFixtures.expm164, Elementary.expm1) <= 2)
    #expect(units(ElementaryFixtures.log64, Elementary.log) <= 1)
    #expect(units(ElementaryFixtures.tanh64, Elementary.tanh) <= 3)
    #expect(units(ElementaryFixtures.sigmoid64, Elementary.sigmoid) <= 2)
    #expect(units(ElementaryFixtures.sine64) { Elementary.sine(turns: $0) } <= 2)
    #expect(units(ElementaryFixtures.cosine64) { Elementary.cosine(turns: $0) } <= 2)
  }

  @Test("Float64 functions answer special values as IEEE 754 would")
  func float64SpecialValues() {
    #expect(Elementary.exp(0) == 1 && Elementary.exp(710) == .infinity && Elementary.exp(-746) == 0)
    #expect(Elementary.exp(-745) == .leastNonzeroMagnitude && Elementary.exp(.nan).isNaN)
    #expect(Elementary.expm1(-0.0).sign == .minus && Elementary.expm1(-1000) == -1)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN && Elementary.log(1) == 0)
    #expect(Elementary.tanh(-0.0).sign == .minus && Elementary.tanh(-.infinity) == -1)
    #expect(Elementary.sigmoid(0) == 0.5 && Elementary.sigmoid(-800) == 0)
    for quarter in -8...8 {
      let sines = [0.0, 1, 0, -1]
      #expect(Elementary.sine(turns: Double(quarter) / 4) == sines[(quarter + 8) % 4])
      #expect(Elementary.cosine(turns: Double(quarter) / 4) == sines[(quarter + 9) % 4])
    }
    #expect(Elementary.power(3, 5) == 243 && Elementary.power(2, -3) == 0.125)
    #expect(Elementary.power(0, 0) == 1)
  }
}
