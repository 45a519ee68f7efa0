/// How weights are pulled towards zero. It applies to weights only, not to biases.
public struct WeightDecay: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Equatable, Sendable {
    /// The gradient of the penalty λ/2 |w|² is added to that of the loss, and goes through whatever the
    /// optimiser does to gradients.
    case l2
    /// w becomes (1 - rate λ) w before the step, beside the gradient (I. Loshchilov, F. Hutter,
    /// "Decoupled weight decay regularization", 2019).
    case decoupled
  }

  /// The λ.
  public let factor: Double
  public let kind: Kind

  public static let none = WeightDecay()

  private init() {
    factor = 0
    kind = .l2
  }

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the factor is
  ///   finite and not negative.
  public init(_ factor: Double, kind: Kind = .l2) throws(NeuralNetworkError) {
    guard factor >= 0, factor.isFinite else {
      throw .outOfRange(
        what: "optimizer", parameter: "weight decay", found: factor,
        allowed: "finite and not negative")
    }
    self.factor = factor
    self.kind = kind
  }

  /// The λ of the penalty on a parameter, rounded to Float32.
  func penalty(on role: ParameterSpecification.Role) -> Float {
    kind == .l2 && role == .weight ? Float(factor) : 0
  }

  /// What decoupled decay leaves of a parameter: 1 - rate λ, computed in Float64.
  func keep(of role: ParameterSpecification.Role, rate: Double) -> Float {
    kind == .decoupled && role == .weight ? Float(1 - rate * factor) : 1
  }
}
