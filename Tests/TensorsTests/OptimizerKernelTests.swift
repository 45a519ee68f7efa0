import Testing

@testable import Tensors

/// Steps of optimisers; the expressions themselves are checked beside the losses and the elementwise kernels.
@Suite struct OptimizerKernelTests {
  private static let moments = AdamMoments(
    beta1: 0.9, rest1: 0.1, beta2: 0.99, rest2: 0.01, epsilon: 1e-6)

  static let steps = [
    UpdateStep(.descent, rate: 0.1, weightDecay: 0.01),
    UpdateStep(.descent, rate: 0.1, keep: 0.99),
    UpdateStep(.momentum(0.9, nesterov: false), rate: 0.1, weightDecay: 0.01),
    UpdateStep(.momentum(0.9, nesterov: true), rate: 0.1, keep: 0.99),
    UpdateStep(.adam(moments), rate: 0.02, weightDecay: 0.01),
    UpdateStep(.adam(moments), rate: 0.02, keep: 0.99),
  ]

  @Test(
    "a step taken while the gradient is being summed is the step by that gradient", arguments: steps
  )
  func denseUpdate(step: UpdateStep) {
    for (rows, columns, batch) in [
      (1, 1, 1), (10, 33, 10), (25, 300, 64), (40, 129, 450), (9, 7, 0),
    ] {
      let weight = values([rows, columns], "w")
      let lanes = ComputeContext.lanes(for: max(1, batch))
      let (outputGradient, input) = (values([rows, lanes], "dy"), values([columns, lanes], "x"))
      let first = values([rows, columns], "m")
      let second = Tensor(shape: [rows, columns], elements: first.elements.map { $0 * $0 })
      for context in contexts {
        var gradient = Tensor<Float>(zeros: [rows, columns])
        context.denseWeightGradient(
          outputGradient: outputGradient, input: input, batch: batch, into: &gradient)
        var expected = weight
        var expectedUpdate = ParameterUpdate(step, first: first, second: second)
        context.update(&expected, by: &expectedUpdate, gradient: gradient)
        var found = weight
        var update = ParameterUpdate(step, first: first, second: second)
        context.denseUpdate(
          &found, by: &update, outputGradient: outputGradient, input: input, batch: batch)
        let what: Comment = "\(rows) x \(columns), batch \(batch), \(context.label)"
        #expect(found == expected, what)
        #expect(update.first == expectedUpdate.first, what)
        #expect(update.second == expectedUpdate.second, what)
      }
    }
  }

  @Test("decoupled decay scales a weight before the step")
  func decoupledDecay() {
    let (weight, gradient) = (values([100], "w"), values([100], "g"))
    for context in contexts {
      var found = weight
      var update = ParameterUpdate(UpdateStep(.descent, rate: 0.1, keep: 0.75))
      context.update(&found, by: &update, gradient: gradient)
      for i in 0..<100 {
        let expected = (0.75 * weight[flat: i]).addingProduct(-0.1, gradient[flat: i])
        #expect(found[flat: i] == expected, "element \(i), \(context.label)")
      }
    }
  }
}
