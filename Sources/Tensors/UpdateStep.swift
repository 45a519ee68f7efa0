import CKernels

/// How one step of an optimiser moves the elements of a parameter, the same for all of them.
public struct UpdateStep: Equatable, Sendable {
  public enum Rule: Equatable, Sendable {
    /// `w = fma(-rate, g', w')`.
    case descent
    /// `v = fma(momentum, v, g')`, `w = fma(-rate, v, w')`; with Nesterov's momentum
    /// `w = fma(-rate, fma(momentum, v, g'), w')`. The velocity is the first moment.
    case momentum(Float, nesterov: Bool)
    /// `m = fma(beta1, m, rest1 g')`, `v = fma(beta2, v, rest2 (g' g'))`,
    /// `w = fma(-rate, m / (sqrt(v) + epsilon), w')`; m and v are the first and the second moment.
    case adam(AdamMoments)
  }

  public var rule: Rule
  /// With the bias corrections, if the rule has any.
  public var rate: Float
  /// The factor of the L2 penalty: `g' = fma(weightDecay, w, g)`, where w has been scaled by ``keep``
  /// unless the rule is Adam's.
  public var weightDecay: Float
  /// What decoupled decay leaves of a weight: `w' = keep w`.
  public var keep: Float

  public init(_ rule: Rule, rate: Float, weightDecay: Float = 0, keep: Float = 1) {
    self.rule = rule
    self.rate = rate
    self.weightDecay = weightDecay
    self.keep = keep
  }

  /// Without the pointers.
  var code: ck_update {
    var code = ck_update()
    code.rate = rate
    code.decay = weightDecay
    code.keep = keep
    switch rule {
    case .descent: code.rule = CK_DESCENT
    case .momentum(let momentum, let isNesterov):
      code.rule = isNesterov ? CK_NESTEROV : CK_MOMENTUM
      code.kept1 = momentum
    case .adam(let moments):
      code.rule = CK_ADAM
      code.kept1 = moments.beta1
      code.rest1 = moments.rest1
      code.kept2 = moments.beta2
      code.rest2 = moments.rest2
      code.epsilon = moments.epsilon
    }
    return code
  }

  /// How many tensors the rule keeps from step to step.
  public var momentCount: Int {
    switch rule {
    case .descent: 0
    case .momentum: 1
    case .adam: 2
    }
  }
}

/// How the running means of Adam follow the gradient.
public struct AdamMoments: Equatable, Sendable {
  /// The share of the first moment that is kept, and what it is short of 1.
  public var beta1: Float
  public var rest1: Float
  /// The share of the second moment that is kept, and what it is short of 1.
  public var beta2: Float
  public var rest2: Float
  /// With the bias correction of the second moment.
  public var epsilon: Float

  public init(beta1: Float, rest1: Float, beta2: Float, rest2: Float, epsilon: Float) {
    self.beta1 = beta1
    self.rest1 = rest1
    self.beta2 = beta2
    self.rest2 = rest2
    self.epsilon = epsilon
  }
}
