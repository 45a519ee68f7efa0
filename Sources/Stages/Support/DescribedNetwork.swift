import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// The network that the parameters `model` and `initializer` of a stage describe.
struct DescribedNetwork {
  static let initializerField = ParameterField(
    "initializer", ModelParameters.initializerType, .defaulted(["glorot-uniform": [:]]),
    help: "of the weights of all layers")

  static func modelField(_ presence: ParameterField.Presence) -> ParameterField {
    ParameterField(
      "model", .list(of: ModelParameters.layerType, minimumCount: 1), presence,
      help: "the layers from input to output")
  }

  let layers: [any LayerSpecification]
  /// As it is kept beside learned parameters: layers and initialiser.
  let json: JSONValue
  /// Where each layer stands in the file.
  private let locations: [SourceLocation]

  init(_ parameters: Parameters) throws(SpecificationError) {
    let list = parameters.list("model")
    let initializer = parameters["initializer"] ?? .null
    let described = try ModelParameters.layers(list, initializer: initializer) { path in
      parameters.location(of: ["model"] + path)
    }
    (layers, locations) = (described.map(\.layer), described.map(\.location))
    json = ["layers": .array(list), "initializer": initializer]
  }

  /// The network for examples of a shape.
  ///
  /// - Throws: an error that points at the layer that does not fit.
  func model(for exampleShape: Shape) throws(SpecificationError) -> Model {
    do {
      return try Model(layers, inputShape: exampleShape)
    } catch {
      let place = (error.layer?.position).map { $0 - 1 } ?? 0
      throw SpecificationError("\(error)", at: locations[min(max(place, 0), locations.count - 1)])
    }
  }

  /// The network for data that are known so far, if their shape is.
  ///
  /// - Throws: an error that points at the layer that does not fit, or at the last one if it does not make
  ///   one number for each class.
  func model(for data: DataForecast) throws(SpecificationError) -> Model? {
    guard let shape = data.exampleShape else { return nil }
    let model = try model(for: shape)
    let output = model.outputShape
    if output.rank != 1 || data.classCount.map({ output.count < $0 }) == true {
      let wanted = data.classCount.map { "one number for each of \($0) classes" }
      throw SpecificationError(
        "the last layer's output has shape \(output); it must be "
          + (wanted ?? "one number for each class"), at: locations[locations.count - 1])
    }
    return model
  }
}
