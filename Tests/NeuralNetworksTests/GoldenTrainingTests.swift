import Tensors
import Testing

@testable import NeuralNetworks

/// Digests of small trainings that between them use every activation, loss, optimiser, schedule and recorder. A
/// change that alters one bit fails here until `arithmeticVersion` is raised and the table made anew.
@Suite struct GoldenTrainingTests {
  static let goldens: [(String, UInt64)] = [
    ("sgd", 0xf3b7_b0bf_938d_ed02), ("nesterov", 0x8f8f_d171_e015_a04d),
    ("adam", 0x7781_57f9_0954_b46a), ("adamw", 0x4e96_2801_4b69_2493),
  ]

  private static func recorders() throws -> [any Recorder] {
    [
      TrainingRecorder(), ValidationRecorder(), try GradientNormRecorder(every: .everySteps(2)),
      try DistributionRecorder(
        .activations, examples: 50, percentiles: [2, 98], histogram: .init(bins: 7)),
      try DistributionRecorder(.gradients),
      try DistributionRecorder(.updates, every: .everySteps(3)),
      try DistributionRecorder(.weightGradients), try ImageRecorder(of: .weights, units: 2),
      try DeadUnitRecorder(examples: 40),
    ]
  }

  private static func configuration(_ name: String) throws -> TrainingConfiguration {
    let optimizer: any Optimizer
    let schedule: any Schedule
    switch name {
    case "sgd":
      optimizer = GradientDescent(weightDecay: try WeightDecay(0.01, kind: .decoupled))
      schedule = try LinearDecaySchedule(rate: 0.05, decay: -2e-3)
    case "nesterov":
      optimizer = try Momentum(0.9, nesterov: true, weightDecay: WeightDecay(1e-3))
      schedule = try LargeThenAnnealedSchedule(rate: 0.05, to: 1e-3, curve: .exponential)
    case "adam":
      optimizer = try Adam(weightDecay: WeightDecay(1e-3))
      schedule = try LargeThenAnnealedSchedule(rate: 0.01, to: 1e-4)
    default:
      optimizer = try Adam(beta2: 0.99, weightDecay: WeightDecay(0.1, kind: .decoupled))
      schedule = try ConstantSchedule(rate: 0.003)
    }
    return TrainingConfiguration(
      loss: name == "sgd" ? MeanSquaredError() : CrossEntropy(), optimizer: optimizer,
      schedule: schedule, rateFactors: ["dense2": 0.5], batchSize: 120, epochs: 2, seed: 42,
      recorders: try recorders())
  }

  private static func model(_ name: String) throws -> Model {
    let dense: [any LayerSpecification] = [
      Dense(units: 131, initializer: try LSUVInitializer()),
      ActivationSpecification(try LeakyReLU(slope: 0.1)),
      Dense(units: 67, initializer: try OrthogonalInitializer(gain: 1.5)),
      ActivationSpecification(try ELU(alpha: 0.8)), Dense(units: 45),
      ActivationSpecification(GELU()), Dropout(0.2), Dense(units: 33),
      ActivationSpecification(Softsign()), Dense(units: 10),
    ]
    return try Model(name == "sgd" ? dense + [Softmax()] : dense, inputShape: [203])
  }

  private static func digest(_ name: String, _ context: ComputeContext) throws -> UInt64 {
    var trainer = try Trainer(
      model(name), configuration: configuration(name),
      training: clusters(count: 300, features: 203, classes: 10),
      validation: clusters(count: 90, features: 203, classes: 10, seed: 8), context: context)
    #expect(trainer.run() == .completed)
    let state = trainer.state()
    var hash = StableHash()
    for (name, tensor) in state.floats.sorted(by: { $0.key < $1.key }) {
      hash.combine(name)
      for value in tensor.elements { hash.combine(UInt64(value.bitPattern)) }
    }
    for (name, tensor) in state.doubles.sorted(by: { $0.key < $1.key }) {
      hash.combine(name)
      for value in tensor.elements { hash.combine(value.bitPattern) }
    }
    return hash.value
  }

  @Test(
    "a training gives the committed bits on every instruction set and number of threads",
    arguments: BitIdentityTests.machines)
  func bits(_ machine: BitIdentityTests.Machine) throws {
    let context = try testContext(machine.instructionSet, threads: machine.threads)
    for (name, golden) in Self.goldens {
      let found = try Self.digest(name, context)
      #expect(found == golden, "\(name): 0x\(String(found, radix: 16))")
    }
  }
}
