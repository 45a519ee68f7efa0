import Tensors
import Testing

@testable import NeuralNetworks

/// Where nobody looks, ReLUs are applied by the layers before them and steps are taken while gradients are being
/// summed. No number may tell.
@Suite struct FusionTests {
  static let optimizers: [any Optimizer] = {
    let decay = try? WeightDecay(0.01, kind: .decoupled)
    let others: [(any Optimizer)?] = [
      try? Momentum(0.9), try? Momentum(0.9, nesterov: true), try? Adam(),
      decay.flatMap { try? Adam(weightDecay: $0) },
    ]
    return [GradientDescent(), GradientDescent(weightDecay: decay ?? .none)]
      + others.compactMap { $0 }
  }()

  private static func layers() throws -> [any LayerSpecification] {
    let relu = ActivationSpecification(ReLU())
    return [
      Convolution(filters: 19, WindowSettings(kernel: 3, padding: .same)), relu,
      Convolution(filters: 17, WindowSettings(kernel: 3, stride: 2, padding: .pixels(1))),
      BatchNormalization(), relu, Pooling(.maximum, WindowSettings(kernel: 2)),
      Convolution(filters: 33, WindowSettings(kernel: 2), bias: nil), relu, Flatten(),
      Dense(units: 70), BatchNormalization(), relu, Dense(units: 21), relu, Dense(units: 4),
    ]
  }

  private static func trained(
    _ optimizer: any Optimizer, _ recorders: [any Recorder], _ context: ComputeContext
  ) throws -> Trainer {
    var trainer = try Trainer(
      Model(layers(), inputShape: [15, 13, 3]),
      configuration: TrainingConfiguration(
        optimizer: optimizer, schedule: ConstantSchedule(rate: 0.01), batchSize: 13, epochs: 2,
        seed: 42, recorders: recorders),
      training: ImageNetworkTests.examples(count: 60, height: 15, width: 13, channels: 3),
      validation: ImageNetworkTests.examples(
        count: 31, height: 15, width: 13, channels: 3, seed: 8),
      context: context)
    #expect(trainer.run() == .completed)
    return trainer
  }

  @Test(
    "a training that is looked at has the bits of one that is not", arguments: optimizers.indices)
  func observation(_ index: Int) throws {
    let optimizer = Self.optimizers[index]
    let context = try testContext(threads: 2)
    let quiet = try Self.trained(optimizer, [], context)
    let observed = try Self.trained(
      optimizer,
      [
        try DistributionRecorder(.activations, every: .everySteps(1)),
        try GradientNormRecorder(every: .everySteps(1)),
      ], context)
    #expect(quiet.network.isRectified.count { $0 } == 4)
    #expect(observed.network.isRectified.allSatisfy { !$0 })
    #expect(quiet.state().floats == observed.state().floats)
  }

  @Test("a step that nobody looks at leaves no gradient of the weights behind")
  func unwritten() throws {
    let trainer = try Self.trained(GradientDescent(), [], try testContext())
    let weight = try #require(trainer.network.parameters.names.firstIndex(of: "dense1/weight"))
    #expect(trainer.network.parameters.gradients[weight].elements.allSatisfy { $0 == 0 })
  }

  @Test("recorders ask for what they read, and for nothing else")
  func reading() throws {
    let norms = try GradientNormRecorder(every: .everySteps(2))
    #expect(!norms.readsOutputs)
    #expect(!norms.readsParameterGradients(afterStep: 3, stepsPerEpoch: 10))
    #expect(norms.readsParameterGradients(afterStep: 4, stepsPerEpoch: 10))
    let weightGradients = try DistributionRecorder(.weightGradients)
    #expect(!weightGradients.readsOutputs)
    #expect(!weightGradients.readsParameterGradients(afterStep: 4, stepsPerEpoch: 10))
    #expect(weightGradients.readsParameterGradients(afterStep: 20, stepsPerEpoch: 10))
    #expect(try DistributionRecorder(.gradients).readsOutputs)
    #expect(try !ImageRecorder(of: .updates, units: 2).readsOutputs)
    #expect(try DeadUnitRecorder().readsOutputs)
    #expect(!TrainingRecorder().readsOutputs && !ValidationRecorder().readsOutputs)
  }
}
