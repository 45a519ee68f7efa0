import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct OptimizerTests {
  private func store(_ value: Float, gradient: Float) -> ParameterStore {
    var store = ParameterStore(
      names: ["a/weight", "a/bias"], roles: [.weight, .bias],
      values: [value, value].map { Tensor(shape: Shape([1]), elements: [$0]) })
    for index in 0..<2 { store.gradients[index][flat: 0] = gradient }
    return store
  }

  // All numbers below are exact in binary, so the results are the formulas' by hand.

  @Test("gradient descent steps against the gradient")
  func gradientDescent() throws {
    var store = store(1, gradient: 0.5)
    var optimizer = GradientDescent()
    optimizer.prepare(for: store)
    optimizer.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.875)
    #expect(optimizer.moments.isEmpty)
  }

  @Test("momentum adds up velocities: v = m v + g, w -= rate v")
  func momentum() throws {
    var store = store(1, gradient: 0.5)
    var optimizer = try Momentum(0.5)
    optimizer.prepare(for: store)
    for expected in [0.875, 0.6875, 0.46875] as [Float] {
      optimizer.update(&store, rate: 0.25, context: try testContext())
      #expect(store.values[0][flat: 0] == expected)
    }
    #expect(optimizer.momentNames == ["velocity"])
    #expect(optimizer.moments[0][1][flat: 0] == 0.875)
  }

  @Test("weight decay pulls weights and leaves biases alone")
  func weightDecay() throws {
    var store = store(1, gradient: 0)
    var descent: any Optimizer = try GradientDescent(weightDecay: WeightDecay(0.5))
    descent.prepare(for: store)
    descent.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.875)
    #expect(store.values[1][flat: 0] == 1)
    var momentum: any Optimizer = try Momentum(0.5, weightDecay: WeightDecay(0.5))
    momentum.prepare(for: store)
    momentum.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.875 * 0.875)
    #expect(store.values[1][flat: 0] == 1)
  }

  @Test("a restored optimiser goes on as the one it was taken from")
  func restore() throws {
    var one = store(1, gradient: 0.5)
    var optimizer = try Momentum(0.5)
    optimizer.prepare(for: one)
    optimizer.update(&one, rate: 0.25, context: try testContext())
    var other = one
    var restored = try Momentum(0.5)
    restored.prepare(for: other)
    restored.moments = optimizer.moments
    optimizer.update(&one, rate: 0.25, context: try testContext())
    restored.update(&other, rate: 0.25, context: try testContext())
    #expect(one.values == other.values)
  }

  @Test("Nesterov's momentum looks ahead: w -= rate (g + m v)")
  func nesterov() throws {
    var store = store(1, gradient: 0.5)
    var optimizer = try Momentum(0.5, nesterov: true)
    optimizer.prepare(for: store)
    // v = 0.5, 0.75; g + m v = 0.75, 0.875.
    for expected in [0.8125, 0.59375] as [Float] {
      optimizer.update(&store, rate: 0.25, context: try testContext())
      #expect(store.values[0][flat: 0] == expected)
    }
  }

  @Test("Adam follows the algorithm of its paper, in double precision")
  func adam() throws {
    for decay in [WeightDecay.none, try WeightDecay(0.1), try WeightDecay(0.1, kind: .decoupled)] {
      var store = store(1, gradient: 0)
      var optimizer = try Adam(beta1: 0.8, beta2: 0.9, epsilon: 1e-3, weightDecay: decay)
      optimizer.prepare(for: store)
      var (w, m, v) = (1.0, 0.0, 0.0)
      for step in 1...20 {
        let gradient = Double(step % 5) - 1.7
        store.gradients[0][flat: 0] = Float(gradient)
        optimizer.update(&store, rate: 0.05, context: try testContext())
        let g = gradient + (decay.kind == .l2 ? decay.factor * w : 0)
        if decay.kind == .decoupled { w -= 0.05 * decay.factor * w }
        m = 0.8 * m + 0.2 * g
        v = 0.9 * v + 0.1 * g * g
        let corrected = m / (1 - Elementary.power(0.8, step))
        let size = (v / (1 - Elementary.power(0.9, step))).squareRoot()
        w -= 0.05 * corrected / (size + 1e-3)
        #expect(abs(Double(store.values[0][flat: 0]) - w) < 2e-6, "\(decay), step \(step)")
      }
      #expect(optimizer.numbers.count == 2)
      #expect(abs(optimizer.numbers[0] - Elementary.power(0.8, 20)) < 1e-15)
    }
  }

  @Test("decoupled decay shrinks weights by 1 - rate λ, whatever the velocity, and no biases")
  func decoupledDecay() throws {
    let optimizers: [any Optimizer] = [
      GradientDescent(weightDecay: try WeightDecay(0.5, kind: .decoupled)),
      try Momentum(0.5, weightDecay: WeightDecay(0.5, kind: .decoupled)),
      try Momentum(0.5, nesterov: true, weightDecay: WeightDecay(0.5, kind: .decoupled)),
      try Adam(weightDecay: WeightDecay(0.5, kind: .decoupled)),
    ]
    for var optimizer in optimizers {
      var store = store(1, gradient: 0)
      optimizer.prepare(for: store)
      for _ in 0..<2 { optimizer.update(&store, rate: 0.25, context: try testContext()) }
      #expect(store.values[0][flat: 0] == 0.875 * 0.875)
      #expect(store.values[1][flat: 0] == 1)
    }
  }

  @Test("a layer's factor multiplies its rate; 0 keeps it as it is")
  func rateFactors() throws {
    var store = store(1, gradient: 0.5)
    try store.setRateFactors(["a": 0.5])
    var descent = GradientDescent()
    descent.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.9375)
    try store.setRateFactors(["a": 0])
    descent.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.9375)
    try store.setRateFactors([:])
    #expect(store.rateFactors == [1, 1])
    #expect(
      throws: NeuralNetworkError.unknown(
        kind: "layer with parameters", name: "b", known: ["a"])
    ) { try store.setRateFactors(["b": 1]) }
    #expect(throws: NeuralNetworkError.self) { try store.setRateFactors(["a": -1]) }
  }

  @Test("settings out of range are refused")
  func badSettings() {
    #expect(throws: NeuralNetworkError.self) { try WeightDecay(-1) }
    #expect(throws: NeuralNetworkError.self) { try WeightDecay(.infinity, kind: .decoupled) }
    #expect(throws: NeuralNetworkError.self) { try Momentum(1) }
    #expect(throws: NeuralNetworkError.self) { try Momentum(.nan) }
    #expect(throws: NeuralNetworkError.self) { try Adam(beta1: 1) }
    #expect(throws: NeuralNetworkError.self) { try Adam(beta2: -0.1) }
    #expect(throws: NeuralNetworkError.self) { try Adam(epsilon: 0) }
  }
}
