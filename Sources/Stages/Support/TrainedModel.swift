import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Names of the attributes of a trained model.
enum ModelAttribute {
  /// The layers and the initialiser as canonical JSON.
  static let model = "model"
  static let inputShape = "input_shape"
  /// How the training ended.
  static let outcome = "outcome"
  static let batch = "batch"
  static let loss = "loss"
}

/// A trained model read from the store.
struct TrainedModel {
  let model: Model
  /// What the training made small.
  let loss: any Loss
  private let parameters: [String: Tensor<Float>]
  private let cell: String

  init(_ input: StageInput) throws {
    try self.init(input.bundle("model"), cell: input.cell)
  }

  /// - Parameter cell: the cell that made the bundle, for errors.
  init(_ bundle: TensorBundle, cell: String) throws {
    self.cell = cell
    guard case .string(let text)? = bundle.attributes[ModelAttribute.model],
      case .integers(let shape)? = bundle.attributes[ModelAttribute.inputShape],
      let description = try? JSONValue(parsing: text),
      let layers = description["layers"]?.arrayValue,
      case .string(let lossName)? = bundle.attributes[ModelAttribute.loss]
    else { throw StageFailure("'\(cell)' does not describe its model") }
    let nowhere = SourceLocation(file: cell, line: 1, column: 1)
    model = try Model(
      ModelParameters.layers(
        layers, initializer: description["initializer"] ?? .null, location: { _ in nowhere }
      ).map(\.layer),
      inputShape: Shape(shape.map { Int($0) }))
    loss = try Losses.named(lossName)
    var parameters: [String: Tensor<Float>] = [:]
    for (name, entry) in bundle.entries where name.hasPrefix("parameters/") {
      parameters[String(name.dropFirst("parameters/".count))] = entry.tensor.float32
    }
    self.parameters = parameters
  }

  /// The network with the learned parameters.
  ///
  /// - Parameters:
  ///   - seed: of what is random in use, such as the masks of Monte-Carlo dropout.
  ///   - capacity: the most examples of a batch; no result depends on it.
  func network(seed: UInt64, capacity: Int, _ compute: ComputeContext) throws -> Network {
    try Network(
      model, parameters: parameters, seed: seed, batchCapacity: capacity, context: compute)
  }
}
