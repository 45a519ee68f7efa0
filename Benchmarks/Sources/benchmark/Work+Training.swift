import NeuralNetworks
import Tensors

extension Work {
  /// Trainings: forward, backward and update, batches gathered in a seeded order.
  static let trainings: [Work] = [
    training("mlp-784-784-256-10", batch: 64, shape: [784]) { try dense([784, 256], "relu") },
    training("mlp-sigmoid-batch-64", batch: 64, shape: [784]) {
      try dense([1000, 1000, 1000, 1000], "sigmoid")
    },
    training("mlp-sigmoid-batch-10", batch: 10, shape: [784]) {
      try dense([1000, 1000, 1000, 1000], "sigmoid")
    },
    training("cifar-cnn", batch: 32, shape: [32, 32, 3]) { try cifar(isNormalized: false) },
    training("cifar-cnn-batch-norm", batch: 32, shape: [32, 32, 3]) {
      try cifar(isNormalized: true)
    },
    training("mnist-cnn", batch: 64, shape: [28, 28, 1], layers: mnist),
    smallAdamW,
  ]

  private static func activation(_ name: String) throws -> any LayerSpecification {
    ActivationSpecification(try Activations.named(name))
  }

  private static func dense(
    _ units: [Int], _ name: String
  ) throws -> [any LayerSpecification] {
    try units.flatMap { [Dense(units: $0), try activation(name)] } + [Dense(units: 10)]
  }

  /// 1,250,858 parameters.
  private static func cifar(isNormalized: Bool) throws -> [any LayerSpecification] {
    func convolution(_ filters: Int, _ padding: WindowSettings.Padding) throws
      -> [any LayerSpecification]
    {
      let layer = Convolution(filters: filters, WindowSettings(kernel: 3, padding: padding))
      return (isNormalized ? [layer, BatchNormalization()] : [layer]) + [try activation("relu")]
    }
    let pool = Pooling(.maximum, WindowSettings(kernel: 2, stride: 2))
    return try convolution(32, .same) + convolution(32, .valid) + [pool]
      + convolution(64, .same) + convolution(64, .valid)
      + [pool, Flatten(), Dense(units: 512), activation("relu"), Dense(units: 10)]
  }

  /// 763,094 parameters.
  private static func mnist() throws -> [any LayerSpecification] {
    func convolution(_ filters: Int, _ settings: WindowSettings) throws
      -> [any LayerSpecification]
    { [Convolution(filters: filters, settings), try activation("relu")] }
    let plain = WindowSettings(kernel: 3, padding: .same)
    let strided = WindowSettings(kernel: 5, stride: 2, padding: .pixels(2))
    return try convolution(16, plain) + convolution(32, strided) + convolution(64, plain)
      + convolution(128, strided) + convolution(256, plain)
      + [
        Pooling(.maximum, WindowSettings(kernel: 2, stride: 2)), Flatten(), Dense(units: 100),
        activation("relu"), Dense(units: 10),
      ]
  }

  private static func training(
    _ name: String, batch: Int, shape: Shape,
    layers: @escaping @Sendable () throws -> [any LayerSpecification]
  ) -> Work {
    Work(name: name, unit: "images/s") { context in
      let data = try Examples.random(count: batch * 20, shape: shape, classes: 10, context)
      let configuration = TrainingConfiguration(
        optimizer: GradientDescent(), schedule: try ConstantSchedule(rate: 1e-4),
        batchSize: batch, epochs: 1_000_000, seed: 1, recorders: [])
      return try steps(
        10, of: Model(try layers(), inputShape: shape), configuration, data, context,
        amount: Double(10 * batch))
    }
  }

  /// 2-6-3-2, full batches of 100, AdamW.
  private static let smallAdamW = Work(name: "small-adamw", unit: "steps/s") { context in
    let data = try Examples.random(count: 100, shape: [2], classes: 2, context)
    let model = try Model(
      [
        Dense(units: 6), try activation("relu"), Dense(units: 3), try activation("relu"),
        Dense(units: 2),
      ], inputShape: [2])
    let configuration = TrainingConfiguration(
      optimizer: try Adam(weightDecay: WeightDecay(0.01, kind: .decoupled)),
      schedule: try ConstantSchedule(rate: 3e-4), batchSize: 100, epochs: 1 << 29, seed: 1,
      recorders: [])
    return try steps(1000, of: model, configuration, data, context, amount: 1000)
  }

  private static func steps(
    _ count: Int, of model: Model, _ configuration: TrainingConfiguration,
    _ data: LabelledExamples, _ context: ComputeContext, amount: Double
  ) throws -> Step {
    var trainer = try Trainer(
      model, configuration: configuration, training: data, context: context)
    return {
      var done = 0
      _ = trainer.run(
        onStep: { _, _ in
          done += 1
          return done == count ? .stop : .proceed
        }, onEpoch: { _ in .proceed })
      return amount
    }
  }
}
