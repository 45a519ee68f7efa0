/// One run of every kernel on fixed inputs, with the bits that it must give on every machine.
///
/// A change that alters one bit of a result fails until `arithmeticVersion` is raised and the table
/// made anew.
public enum KernelSelfTest {
  /// What one kernel gave.
  public struct Outcome: Equatable, Sendable {
    public let kernel: String
    /// The digest of the result in the table, and the one found.
    public let expected: UInt64
    public let found: UInt64

    public var isCorrect: Bool { expected == found }
  }

  /// Runs all kernels with the instruction set and the threads of a context; takes milliseconds.
  public static func run(_ context: ComputeContext) -> [Outcome] {
    let results = self.results(context)
    precondition(results.map(\.name) == goldens.map(\.name), "the table has other kernels")
    return zip(results, goldens).map {
      Outcome(kernel: $0.name, expected: $1.digest, found: $0.digest)
    }
  }

  private static let goldens: [(name: String, digest: UInt64)] = [
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
  private static func results(_ context: ComputeContext) -> [(name: String, digest: UInt64)] {
    var results: [(name: String, digest: UInt64)] = []
    let lanes = 208
    let batch = 200
    let x = inputs([77, lanes], "x")
    let w = inputs([43, 77], "w")
    let b = inputs([43], "b")
    let dy = inputs([43, lanes], "dy")
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

  /// Uniform numbers in [-1, 1), made in plain Swift.
  static func inputs(_ shape: Shape, _ name: String) -> Tensor<Float> {
    let stream = RandomStream(seed: 7, name: name)
    return Tensor(
      shape: shape, elements: (0..<shape.count).map { stream.uniform(at: UInt64($0)) * 2 - 1 })
  }

  /// The digest of shape and bits that the table holds.
  static func digest<Element>(_ tensor: Tensor<Element>) -> UInt64 {
    var hash = StableHash()
    for dimension in tensor.shape.dimensions { hash.combine(UInt64(dimension)) }
    tensor.withUnsafeBufferPointer { hash.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hash.value
  }
}
