import Testing

@testable import Tensors

/// Softsign, leaky ReLU, ELU and GELU.
@Suite struct ActivationTests {
  private typealias Function = (ComputeContext, Tensor<Float>, inout Tensor<Float>) -> Void

  /// How many results differ from the table, and by how many units in the last place at most.
  private func compare(
    _ context: ComputeContext, _ table: [(UInt32, UInt32)], _ function: Function
  ) -> (different: Int, worst: Int64) {
    let x = Tensor(table.map { Float(bitPattern: $0.0) })
    var y = Tensor<Float>(zeros: x.shape)
    function(context, x, &y)
    var (different, worst) = (0, Int64(0))
    for (found, entry) in zip(y.elements, table) {
      let distance = units(found, Float(bitPattern: entry.1))
      different += distance == 0 ? 0 : 1
      worst = max(worst, distance)
    }
    return (different, worst)
  }

  private func units(_ a: Float, _ b: Float) -> Int64 {
    if a.isNaN && b.isNaN { return 0 }
    func ordered(_ x: Float) -> Int64 {
      let bits = Int64(Int32(bitPattern: x.bitPattern))
      return bits < 0 ? Int64(Int32.min) - bits : bits
    }
    return abs(ordered(a) - ordered(b))
  }

  @Test("ELU, GELU and its slope are correctly rounded at the points of an independent table")
  func knownAnswers() {
    for context in singleThreaded {
      let elu = compare(context, ActivationFixtures.elu) { $0.elu($1, alpha: 1, into: &$2) }
      #expect(elu.different == 0, "ELU, \(context.label)")
      let gelu = compare(context, ActivationFixtures.gelu) { $0.gelu($1, into: &$2) }
      #expect(gelu.different == 0, "GELU, \(context.label)")
      let slope = compare(context, ActivationFixtures.geluSlope) { context, x, y in
        context.geluGradient(Tensor(repeating: 1, shape: x.shape), input: x, into: &y)
      }
      #expect(slope.different == 0, "slope of GELU, \(context.label)")
    }
  }

  @Test("softsign, which rounds twice in Float32, is within one unit of the table")
  func softsign() {
    for context in singleThreaded {
      let result = compare(context, ActivationFixtures.softsign) { $0.softsign($1, into: &$2) }
      #expect(result.worst <= 1)
    }
  }

  @Test("ELU and GELU are correctly rounded in a sweep over the whole range")
  func stridedSweep() throws {
    let context = try #require(singleThreaded.last)
    var inputs: [Float] = []
    for bits in stride(from: UInt32(1), to: 0x7f80_0000, by: 9973) {
      inputs += [Float(bitPattern: bits), -Float(bitPattern: bits)]
    }
    let x = Tensor(inputs)
    let exact: [(String, Function, (Double) -> Double)] = [
      (
        "elu", { $0.elu($1, alpha: 0.5, into: &$2) },
        { $0 > 0 ? $0 : 0.5 * Elementary.expm1($0) }
      ),
      (
        "gelu", { $0.gelu($1, into: &$2) },
        { 0.5 * $0 * Elementary.erfc(-$0 * 0.5.squareRoot()) }
      ),
    ]
    for (name, function, formula) in exact {
      var y = Tensor<Float>(zeros: x.shape)
      function(context, x, &y)
      var (different, worst) = (0, Int64(0))
      for (input, output) in zip(inputs, y.elements) {
        let distance = units(output, Float(formula(Double(input))))
        different += distance == 0 ? 0 : 1
        worst = max(worst, distance)
      }
      #expect(inputs.count > 400_000)
      #expect(different == 0, "\(name): \(different) different, by \(worst)")
    }
  }

  @Test("infinities, zeros and NaN have the limits of the functions")
  func specialValues() {
    let inf = Float.infinity
    let x = Tensor<Float>([0, -0.0, inf, -inf, .nan, 1e30, -1e30])
    let ones = Tensor<Float>(repeating: 1, shape: x.shape)
    for context in singleThreaded {
      func run(_ function: Function) -> [Float] {
        var y = Tensor<Float>(zeros: x.shape)
        function(context, x, &y)
        #expect(y[flat: 4].isNaN)
        return y.elements.filter { !$0.isNaN }
      }
      #expect(run { $0.softsign($1, into: &$2) } == [0, 0, 1, -1, 1, -1])
      #expect(run { $0.leakyReLU($1, slope: 0.5, into: &$2) } == [0, 0, inf, -inf, 1e30, -5e29])
      #expect(run { $0.elu($1, alpha: 2, into: &$2) } == [0, 0, inf, -2, 1e30, -2])
      #expect(run { $0.gelu($1, into: &$2) } == [0, 0, inf, 0, 1e30, 0])
      #expect(run { $0.softsignGradient(ones, input: $1, into: &$2) } == [1, 1, 0, 0, 0, 0])
      #expect(run { $0.eluGradient(ones, input: $1, alpha: 2, into: &$2) } == [2, 2, 1, 0, 1, 0])
      #expect(run { $0.geluGradient(ones, input: $1, into: &$2) } == [0.5, 0.5, 1, 0, 1, 0])
    }
  }

  @Test("leaky ReLU and softsign are the stated expressions", arguments: [0, 1, 17, 100, 40_000])
  func expressions(count: Int) {
    let (x, dy) = (values([count], "x"), values([count], "dy"))
    for context in contexts {
      func expect(_ formula: (Float, Float) -> Float, _ function: (inout Tensor<Float>) -> Void) {
        var y = Tensor<Float>(zeros: x.shape)
        function(&y)
        #expect(
          y == Tensor(zip(dy.elements, x.elements).map(formula)), "\(context.label), \(count)")
      }
      expect({ $1 / (1 + abs($1)) }) { context.softsign(x, into: &$0) }
      expect({ dy, x in dy / ((1 + abs(x)) * (1 + abs(x))) }) {
        context.softsignGradient(dy, input: x, into: &$0)
      }
      expect({ $1 > 0 ? $1 : 0.2 * $1 }) { context.leakyReLU(x, slope: 0.2, into: &$0) }
      expect({ $1 > 0 ? $0 : 0.2 * $0 }) {
        context.leakyReLUGradient(dy, input: x, slope: 0.2, into: &$0)
      }
      expect({ $1 > 0 ? $0 : $0 * Float(0.75 * Elementary.exp(Double($1))) }) {
        context.eluGradient(dy, input: x, alpha: 0.75, into: &$0)
      }
    }
  }

  private func units(_ table: [(UInt64, UInt64)], _ function: (Double) -> Double) -> Int64 {
    table.map { input, expected in
      let result = function(Double(bitPattern: input))
      return abs(Int64(bitPattern: result.bitPattern) - Int64(bitPattern: expected))
    }.max() ?? .max
  }

  @Test("erf and erfc in Float64 are within the stated units of an independent table")
  func errorFunction() {
    #expect(units(ActivationFixtures.erf64, Elementary.erf) <= 2)
    #expect(units(ActivationFixtures.erfc64, Elementary.erfc) <= 5)
    #expect(Elementary.erf(0) == 0 && Elementary.erf(-0.0).sign == .minus)
    #expect(Elementary.erf(.infinity) == 1 && Elementary.erf(-7) == -1)
    #expect(Elementary.erfc(0) == 1 && Elementary.erfc(-.infinity) == 2)
    #expect(Elementary.erfc(.infinity) == 0 && Elementary.erfc(28) == 0)
    #expect(Elementary.erf(.nan).isNaN && Elementary.erfc(.nan).isNaN)
  }
}
