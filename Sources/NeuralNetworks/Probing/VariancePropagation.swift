import Tensors

/// What theory expects of means and variances on the way through a network at its initialisation.
///
/// Weights are independent, of mean 0 and apart from the data. Then a layer of fan-in n multiplies the mean
/// square of what goes in by n Var[W], backward one of fan-out n' that of the gradient by n' Var[W]
/// (X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010,
/// equations 5 and 6). An activation multiplies both by the mean of its squared slopes right and left of zero:
/// 1 for tanh, 1/2 for the ReLU (K. He et al., "Delving deep into rectifiers", 2015, equations 8 and 13).
/// That is exact for functions that bend at zero only, if pre-activations are as often above as below it, and
/// the limit of small pre-activations for the others. Means of activations take the pre-activations to be normal.
public struct VariancePropagation: Equatable, Sendable {
  /// n Var[W], forward and backward, of each layer, and the factor of its activation.
  public struct Factors: Equatable, Sendable {
    public var forward: Double
    public var backward: Double
    public var activation: Double
  }

  /// Of each layer; NaN from where the theory does not say.
  public let factors: [Factors]
  public let preactivationVariances: [Double]
  public let activationMeans: [Double]
  public let activationVariances: [Double]
  /// Mean squares, which are variances since gradients have mean 0.
  public let gradientVariances: [Double]
  public let preactivationGradientVariances: [Double]
  public let weightGradientVariances: [Double]

  /// - Parameters:
  ///   - variances: of the weights and biases of each block; `nil` where unknown.
  ///   - inputSecondMoment: the mean square of what goes into the network.
  ///   - gradientSecondMoment: that of the gradient in the activations of the last block.
  ///   - batch: how many examples the gradients of weights are summed over.
  init(
    _ blocks: [ProbeBlock], variances: [(weight: Double?, bias: Double?)],
    inputSecondMoment: Double, gradientSecondMoment: Double, batch: Int
  ) {
    let kinks = blocks.map(Kink.init)
    factors = zip(zip(blocks, variances), kinks).map { pair, kink in
      let variance = pair.1.weight ?? .nan
      return Factors(
        forward: Double(pair.0.weightSpecification.fanIn) * variance,
        backward: Double(pair.0.weightSpecification.fanOut) * variance,
        activation: kink.squaredSlope)
    }
    var secondMoments = [inputSecondMoment]
    var (preactivations, means, squares) = ([Double](), [Double](), [Double]())
    for (index, kink) in kinks.enumerated() {
      let variance = factors[index].forward * secondMoments[index] + (variances[index].bias ?? .nan)
      let mean = kink.mean(ofVariance: variance)
      let square = kink.secondMoment(ofVariance: variance)
      preactivations.append(variance)
      means.append(mean)
      squares.append(square - mean * mean)
      secondMoments.append(square)
    }
    var gradients = [Double](repeating: gradientSecondMoment, count: blocks.count)
    var preactivationGradients = gradients
    for index in blocks.indices.reversed() {
      preactivationGradients[index] = factors[index].activation * gradients[index]
      if index > 0 {
        gradients[index - 1] = factors[index].backward * preactivationGradients[index]
      }
    }
    (preactivationVariances, activationMeans, activationVariances) = (
      preactivations, means, squares
    )
    (gradientVariances, preactivationGradientVariances) = (gradients, preactivationGradients)
    weightGradientVariances = blocks.indices.map { index in
      Double(batch * blocks[index].positions) * preactivationGradients[index] * secondMoments[index]
    }
  }

  /// A function by its value at zero and its slopes on both sides of it.
  private struct Kink {
    var value = 0.0
    var right = 1.0
    var left = 1.0

    init(_ block: ProbeBlock) {
      guard block.hasPrediction else {
        (value, right, left) = (.nan, .nan, .nan)
        return
      }
      guard let activation = block.activation else { return }
      value = activation.value(at: 0)
      right = activation.slope(at: .leastNormalMagnitude)
      left = activation.slope(at: -.leastNormalMagnitude)
    }

    var squaredSlope: Double { (right * right + left * left) / 2 }

    /// The mean of f(z) - f(0) for normal z of mean 0.
    private func rise(_ variance: Double) -> Double {
      right == left ? 0 : (right - left) * (variance / (2 * Double.pi)).squareRoot()
    }

    func mean(ofVariance variance: Double) -> Double { value + rise(variance) }

    func secondMoment(ofVariance variance: Double) -> Double {
      value * value + 2 * value * rise(variance) + squaredSlope * variance
    }
  }
}
