import CKernels

/// The numbers of one step of Adam, the same for all elements.
public struct AdamStep: Equatable, Sendable {
  /// The factor of the L2 penalty.
  public var weightDecay: Float
  /// What decoupled decay leaves of a weight: `1 - rate decay`.
  public var keep: Float
  /// The share of the first moment that is kept, and what it is short of 1.
  public var beta1: Float
  public var rest1: Float
  /// The share of the second moment that is kept, and what it is short of 1.
  public var beta2: Float
  public var rest2: Float
  /// With both bias corrections.
  public var rate: Float
  /// With the bias correction of the second moment.
  public var epsilon: Float

  public init(
    weightDecay: Float, keep: Float, beta1: Float, rest1: Float, beta2: Float, rest2: Float,
    rate: Float, epsilon: Float
  ) {
    self.weightDecay = weightDecay
    self.keep = keep
    self.beta1 = beta1
    self.rest1 = rest1
    self.beta2 = beta2
    self.rest2 = rest2
    self.rate = rate
    self.epsilon = epsilon
  }

  var code: ck_adam {
    ck_adam(
      decay: weightDecay, keep: keep, beta1: beta1, rest1: rest1, beta2: beta2, rest2: rest2,
      rate: rate, epsilon: epsilon)
  }
}
