import Tensors
import Testing

@testable import NeuralNetworks

/// Networks that start with images, as a whole.
@Suite struct ImageNetworkTests {
  /// Images whose class is a pattern, with noise.
  static func examples(
    count: Int, height: Int, width: Int, channels: Int, classes: Int = 4, seed: UInt64 = 7
  ) throws -> LabelledExamples {
    let flat = try clusters(
      count: count, features: height * width * channels, classes: classes, seed: seed)
    return try LabelledExamples(
      inputs: flat.inputs.reshaped(to: [count, height, width, channels]), labels: flat.labels)
  }

  /// Every kind of layer that works on images.
  static func layers() throws -> [any LayerSpecification] {
    [
      Dropout(0.1), Convolution(filters: 19, WindowSettings(kernel: 3, padding: .same)),
      BatchNormalization(), ActivationSpecification(try Sigmoid(slope: 2)),
      Convolution(
        filters: 24, WindowSettings(kernel: (3, 2), stride: 2, padding: .pixels(1)), bias: nil),
      ActivationSpecification(Tanh()), Pooling(.maximum, WindowSettings(kernel: 3, stride: 2)),
      Dropout(0.2), Convolution(filters: 17, WindowSettings(kernel: 2)),
      ActivationSpecification(ReLU()), Pooling(.average, WindowSettings(kernel: 2)), Flatten(),
      Dense(units: 21), BatchNormalization(), ActivationSpecification(ReLU()), Dense(units: 4),
    ]
  }

  private static func trainer(
    _ context: ComputeContext, epochs: Int = 2, batch: Int = 13
  ) throws -> Trainer {
    try Trainer(
      Model(layers(), inputShape: [15, 13, 3]),
      configuration: TrainingConfiguration(
        optimizer: Momentum(0.9, weightDecay: WeightDecay(1e-3)),
        schedule: ConstantSchedule(rate: 0.05),
        batchSize: batch, epochs: epochs, seed: 42),
      training: examples(count: 60, height: 15, width: 13, channels: 3),
      validation: examples(count: 31, height: 15, width: 13, channels: 3, seed: 8),
      context: context)
  }

  @Test("a training has the same bits on every machine", arguments: BitIdentityTests.machines)
  func bits(_ machine: BitIdentityTests.Machine) throws {
    var expected = try Self.trainer(testContext())
    var found = try Self.trainer(
      testContext(machine.instructionSet, threads: machine.threads))
    #expect(expected.run() == .completed)
    #expect(found.run() == .completed)
    #expect(found.state() == expected.state())
  }

  @Test("a training that stopped anywhere goes on to the same bits, running statistics included")
  func resume() throws {
    var whole = try Self.trainer(testContext())
    _ = whole.run()
    var stopped = try Self.trainer(testContext())
    _ = stopped.run(
      onStep: { step, _ in step.step == 7 ? .stop : .proceed }, onEpoch: { _ in .proceed })
    let state = stopped.state()
    #expect(
      state.floats["parameters/batchnorm1/running_mean"]?.elements.contains { $0 != 0 } == true)
    #expect(state.floats["optimizer/velocity/batchnorm1/running_mean"] == nil)
    var resumed = try Self.trainer(testContext(threads: 2))
    try resumed.restore(state)
    _ = resumed.run()
    #expect(resumed.state() == whole.state())
    var incomplete = state
    incomplete.floats["parameters/batchnorm2/running_variance"] = nil
    #expect(
      throws: NeuralNetworkError.missingTensor(name: "parameters/batchnorm2/running_variance")
    ) {
      try resumed.restore(incomplete)
    }
  }

  @Test("it learns")
  func learns() throws {
    var trainer = try Self.trainer(testContext(threads: 2), epochs: 12)
    #expect(trainer.run() == .completed)
    let losses = trainer.history["train_loss"]
    #expect(losses[losses.count - 1] < losses[0] / 2)
    #expect(trainer.history["validation_error"].last ?? 1 < 0.3)
  }

  @Test("halos are still zeros after training, in activations and gradients")
  func halos() throws {
    var trainer = try Self.trainer(testContext())
    _ = trainer.run()
    let network = trainer.network
    for (slot, layout) in network.layouts.enumerated() {
      guard case .images(let layout) = layout, layout.halo > 0 else { continue }
      for tensor in [network.activations[slot], network.gradients[slot]] {
        var cleared = tensor
        network.context.clearHalo(&cleared, layout)
        #expect(cleared == tensor, "slot \(slot)")
      }
    }
  }

  @Test("an example's outputs depend neither on its batch nor on the capacity")
  func capacity() throws {
    let examples = try Self.examples(count: 23, height: 15, width: 13, channels: 3)
    let model = try Model(Self.layers(), inputShape: [15, 13, 3])
    var expected: Evaluation?
    for capacity in [1, 5, 23, 64] {
      var network = try Network(
        model, seed: 3, batchCapacity: capacity, context: testContext(threads: 2))
      let evaluation = try network.evaluate(examples)
      #expect(evaluation.losses == expected?.losses ?? evaluation.losses, "\(capacity)")
      expected = expected ?? evaluation
    }
  }

  @Test("a dropout mask does not depend on the layout of the activations")
  func dropout() throws {
    let shape: Shape = [5, 3, 7]
    let ones = try LabelledExamples(
      inputs: Tensor(repeating: 1, shape: [9, 5, 3, 7]), labels: Tensor<Int32>(zeros: [9]))
    func outputs(_ layers: [any LayerSpecification], _ mode: Pass.Mode) throws -> Tensor<Float> {
      var network = try Network(
        Model(layers, inputShape: shape), seed: 5, batchCapacity: 9, context: testContext())
      network.load(ones, at: (0..<9).map { Int32($0) }[...])
      network.forward(Pass(batch: 9, mode: mode))
      return network.outputs(ofLayer: 0, batch: 9)
    }
    for mode in [Pass.Mode.training(step: 3), .sampling(pass: 2, firstExample: 11)] {
      let features = try outputs([Dropout(0.4), Flatten()], mode)
      let images = try outputs(
        [Dropout(0.4), ReportNetworks.convolution(2, 3, .same), Flatten()], mode)
      #expect(images == features)
      #expect(features.shape == [9, 5, 3, 7])
      #expect(features.elements.contains(0))
    }
  }

  @Test("a Monte-Carlo ensemble begins at the first random layer, among images too")
  func ensemble() throws {
    let examples = try Self.examples(count: 12, height: 15, width: 13, channels: 3)
    let model = try Model(Self.layers(), inputShape: [15, 13, 3])
    var first: Tensor<Double>?
    for capacity in [5, 12] {
      var network = try Network(
        model, seed: 3, batchCapacity: capacity, context: testContext(threads: 2))
      let result = try MonteCarloDropout.run(&network, on: examples, passes: [4])
      #expect(result?.probabilities == first ?? result?.probabilities)
      first = result?.probabilities
    }
  }
}
