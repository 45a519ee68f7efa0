import Tensors

/// The numbers of a network that recorders look at.
public enum RecordedQuantity: String, CaseIterable, Equatable, Sendable {
  /// The outputs of a layer, for the batch or for examples of its own.
  case activations
  /// The gradients of the batch's loss with respect to the outputs of a layer.
  case gradients
  /// The weights of a layer, without biases, after the step.
  case weights
  /// The gradients of the batch's loss with respect to the weights.
  case weightGradients = "weight-gradients"
  /// What the step added to the weights.
  case updates

  /// The beginning of the names of its series.
  var prefix: String { self == .weightGradients ? "weight_gradients" : rawValue }

  /// Whether there is one tensor for each layer with weights, and not for each layer.
  var belongsToWeights: Bool { self != .activations && self != .gradients }

  /// In the middle of a sentence.
  var meaning: String {
    switch self {
    case .activations: "outputs"
    case .gradients: "gradients of the loss of the batch in the outputs"
    case .weights: "weights"
    case .weightGradients: "gradients of the loss of the batch in the weights"
    case .updates: "changes of the weights by one step"
    }
  }

  var unit: String {
    switch self {
    case .activations, .weights, .updates: "1"
    case .gradients: "loss per activation"
    case .weightGradients: "loss per weight"
    }
  }
}
