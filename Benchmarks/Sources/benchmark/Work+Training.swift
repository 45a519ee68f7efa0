import NeuralNetworks
import Tensors

extension Work {
  /// Trainings: forward, backward and update, batches gathered in a seeded order.
  static let trainings: [Work] = [
    training(
      "mlp-784-784-256-10", batch: 64, examples: 6400, shape: [784],
      layers: dense([784, 256], "relu")),
    training(
      "mlp-sigmoid-batch-64", batch: 64, examples: 6400, shape: [784],
      layers: dense([1000, 1000, 1000, 1000], "sigmoid")),
    training(
      "mlp-sigmoid-batch-10", batch: 10, examples: 2000, shape: [784],
      layers: dense([1000, 1000, 1000, 1000], "sigmoid")),
  ]

  private static func dense(
    _ units: [Int], _ activation: String
  ) -> @Sendable () throws -> [any LayerSpecification] {
    {
      try units.flatMap { units -> [any LayerSpecification] in
        [Dense(units: units), ActivationSpecification(try Activations.named(activation))]
      } + [Dense(units: 10)]
    }
  }

  private static func training(
    _ name: String, batch: Int, examples: Int, shape: Shape,
    layers: @escaping @Sendable () throws -> [any LayerSpecification]
  ) -> Work {
    Work(name: name, unit: "images/s") { context in
      let data = try Examples.random(count: examples, shape: shape, classes: 10, context)
      var trainer = try Trainer(
        Model(try layers(), inputShape: shape),
        configuration: TrainingConfiguration(
          optimizer: try Momentum(0.9), schedule: try ConstantSchedule(rate: 1e-4),
          batchSize: batch, epochs: 1_000_000, seed: 1, recorders: []),
        training: data, context: context)
      return {
        var steps = 0
        _ = trainer.run(
          onStep: { _, _ in
            steps += 1
            return steps == 10 ? .stop : .proceed
          }, onEpoch: { _ in .proceed })
        return Double(steps * batch)
      }
    }
  }
}
