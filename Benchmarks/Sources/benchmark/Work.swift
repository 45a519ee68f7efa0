import NeuralNetworks
import Tensors

/// A piece of work that can be repeated.
struct Work: Sendable {
  /// Does some of the work and returns how much, in the work's unit.
  typealias Step = () throws -> Double

  let name: String
  let unit: String
  var usesOneThread = false
  let prepare: @Sendable (ComputeContext) throws -> Step

  static let all: [Work] =
    [multiplyAddPeak, matrixProduct] + trainings + [deepPass, monteCarloDropout]
    + embeddings + figures
}

extension Work {
  /// What one core can do at most: products small enough to stay in the first-level cache.
  private static let multiplyAddPeak = Work(
    name: "peak", unit: "GF/s", usesOneThread: true
  ) { context in
    let size = 96
    let a = Tensor<Float>(repeating: 0.5, shape: [size, size])
    let b = Tensor<Float>(repeating: 0.25, shape: [size, size])
    var c = Tensor<Float>(zeros: [size, size])
    return {
      for _ in 0..<2000 { context.matrixProduct(a, b, into: &c) }
      return 2000 * 2e-9 * Double(size * size * size)
    }
  }

  private static let matrixProduct = Work(
    name: "product-2048", unit: "GF/s", usesOneThread: true
  ) { context in
    let size = 2048
    var a = Tensor<Float>(zeros: [size, size])
    var b = Tensor<Float>(zeros: [size, size])
    context.fillUniform(&a, from: -1, to: 1, stream: RandomStream(seed: 1, name: "a"))
    context.fillUniform(&b, from: -1, to: 1, stream: RandomStream(seed: 1, name: "b"))
    var c = Tensor<Float>(zeros: [size, size])
    return {
      context.matrixProduct(a, b, into: &c)
      return 2e-9 * Double(size) * Double(size) * Double(size)
    }
  }

  /// Fifty layers of 512 with tanh, a batch of 512, forward and backward once.
  private static let deepPass = Work(name: "deep-50x512", unit: "passes/s") { context in
    let examples = try Examples.random(count: 512, shape: [512], classes: 512, context)
    let layers = try (0..<50).flatMap { _ -> [any LayerSpecification] in
      [Dense(units: 512, bias: nil), ActivationSpecification(try Activations.named("tanh"))]
    }
    var network = try Network(
      Model(layers, inputShape: [512]), seed: 1, batchCapacity: 512, context: context)
    let order = (0..<512).map { Int32($0) }
    var labels = Tensor<Int32>(zeros: [512])
    for index in 0..<512 { labels[flat: index] = examples.labels[flat: index] }
    var losses = Tensor<Float>(zeros: [512])
    network.load(examples, at: order[...])
    return {
      let pass = Pass(batch: 512, mode: .training(step: 0))
      network.forward(pass)
      network.backward(pass, loss: CrossEntropy(), labels: labels, losses: &losses)
      return 1
    }
  }

  private static let monteCarloDropout = Work(
    name: "monte-carlo-dropout", unit: "images/s"
  ) { context in
    let examples = try Examples.random(count: 10_000, shape: [784], classes: 10, context)
    let relu = ActivationSpecification(try Activations.named("relu"))
    let model = try Model(
      [
        Dense(units: 800), Dropout(0.5), relu, Dense(units: 800), Dropout(0.5), relu,
        Dense(units: 10),
      ], inputShape: [784])
    var network = try Network(model, seed: 1, batchCapacity: 256, context: context)
    return {
      _ = try MonteCarloDropout.run(&network, on: examples, passes: [4])
      return 40_000
    }
  }
}

/// Made-up examples: what they are does not change how long they take.
enum Examples {
  static func random(
    count: Int, shape: Shape, classes: Int, _ context: ComputeContext
  ) throws -> LabelledExamples {
    var inputs = Tensor<Float>(zeros: Shape([count] + shape.dimensions))
    context.fillNormal(
      &inputs, mean: 0, standardDeviation: 1, stream: RandomStream(seed: 1, name: "inputs"))
    let labels = Tensor<Int32>(
      shape: [count], elements: (0..<count).map { Int32($0 % classes) })
    return try LabelledExamples(inputs: inputs, labels: labels)
  }
}
