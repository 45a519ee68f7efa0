import Tensors
import Testing

@testable import NeuralNetworks

/// The promise of the whole project, for a training: neither threads nor instruction set change a bit.
@Suite struct BitIdentityTests {
  struct Machine: CustomStringConvertible, Sendable {
    let instructionSet: InstructionSet
    let threads: Int

    var description: String { "\(instructionSet) x \(threads)" }
  }

  static let machines = InstructionSet.available.flatMap { set in
    [1, 2, 3, 7].map { Machine(instructionSet: set, threads: $0) }
  }

  /// Large enough that the work is really shared, and with no size a multiple of a vector.
  private static func train(_ context: ComputeContext) throws -> (TrainingState, [UInt64]) {
    let model = try Model(
      [
        Dense(units: 131, initializer: VarianceScalingInitializer.he(.normal)),
        ActivationSpecification(ReLU()), Dropout(0.4), Dense(units: 67),
        ActivationSpecification(Tanh()), Dense(units: 45),
        ActivationSpecification(Sigmoid(slope: 0.7)),
        Dense(units: 10),
      ], inputShape: [203])
    var trainer = try Trainer(
      model,
      configuration: TrainingConfiguration(
        optimizer: Momentum(0.9, weightDecay: WeightDecay(1e-3)),
        schedule: CosineSchedule(from: 0.1, to: 0.01), batchSize: 150, epochs: 2, seed: 42),
      training: clusters(count: 400, features: 203, classes: 10),
      validation: clusters(count: 161, features: 203, classes: 10, seed: 8), context: context)
    #expect(trainer.run() == .completed)
    var network = trainer.network
    let ensemble = try #require(
      try MonteCarloDropout.run(
        &network, on: clusters(count: 161, features: 203, classes: 10, seed: 8), passes: [3]))
    return (trainer.state(), ensemble.probabilities.elements.map(\.bitPattern))
  }

  @Test("a training and an ensemble have the same bits", arguments: machines)
  func training(_ machine: Machine) throws {
    let expected = try Self.train(testContext())
    let found = try Self.train(
      testContext(machine.instructionSet, threads: machine.threads))
    #expect(found.0 == expected.0)
    #expect(found.1 == expected.1)
  }
}
