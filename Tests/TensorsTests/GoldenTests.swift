import Testing

@testable import Tensors

/// Digests of one run of every kernel, committed. A change that alters one bit of a result fails here
/// until `arithmeticVersion` is raised and the table made anew.
@Suite struct GoldenTests {
  static let goldens: [(String, UInt64)] = [
    ("product", 0xfe27_713b_6870_bbeb),
    ("dense forward", 0x52c2_89ed_40aa_c746),
    ("dense input gradient", 0x9df1_fb13_e564_2300),
    ("dense weight gradient", 0xbaae_2127_0938_a3be),
    ("dense bias gradient", 0xb1d6_1513_5306_5f17),
    ("relu", 0xf7f5_a222_0924_32c9),
    ("sigmoid", 0x5b21_672f_eebc_579e),
    ("tanh", 0x3f25_bf6a_e388_4d01),
    ("exp", 0xee68_d409_4ccb_681a),
    ("log", 0x86e1_3cee_a44f_3d2f),
    ("sigmoid gradient", 0x69ce_8e90_83f4_f19c),
    ("tanh gradient", 0x4289_c6f6_59bf_d8a3),
    ("momentum", 0xf6b6_2297_e3b9_fffc),
    ("softmax", 0xd8e0_26c2_b73a_b059),
    ("cross-entropy", 0xd672_3d2e_aadd_fb92),
    ("cross-entropy gradient", 0x40af_3a03_941d_7f9f),
    ("reductions", 0x50d1_7d78_92ce_648b),
    ("uniform", 0x0f93_d4c6_501f_ecec),
    ("normal", 0x7d64_f2cb_164e_b04d),
    ("dropout mask", 0xa05a_bac7_e0ea_1e78),
    ("permutation", 0x272e_2d12_8ccb_0de1),
  ]

  /// Runs every operation once on fixed inputs, with sizes that leave tails everywhere.
  static func results(_ context: ComputeContext) -> [(String, UInt64)] {
    var results: [(String, UInt64)] = []
    let lanes = 208
    let batch = 200
    let x = values([77, lanes], "x")
    let w = values([43, 77], "w")
    let b = values([43], "b")
    let dy = values([43, lanes], "dy")
    func record(_ name: String, _ shape: Shape, _ run: (inout Tensor<Float>) -> Void) {
      var y = Tensor<Float>(zeros: shape)
      run(&y)
      results.append((name, digest(y)))
    }
    record("product", [43, 208]) { context.matrixProduct(w, x, into: &$0) }
    record("dense forward", [43, lanes]) {
      context.denseForward(weight: w, bias: b, input: x, batch: lanes, into: &$0)
    }
    record("dense input gradient", [77, lanes]) {
      context.denseInputGradient(weight: w, outputGradient: dy, batch: lanes, into: &$0)
    }
    record("dense weight gradient", [43, 77]) {
      context.denseWeightGradient(outputGradient: dy, input: x, batch: batch, into: &$0)
    }
    record("dense bias gradient", [43]) {
      context.denseBiasGradient(outputGradient: dy, batch: batch, into: &$0)
    }
    record("relu", x.shape) { context.relu(x, into: &$0) }
    record("sigmoid", x.shape) { context.sigmoid(x, slope: 0.4, into: &$0) }
    record("tanh", x.shape) { context.tanh(x, into: &$0) }
    record("exp", x.shape) { context.exp(x, into: &$0) }
    record("log", x.shape) { context.log(x, into: &$0) }
    record("sigmoid gradient", x.shape) {
      context.sigmoidGradient(x, output: x, slope: 0.4, into: &$0)
    }
    record("tanh gradient", x.shape) { context.tanhGradient(x, output: x, into: &$0) }
    record("momentum", w.shape) {
      var momentum = ParameterUpdate(
        UpdateStep(.momentum(0.9, nesterov: false), rate: 0.01, weightDecay: 1e-4), first: w)
      for _ in 0..<3 { context.update(&$0, by: &momentum, gradient: w) }
    }
    record("softmax", dy.shape) { context.softmax(dy, batch: lanes, into: &$0) }
    record("cross-entropy gradient", dy.shape) {
      var losses = Tensor<Float>(zeros: [lanes])
      context.softmaxCrossEntropy(
        dy, labels: Tensor((0..<lanes).map { Int32($0 % 43) }), batch: lanes, losses: &losses,
        gradient: &$0)
      results.append(("cross-entropy", digest(losses)))
    }
    record("reductions", [4]) {
      $0[flat: 0] = context.sum(x)
      $0[flat: 1] = context.sumOfSquares(x)
      $0[flat: 2] = Float(context.statistics(x)?.mean ?? .nan)
      $0[flat: 3] = Float(context.statistics(x)?.variance ?? .nan)
    }
    let stream = RandomStream(seed: 2024, name: "golden")
    record("uniform", [5003]) { context.fillUniform(&$0, from: -1, to: 1, stream: stream) }
    record("normal", [5003]) { context.fillNormal(&$0, stream: stream) }
    record("dropout mask", [77, lanes]) {
      context.fillDropoutMask(&$0, keep: 0.6, stream: stream, firstExample: 64, batch: lanes)
    }
    results.append(("permutation", digest(Tensor(stream.permutation(count: 5003)))))
    return results
  }

  @Test("every kernel gives the committed bits on every instruction set and any number of threads")
  func bits() {
    for context in contexts {
      let results = Self.results(context)
      #expect(results.map(\.0) == Self.goldens.map(\.0))
      for (result, golden) in zip(results, Self.goldens) {
        #expect(
          result.1 == golden.1, "\(result.0), \(context.label): 0x\(String(result.1, radix: 16))")
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
