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
    var optimizer = try GradientDescent()
    optimizer.prepare(for: store)
    optimizer.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.875)
    #expect(optimizer.state.isEmpty)
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
    #expect(optimizer.state[0].name == "velocity")
    #expect(optimizer.state[0].tensors[1][flat: 0] == 0.875)
  }

  @Test("weight decay pulls weights and leaves biases alone")
  func weightDecay() throws {
    var store = store(1, gradient: 0)
    var descent: any Optimizer = try GradientDescent(weightDecay: 0.5)
    descent.prepare(for: store)
    descent.update(&store, rate: 0.25, context: try testContext())
    #expect(store.values[0][flat: 0] == 0.875)
    #expect(store.values[1][flat: 0] == 1)
    var momentum: any Optimizer = try Momentum(0.5, weightDecay: 0.5)
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
    for (name, tensors) in optimizer.state { restored.restore(tensors, named: name) }
    optimizer.update(&one, rate: 0.25, context: try testContext())
    restored.update(&other, rate: 0.25, context: try testContext())
    #expect(one.values == other.values)
  }

  @Test("settings out of range are refused")
  func badSettings() {
    #expect(throws: NeuralNetworkError.self) { try GradientDescent(weightDecay: -1) }
    #expect(throws: NeuralNetworkError.self) { try Momentum(1) }
    #expect(throws: NeuralNetworkError.self) { try Momentum(.nan) }
    #expect(throws: NeuralNetworkError.self) { try Momentum(0.9, weightDecay: .infinity) }
  }
}
