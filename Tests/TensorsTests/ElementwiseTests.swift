import Testing

@testable import Tensors

/// Elementwise operations, activations and optimiser steps against the formulas of the contract.
@Suite struct ElementwiseTests {
  static let counts = [0, 1, 15, 16, 17, 100, 40_000]

  private func expect(
    _ count: Int, _ formula: (Float, Float) -> Float,
    _ operation: (ComputeContext, Tensor<Float>, Tensor<Float>, inout Tensor<Float>) -> Void
  ) {
    let (a, b) = (values([count], "a"), values([count], "b"))
    let expected = Tensor(zip(a.elements, b.elements).map(formula))
    for context in contexts {
      var y = b
      operation(context, a, b, &y)
      #expect(y == expected, "\(context.label), \(count) elements")
    }
  }

  @Test("arithmetic rounds once per operation", arguments: counts)
  func arithmetic(count: Int) {
    expect(count, { $0 + $1 }) { $0.add($1, $2, into: &$3) }
    expect(count, { $1 + $0 }) { context, a, _, y in context.add(a, to: &y) }
    expect(count, { $0 - $1 }) { $0.subtract($1, $2, into: &$3) }
    expect(count, { $0 * $1 }) { $0.multiply($1, $2, into: &$3) }
    expect(count, { $1 * $0 }) { context, a, _, y in context.multiply(&y, by: a) }
    expect(count, { a, _ in a * 0.3 }) { context, a, _, y in context.scale(a, by: 0.3, into: &y) }
    expect(count, { _, b in b * 0.3 }) { context, _, _, y in context.scale(&y, by: 0.3) }
    expect(count, { a, b in b.addingProduct(0.3, a) }) { context, a, _, y in
      context.addScaled(a, by: 0.3, to: &y)
    }
  }

  @Test("activation gradients are the stated expressions of the output", arguments: counts)
  func gradients(count: Int) {
    expect(count, { a, _ in a > 0 ? a : 0 }) { context, a, _, y in context.relu(a, into: &y) }
    expect(count, { $1 > 0 ? $0 : 0 }) { $0.reluGradient($1, output: $2, into: &$3) }
    expect(count, { $0 * (0.7 * ($1 * (1 - $1))) }) {
      $0.sigmoidGradient($1, output: $2, slope: 0.7, into: &$3)
    }
    expect(count, { dy, y in dy * Float(1).addingProduct(-y, y) }) {
      $0.tanhGradient($1, output: $2, into: &$3)
    }
  }

  @Test("ReLU turns -0 and NaN into +0")
  func reluSpecialValues() {
    let x = Tensor<Float>([-0.0, .nan, -.infinity, .infinity, .leastNonzeroMagnitude])
    for context in singleThreaded {
      var y = Tensor<Float>(repeating: 9, shape: x.shape)
      context.relu(x, into: &y)
      #expect(y == Tensor<Float>([0, 0, 0, .infinity, .leastNonzeroMagnitude]))
    }
  }

  @Test("the sigmoid's slope multiplies in Float64")
  func sigmoidSlope() {
    let x = values([500], "x")
    let expected = Tensor(
      x.elements.map { Float(Elementary.sigmoid(Double($0) * Double(Float(0.4)))) })
    for context in singleThreaded {
      var y = Tensor<Float>(zeros: [500])
      context.sigmoid(x, slope: 0.4, into: &y)
      #expect(y == expected, "\(context.label)")
    }
  }

  @Test("a range confines an operation to its elements")
  func ranges() {
    let (a, b) = (values([100], "a"), values([100], "b"))
    for context in contexts {
      var y = Tensor<Float>(repeating: 9, shape: [100])
      context.add(a, b, into: &y, range: 13..<61)
      for i in 0..<100 {
        #expect(y[flat: i] == (13..<61 ~= i ? a[flat: i] + b[flat: i] : 9))
      }
    }
  }

  @Test("optimiser steps fuse in the documented order", arguments: counts)
  func optimizers(count: Int) {
    let (w0, v0, g) = (values([count], "w"), values([count], "v"), values([count], "g"))
    let (rate, decay, mu): (Float, Float, Float) = (0.05, 1e-3, 0.9)
    let steps = (0..<count).map { i -> (plain: Float, weight: Float, velocity: Float) in
      let gradient = g[flat: i].addingProduct(decay, w0[flat: i])
      let velocity = gradient.addingProduct(mu, v0[flat: i])
      return (
        w0[flat: i].addingProduct(-rate, gradient), w0[flat: i].addingProduct(-rate, velocity),
        velocity
      )
    }
    for context in contexts {
      var w = w0
      var descent = ParameterUpdate(UpdateStep(.descent, rate: rate, weightDecay: decay))
      context.update(&w, by: &descent, gradient: g)
      #expect(w == Tensor(steps.map(\.plain)), "\(context.label)")
      w = w0
      var momentum = ParameterUpdate(
        UpdateStep(.momentum(mu, nesterov: false), rate: rate, weightDecay: decay), first: v0)
      context.update(&w, by: &momentum, gradient: g)
      #expect(w == Tensor(steps.map(\.weight)), "\(context.label)")
      #expect(momentum.first == Tensor(steps.map(\.velocity)), "\(context.label)")
    }
  }
}
