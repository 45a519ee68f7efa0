import AllocationCounter
import Tensors
import Testing

@testable import NeuralNetworks

/// A step works in what the network allocated before. One thread is looked at: with more, each loop that they
/// share costs one small allocation, which hands it to them.
@Suite struct AllocationTests {
  @Test("a training step allocates nothing", .enabled(if: allocation_counter_works()))
  func step() throws {
    let relu = ActivationSpecification(ReLU())
    let layers: [any LayerSpecification] = [
      Convolution(filters: 8, WindowSettings(kernel: 3, padding: .same)), BatchNormalization(),
      relu,
      Pooling(.maximum, WindowSettings(kernel: 2)),
      Convolution(filters: 6, WindowSettings(kernel: 3, stride: 2)), relu,
      Pooling(.average, WindowSettings(kernel: 2)), Dropout(0.3), Flatten(), Dense(units: 20),
      ActivationSpecification(Tanh()), Dense(units: 4),
    ]
    let optimizers: [any Optimizer] = [GradientDescent(), try Momentum(0.9), try Adam()]
    for optimizer in optimizers {
      var trainer = try Trainer(
        Model(layers, inputShape: [15, 13, 3]),
        configuration: TrainingConfiguration(
          optimizer: optimizer, schedule: ConstantSchedule(rate: 0.01), batchSize: 4, epochs: 1,
          seed: 1, recorders: [TrainingRecorder()]),
        training: ImageNetworkTests.examples(count: 60, height: 15, width: 13, channels: 3),
        context: testContext())
      var counts: [Int] = []
      counts.reserveCapacity(100)
      _ = trainer.run(
        onStep: { _, _ in
          counts.append(allocation_count())
          return .proceed
        }, onEpoch: { _ in .proceed })
      // The first step makes what only a backward pass needs.
      let later = zip(counts.dropFirst(2), counts.dropFirst()).map { $0 - $1 }
      #expect(later.count == 13)
      #expect(
        later.allSatisfy { $0 == 0 }, "\(type(of: optimizer)) allocated \(later) times a step")
    }
  }
}
