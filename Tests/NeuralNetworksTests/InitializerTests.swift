import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct InitializerTests {
  private func weights(
    _ initializer: any Initializer, inputs: Int = 300, units: Int = 200, seed: UInt64 = 1
  ) throws -> [Float] {
    let model = try Model(
      [Dense(units: units, initializer: initializer)], inputShape: Shape([inputs]))
    let network = try Network(model, seed: seed, batchCapacity: 1, context: try testContext())
    return network.exportParameters()["dense1/weight"]?.elements ?? []
  }

  private func moments(_ values: [Float]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let variance =
      values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)
    return (mean, variance)
  }

  @Test("each initialiser has the variance its paper asks for")
  func variances() throws {
    // 60,000 numbers: the deviation of their variance is 0.6 % (normal), 0.4 % (uniform).
    let expected: [(String, Double?, Double)] = [
      ("uniform", 0.5, 0.25 / 3), ("normal", 0.05, 0.0025),
      ("inverse-square-root", nil, 1.0 / 900),
      ("lecun-uniform", nil, 1.0 / 300), ("lecun-normal", nil, 1.0 / 300),
      ("glorot-uniform", nil, 2.0 / 500), ("glorot-normal", nil, 2.0 / 500),
      ("he-uniform", nil, 2.0 / 300), ("he-normal", nil, 2.0 / 300),
      ("he-uniform-fan-out", nil, 2.0 / 200), ("he-normal-fan-out", nil, 2.0 / 200),
    ]
    for (name, value, variance) in expected {
      let found = moments(try weights(Initializers.named(name, value: value)))
      #expect(abs(found.variance / variance - 1) < 0.03, "\(name)")
      #expect(abs(found.mean) < 5 * (variance / 60_000).squareRoot(), "\(name)")
    }
  }

  @Test("uniform numbers keep their bound and fill it")
  func bounds() throws {
    let bound = Float((3.0 * 2 / 500).squareRoot())
    let values = try weights(VarianceScalingInitializer.glorot(.uniform))
    #expect(values.allSatisfy { abs($0) <= bound })
    #expect(values.contains { $0 > 0.99 * bound } && values.contains { $0 < -0.99 * bound })
  }

  @Test("zeros and constants are what they say")
  func constants() throws {
    #expect(try weights(ZerosInitializer()).allSatisfy { $0 == 0 })
    #expect(try weights(ConstantInitializer(0.25)).allSatisfy { $0 == 0.25 })
  }

  @Test("numbers belong to the seed and the parameter's name")
  func streams() throws {
    let glorot = VarianceScalingInitializer.glorot(.uniform)
    #expect(try weights(glorot) == weights(glorot))
    #expect(try weights(glorot) != weights(glorot, seed: 2))
    func network(_ layers: [any LayerSpecification]) throws -> [String: Tensor<Float>] {
      try Network(
        Model(layers, inputShape: Shape([8])), seed: 3, batchCapacity: 4, context: testContext()
      ).exportParameters()
    }
    // A layer put before it or its size changed leaves a named layer's stream alone.
    let one = try network([Dense(units: 8, name: "a"), Dense(units: 8, name: "b")])
    let other = try network([
      Dense(units: 4, name: "a"), Dense(units: 8), Dense(units: 8, name: "b"),
    ])
    #expect(one["b/weight"] == other["b/weight"])
    #expect(one["a/weight"] != one["b/weight"])
  }

  @Test("names that are not known and numbers that will not do are refused")
  func badInput() {
    #expect(
      throws: NeuralNetworkError.unknown(
        kind: "initializer", name: "xavier", known: Initializers.names)
    ) { try Initializers.named("xavier") }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("constant") }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("uniform", value: -1) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("normal", value: .nan) }
    #expect(throws: NeuralNetworkError.self) { try Initializers.named("he-normal", value: 2) }
  }
}
