import Tensors

/// What can be wrong with a model, its training or what is fed to it.
///
/// Layers are named as in ``Model``: `dense2 (layer 4)`.
public enum NeuralNetworkError: Error, Equatable, Sendable {
  /// A model without layers.
  case noLayers
  /// Two layers of one name: their parameters could not be told apart.
  case duplicateLayerName(String)
  /// A layer cannot take the shape that the layers before it produce.
  case layerInput(layer: LayerIdentity, found: Shape, expected: String)
  /// A number given to a layer, an activation, an initialiser, … lies outside its range.
  case outOfRange(what: String, parameter: String, found: Double, allowed: String)
  /// A setting of a layer lies outside its range.
  case layerSetting(layer: LayerIdentity, parameter: String, found: Double, allowed: String)
  /// A name that no file of the folder provides.
  case unknown(kind: String, name: String, known: [String])
  /// A part that takes no number was given one.
  case unexpectedValue(what: String, value: Double)
  /// A layer that exists in Float32 only, in a network that is to be computed in Float64.
  case noReference(layer: LayerIdentity)
  /// The model does not end in one number for each class.
  case outputShape(found: Shape, expected: String)
  /// Examples of another shape than the model takes.
  case exampleShape(found: Shape, expected: Shape)
  /// The lists of examples and labels differ in length.
  case labelCount(examples: Int, labels: Int)
  /// A label that names no class of the model.
  case labelOutOfRange(example: Int, label: Int, classCount: Int)
  /// A part that needs examples got none.
  case noExamples(what: String)
  /// A named tensor that a model or a training state needs is absent.
  case missingTensor(name: String)
  /// A named tensor has no place in this model.
  case unexpectedTensor(name: String)
  /// A named tensor has another shape than its place.
  case tensorShape(name: String, found: Shape, expected: Shape)
  /// A training state contradicts the training it is to continue.
  case inconsistentState(reason: String)
}

/// A layer's name and its place, counted from one.
public struct LayerIdentity: Equatable, Sendable, CustomStringConvertible {
  public var name: String
  public var position: Int

  public init(name: String, position: Int) {
    self.name = name
    self.position = position
  }

  public var description: String { "\(name) (layer \(position))" }
}

extension NeuralNetworkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noLayers:
      "the model has no layers"
    case .duplicateLayerName(let name):
      "two layers are named '\(name)'; give one of them another name"
    case .layerInput(let layer, let found, let expected):
      "\(layer): gets inputs of shape \(found), but takes \(expected)"
    case .outOfRange(let what, let parameter, let found, let allowed):
      "\(what): \(parameter) is \(found); it must be \(allowed)"
    case .layerSetting(let layer, let parameter, let found, let allowed):
      "\(layer): \(parameter) is \(found); it must be \(allowed)"
    case .unknown(let kind, let name, let known):
      "unknown \(kind) '\(name)'; known: \(known.joined(separator: ", "))"
    case .unexpectedValue(let what, let value):
      "\(what) takes no number, but was given \(value)"
    case .noReference(let layer):
      "\(layer): cannot be computed in Float64; take it out of the network that is to be checked"
    case .outputShape(let found, let expected):
      "the model's output has shape \(found); it must be \(expected)"
    case .exampleShape(let found, let expected):
      "examples of shape \(found), but the model takes \(expected)"
    case .labelCount(let examples, let labels):
      "\(examples) examples but \(labels) labels; there must be one of each"
    case .labelOutOfRange(let example, let label, let classCount):
      "label \(label) of example \(example) is not one of the model's \(classCount) classes"
    case .noExamples(let what):
      "\(what): no examples; at least one is needed"
    case .missingTensor(let name):
      "the tensor '\(name)' is missing"
    case .unexpectedTensor(let name):
      "the tensor '\(name)' has no place in this model"
    case .tensorShape(let name, let found, let expected):
      "the tensor '\(name)' has shape \(found); \(expected) is needed"
    case .inconsistentState(let reason):
      "the training state does not fit: \(reason)"
    }
  }
}

extension NeuralNetworkError {
  /// The layer that the error is about, if it is about one.
  public var layer: LayerIdentity? {
    switch self {
    case .layerInput(let layer, _, _), .layerSetting(let layer, _, _, _), .noReference(let layer):
      layer
    default: nil
    }
  }
}
