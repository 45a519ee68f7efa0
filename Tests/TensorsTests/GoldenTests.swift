import Testing

@testable import Tensors

@Suite struct GoldenTests {
  @Test("every kernel gives the committed bits on every instruction set and any number of threads")
  func bits() {
    for context in contexts {
      for outcome in KernelSelfTest.run(context) {
        #expect(
          outcome.isCorrect,
          "\(outcome.kernel), \(context.label): 0x\(String(outcome.found, radix: 16))")
      }
    }
  }

  @Test("Float64 functions give the committed bits")
  func float64() {
    var hash = StableHash()
    for i in 0..<2000 {
      let x = Double(i) * 0.0173 - 17
      for y in [
        Elementary.exp(x), Elementary.expm1(x), Elementary.log(x.magnitude + 1e-3),
        Elementary.tanh(x), Elementary.sigmoid(x), Elementary.sine(turns: x),
        Elementary.cosine(turns: x),
      ] {
        hash.combine(y.bitPattern)
      }
    }
    #expect(hash.value == 0x2468_c6c1_37d8_4452)
  }
}
