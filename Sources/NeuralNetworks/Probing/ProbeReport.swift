/// What a ``Probe`` found.
public struct ProbeReport: Equatable, Sendable {
  /// The names of the layers with weights, from input to output.
  public let layers: [String]
  /// Of each quantity a distribution for each layer.
  public let distributions: [ProbedQuantity: [Distribution]]
  /// What theory expects from the formulas of the initialisers; `nil` for a network that was trained.
  public let theory: VariancePropagation?
  /// What theory expects from the mean squares of the weights as they are.
  public let theoryOfWeights: VariancePropagation
  /// The mean loss of the batch; `nil` where the gradient at the output was drawn.
  public let meanLoss: Double?
}
