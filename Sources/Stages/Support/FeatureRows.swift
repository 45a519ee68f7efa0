import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Examples as rows of features: their inputs, or what a layer of a network makes of them.
struct FeatureRows {
  /// `[examples, features]`.
  let features: Tensor<Float>
  let labels: Tensor<Int32>
  /// Where the examples lie in their part, ascending.
  let places: [Int]

  /// Draws examples from a part without replacement, or takes all of them.
  ///
  /// - Parameter count: `nil` for all.
  init(
    of examples: LabelledExamples, count: Int?, seed: UInt64, cell: String
  ) throws {
    let count = count ?? examples.count
    guard count <= examples.count else {
      throw StageFailure(
        "\(count) examples were asked for, but the part of '\(cell)' has \(examples.count)")
    }
    places =
      count == examples.count
      ? Array(0..<count)
      : RandomStream(seed: seed, name: "embed/examples").permutation(count: examples.count)
        .prefix(count).map { Int($0) }.sorted()
    let inputs = try AnyTensor.float32(examples.inputs).selecting(rows: places)
    guard let inputs = inputs.float32, count > 0 else {
      throw StageFailure("the part of '\(cell)' has no examples")
    }
    features = inputs.reshaped(to: [count, inputs.count / count])
    labels = Tensor(places.map { examples.labels[flat: $0] })
  }

  /// The rows as examples of the shape that they had.
  func labelled(exampleShape: Shape) throws(NeuralNetworkError) -> LabelledExamples {
    try LabelledExamples(
      inputs: features.reshaped(to: Shape([labels.count] + exampleShape.dimensions)),
      labels: labels)
  }

  /// The rows as the outputs of a layer, dropout off.
  ///
  /// - Parameter exampleShape: of one example before it became a row.
  func activations(
    ofLayer name: String, in trained: TrainedModel, exampleShape: Shape, cell: String,
    _ compute: ComputeContext
  ) throws -> Tensor<Float> {
    let layers = trained.model.layers
    guard let index = layers.firstIndex(where: { $0.name == name }) else {
      throw StageFailure(
        "the network of '\(cell)' has no layer '\(name)', only "
          + layers.map(\.name).joined(separator: ", "))
    }
    guard exampleShape == trained.model.inputShape else {
      throw StageFailure(
        "the network of '\(cell)' takes examples of shape \(trained.model.inputShape), not "
          + "\(exampleShape)")
    }
    let examples = try labelled(exampleShape: exampleShape)
    let capacity = min(256, labels.count)
    var network = try trained.network(seed: 0, capacity: capacity, compute)
    var rows: [Float] = []
    for first in stride(from: 0, to: labels.count, by: capacity) {
      let batch = (first..<min(first + capacity, labels.count)).map { Int32($0) }
      network.load(examples, at: batch[...])
      network.forward(Pass(batch: batch.count, mode: .evaluation))
      rows += network.outputs(ofLayer: index, batch: batch.count).elements
    }
    return Tensor(shape: [labels.count, rows.count / labels.count], elements: rows)
  }
}
