import Tensors

/// Central differences of a loss against its gradient by backpropagation, in Float64.
///
/// The error of a central difference has two parts (Press et al., Numerical Recipes, 3rd edition, section 5.7):
/// what the Taylor series leaves out, ε² |L'''| / 6, and the rounding of the two losses, u max(1, |L|) / ε with
/// u = 2⁻⁵³. Where the loss is smooth the measured error follows the larger of the two, a V on logarithmic
/// axes; a rectifier that switches within ε adds the jump of its slope.
public struct GradientCheck: Sendable {
  /// One step size.
  public struct Step: Sendable {
    public let epsilon: Double
    /// Central difference minus gradient, of each element.
    public let differences: [Double]
    public let largestAbsolute: Double
    /// The largest |difference| over the larger of the two numbers compared; 0 where both are 0.
    public let largestRelative: Double
    /// What the error should be for the largest third derivative among the elements.
    public let truncation: Double
    /// What the error should be for two losses that are rounded.
    public let rounding: Double
  }

  /// The mean loss of the examples.
  public let loss: Double
  /// By backpropagation, of each element.
  public let gradients: [Double]
  /// In the order of the step sizes given.
  public let steps: [Step]

  /// The steps of the third derivative: as small as rounding allows, so that few rectifiers switch within.
  private static let stencils = (smallest: 0x1p-9, largest: 0x1p-3)

  /// Checks elements of one parameter.
  ///
  /// - Parameters:
  ///   - parameter: the place of the parameter among ``ReferenceNetwork/names``.
  ///   - elements: places in the parameter, row-major.
  /// - Precondition: parameter and elements exist, step sizes are positive, and there is one label, which names
  ///   an output, for each of the inputs, at least one.
  public init(
    _ network: ReferenceNetwork, parameter: Int, elements: Range<Int>, epsilons: [Double],
    inputs: [[Double]], labels: [Int]
  ) {
    let loss = network.meanLoss(inputs, labels: labels)
    let gradients = Array(network.gradients(inputs, labels: labels)[parameter][elements])
    func difference(_ element: Int, _ epsilon: Double) -> Double {
      network.centralDifference(
        parameter: parameter, element: element, epsilon: epsilon, inputs: inputs, labels: labels)
    }
    let rounding = Double.ulpOfOne / 2 * max(1, loss.magnitude)
    let largestThird =
      elements.map { element in
        Self.thirdDerivative(rounding: rounding) { difference(element, $0) }.magnitude
      }.max() ?? 0
    steps = epsilons.map { epsilon in
      let found = elements.map { difference($0, epsilon) }
      let relative = zip(found, gradients).map { found, exact in
        found == exact
          ? 0 : (found - exact).magnitude / max(found.magnitude, exact.magnitude)
      }
      let differences = zip(found, gradients).map { $0 - $1 }
      return Step(
        epsilon: epsilon, differences: differences,
        largestAbsolute: differences.map(\.magnitude).max() ?? 0,
        largestRelative: relative.max() ?? 0,
        truncation: epsilon * epsilon * largestThird / 6,
        rounding: rounding / epsilon)
    }
    self.loss = loss
    self.gradients = gradients
  }

  /// (D(2h) - D(h)) 2 / h² of central differences D, which is right up to a term in h²; h grows until the two
  /// differ by far more than their rounding.
  private static func thirdDerivative(
    rounding: Double, _ difference: (Double) -> Double
  ) -> Double {
    var h = stencils.smallest
    while true {
      let change = difference(2 * h) - difference(h)
      if change.magnitude > 256 * rounding / h || h >= stencils.largest {
        return change * 2 / (h * h)
      }
      h *= 2
    }
  }
}
