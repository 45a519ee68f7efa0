import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Finite differences against backpropagation")
struct GradientCheckTests {
  private func network(
    _ layers: [any LayerSpecification], inputs: Int
  ) throws -> Network {
    try Network(
      Model(layers, inputShape: Shape([inputs])), seed: 3, batchCapacity: 1, context: testContext())
  }

  /// A dense layer of two units without biases: L = log(1 + exp(d)) with d = (v - w) x, so that
  /// L' = -x s and L''' = -x³ s (1 - s) (1 - 2 s) in w, with s = 1 / (1 + exp(-d)). With weights of 6 and -6
  /// the loss is so flat that a narrow stencil would see nothing but rounding.
  @Test(
    "the expected truncation is that of the third derivative, and it is what is measured",
    arguments: [(Float(0.25), Float(-0.5)), (6, -6)])
  func knownAnswer(w: Float, v: Float) throws {
    var network = try network([Dense(units: 2, bias: nil)], inputs: 1)
    network.parameters.values[0] = Tensor(shape: Shape([2, 1]), elements: [w, v])
    let check = GradientCheck(
      try ReferenceNetwork(network, loss: CrossEntropy()), parameter: 0, elements: 0..<1,
      epsilons: [0.2, 0.1], inputs: [[1.5]], labels: [0])
    let d = Double(v - w) * 1.5
    let s = 1 / (1 + exponential(-d))
    #expect(abs(check.loss - logarithm(1 + exponential(d))) < 1e-12)
    #expect(abs(check.gradients[0] + 1.5 * s) < 1e-12)
    let third = 3.375 * s * (1 - s) * (1 - 2 * s)
    for step in check.steps {
      #expect(abs(step.truncation / (step.epsilon * step.epsilon * third / 6) - 1) < 0.01)
      #expect(abs(step.largestAbsolute / step.truncation - 1) < 0.02)
      #expect(step.differences.count == 1)
      #expect(step.largestAbsolute == step.differences[0].magnitude)
      #expect(abs(step.largestRelative / (step.largestAbsolute / (1.5 * s)) - 1) < 0.02)
    }
  }

  @Test("the error follows truncation for large steps and stays within rounding for small ones")
  func vShape() throws {
    let examples = try clusters(count: 1, features: 6, classes: 4)
    let network = try network(
      [
        Dense(units: 9, initializer: OrthogonalInitializer(gain: 2)),
        ActivationSpecification(Tanh()), Dense(units: 4),
      ], inputs: 6)
    let check = GradientCheck(
      try ReferenceNetwork(network, loss: CrossEntropy()), parameter: 2, elements: 0..<10,
      epsilons: [1e-1, 1e-2, 1e-3, 1e-7, 1e-9], inputs: examples.doubles(at: 0..<1),
      labels: [Int(examples.labels[flat: 0])])
    for step in check.steps.prefix(3) {
      #expect((0.9...1.1).contains(step.largestAbsolute / step.truncation), "\(step)")
    }
    for step in check.steps.suffix(2) {
      #expect((0.05...20).contains(step.largestAbsolute / step.rounding), "\(step)")
    }
    #expect(check.steps.allSatisfy { $0.differences.count == 10 })
  }

  @Test("a parameter behind a unit that is off has no gradient and no difference")
  func deadUnit() throws {
    var network = try network(
      [Dense(units: 1), ActivationSpecification(ReLU()), Dense(units: 2)], inputs: 2)
    network.parameters.values[1] = Tensor(shape: Shape([1]), elements: [-100])
    let check = GradientCheck(
      try ReferenceNetwork(network, loss: CrossEntropy()), parameter: 0, elements: 0..<2,
      epsilons: [0.5], inputs: [[1, -1]], labels: [1])
    #expect(check.gradients == [0, 0])
    #expect(check.steps[0].largestAbsolute == 0 && check.steps[0].largestRelative == 0)
  }
}
