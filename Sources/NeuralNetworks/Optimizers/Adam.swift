import Tensors

/// Steps scaled by running means of the gradient and of its square (D. Kingma, J. Ba, "Adam: a method for
/// stochastic optimization", 2015, algorithm 1). With decoupled weight decay it is AdamW.
///
/// With P1 and P2 the powers of β1 and β2, kept in Float64 and multiplied once a step, and s = sqrt(1 - P2):
/// rate' = rate s / (1 - P1) and ε' = ε s, computed in Float64 and rounded to Float32. Then in Float32
/// `g' = fma(λ, w, g)`, `m = fma(β1, m, (1-β1) g')`, `v = fma(β2, v, (1-β2) (g' g'))`,
/// `w = fma(-rate', m / (sqrt(v) + ε'), keep w)`, where λ is the L2 decay and keep the factor of decoupled
/// decay, 1 without. Both corrections stand outside of the division, as at the end of the paper's section 2.
public struct Adam: Optimizer {
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  public let weightDecay: WeightDecay
  public var moments: [[Tensor<Float>]] = []
  private var power1 = 1.0
  private var power2 = 1.0

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless both betas are at
  ///   least 0 and below 1, and epsilon is positive and finite.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: WeightDecay = .none
  ) throws(NeuralNetworkError) {
    self.beta1 = try checkedShare(beta1, of: "Adam", as: "beta1")
    self.beta2 = try checkedShare(beta2, of: "Adam", as: "beta2")
    guard epsilon > 0, epsilon.isFinite else {
      throw .outOfRange(
        what: "Adam", parameter: "epsilon", found: epsilon, allowed: "positive and finite")
    }
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  public var momentNames: [String] { ["first-moment", "second-moment"] }

  public mutating func prepare(for parameters: ParameterStore) {
    moments = initialMoments(for: parameters)
    (power1, power2) = (1, 1)
  }

  public mutating func beginStep() {
    power1 *= beta1
    power2 *= beta2
  }

  public func step(of index: Int, in parameters: ParameterStore, rate: Double) -> UpdateStep {
    let scale = (1 - power2).squareRoot()
    let moments = AdamMoments(
      beta1: Float(beta1), rest1: Float(1 - beta1), beta2: Float(beta2), rest2: Float(1 - beta2),
      epsilon: Float(epsilon * scale))
    var step = parameters.step(
      of: index, .adam(moments), rate: rate, weightDecay: weightDecay)
    step.rate = Float(parameters.rate(of: index, at: rate) * scale / (1 - power1))
    return step
  }

  /// The powers of β1 and β2.
  public var numbers: [Double] {
    get { [power1, power2] }
    set {
      guard newValue.count == 2 else { return }
      (power1, power2) = (newValue[0], newValue[1])
    }
  }
}
