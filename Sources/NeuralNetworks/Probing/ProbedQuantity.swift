/// The numbers of a network that a ``Probe`` looks at, each once for every layer with weights.
public enum ProbedQuantity: String, CaseIterable, Equatable, Sendable {
  /// What a layer with weights and the activation behind it make together.
  case activations
  /// What the layer with weights makes by itself, before the activation.
  case preactivations
  /// The gradients of the loss with respect to the activations.
  case gradients
  /// The gradients of the loss with respect to the pre-activations.
  case preactivationGradients = "preactivation-gradients"
  /// Without biases.
  case weights
  /// The gradients of the loss with respect to the weights.
  case weightGradients = "weight-gradients"

  /// In the middle of a sentence.
  public var meaning: String {
    switch self {
    case .activations: "activations"
    case .preactivations: "pre-activations"
    case .gradients: "gradients in the activations"
    case .preactivationGradients: "gradients in the pre-activations"
    case .weights: "weights"
    case .weightGradients: "gradients in the weights"
    }
  }

  /// The beginning of the names of its values.
  public var prefix: String {
    switch self {
    case .preactivationGradients: "preactivation_gradients"
    case .weightGradients: "weight_gradients"
    default: rawValue
    }
  }

  public var unit: String {
    switch self {
    case .activations, .preactivations, .weights: "1"
    case .gradients, .preactivationGradients: "loss per activation"
    case .weightGradients: "loss per weight"
    }
  }
}
