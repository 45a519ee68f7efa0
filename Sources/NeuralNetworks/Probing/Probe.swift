import Tensors

/// Sends one batch through a network, forward and backward as in training, and looks at what every layer
/// makes of it; no parameter moves.
public struct Probe: Sendable {
  /// What goes backward from the output.
  public enum OutputGradient: Sendable {
    /// The gradient of the mean loss of the batch.
    case loss(any Loss)
    /// Numbers drawn from N(0, 1), apart from everything in the network.
    case normal(seed: UInt64)
  }

  public var outputGradient: OutputGradient
  /// Of all quantities.
  public var percentiles: [Double]
  public var histograms: [ProbedQuantity: DistributionRecorder.Histogram]

  public init(
    _ outputGradient: OutputGradient, percentiles: [Double] = [],
    histograms: [ProbedQuantity: DistributionRecorder.Histogram] = [:]
  ) {
    self.outputGradient = outputGradient
    self.percentiles = percentiles
    self.histograms = histograms
  }

  /// Runs the examples through the network as one batch.
  ///
  /// - Parameters:
  ///   - network: as it stands; it has to keep the outputs of all layers.
  ///   - isInitial: whether the parameters are the initialisers' own, so that theory can go from their formulas.
  /// - Throws: a ``NeuralNetworkError`` for examples that do not fit the model or are more than a batch holds, and
  ///   for settings out of range.
  public func run(
    on network: inout Network, _ examples: LabelledExamples, isInitial: Bool
  ) throws(NeuralNetworkError) -> ProbeReport {
    var settings: [ProbedQuantity: Distribution.Settings] = [:]
    for quantity in ProbedQuantity.allCases {
      settings[quantity] = try Distribution.Settings(
        percentiles: percentiles, histogram: histograms[quantity], of: "probe")
    }
    let blocks = ProbeBlock.blocks(of: network.model)
    guard !blocks.isEmpty else { throw .noLayers }
    guard examples.count <= network.batchCapacity else {
      throw .outOfRange(
        what: "probe", parameter: "the number of examples", found: Double(examples.count),
        allowed: "at most \(network.batchCapacity)")
    }
    let meanLoss = try pass(examples, through: &network)
    var distributions: [ProbedQuantity: [Distribution]] = [:]
    for (quantity, settings) in settings {
      distributions[quantity] = blocks.map { block in
        Distribution(
          Self.tensor(quantity, of: block, network, batch: examples.count), settings,
          context: network.context)
      }
    }
    return ProbeReport(
      layers: blocks.map(\.name), distributions: distributions,
      theory: isInitial
        ? theory(
          blocks, variances: blocks.map(\.initialVariances), network, distributions, examples)
        : nil,
      theoryOfWeights: theory(
        blocks, variances: blocks.map { Self.measuredVariances(of: $0, network) }, network,
        distributions, examples),
      meanLoss: meanLoss)
  }

  /// - Returns: the mean loss, if there is one.
  private func pass(
    _ examples: LabelledExamples, through network: inout Network
  ) throws(NeuralNetworkError) -> Double? {
    let places = (0..<Int32(examples.count)).map { $0 }
    let pass = Pass(batch: examples.count, mode: .training(step: 0))
    switch outputGradient {
    case .normal(let seed):
      try examples.checkShape(against: network.model)
      network.load(examples, at: places[...])
      network.forward(pass)
      network.drawOutputGradient(
        batch: examples.count, stream: RandomStream(seed: seed, name: "probe/output_gradient"))
      network.backward(pass)
      return nil
    case .loss(let loss):
      try examples.check(against: network.model)
      network.load(examples, at: places[...])
      network.forward(pass)
      var labels = Tensor<Int32>(zeros: [network.lanes])
      var losses = Tensor<Float>(zeros: [network.lanes])
      examples.gatherLabels(at: places[...], into: &labels)
      network.backward(pass, loss: loss, labels: labels, losses: &losses)
      return Double(network.context.sum(losses, range: 0..<examples.count)) / Double(examples.count)
    }
  }

  private static func tensor(
    _ quantity: ProbedQuantity, of block: ProbeBlock, _ network: Network, batch: Int
  ) -> Tensor<Float> {
    switch quantity {
    case .activations: network.outputs(ofLayer: block.outputPlace, batch: batch)
    case .preactivations: network.outputs(ofLayer: block.place, batch: batch)
    case .gradients:
      network.outputGradients(ofLayer: block.outputPlace, batch: batch) ?? Tensor(zeros: [0])
    case .preactivationGradients:
      network.outputGradients(ofLayer: block.place, batch: batch) ?? Tensor(zeros: [0])
    case .weights: network.parameters.values[block.weight]
    case .weightGradients: network.parameters.gradients[block.weight]
    }
  }

  private func theory(
    _ blocks: [ProbeBlock], variances: [(weight: Double?, bias: Double?)], _ network: Network,
    _ distributions: [ProbedQuantity: [Distribution]], _ examples: LabelledExamples
  ) -> VariancePropagation {
    let inputs = network.context.statistics(examples.inputs)
    return VariancePropagation(
      blocks, variances: variances,
      inputSecondMoment: inputs.map { $0.variance + $0.mean * $0.mean } ?? .nan,
      gradientSecondMoment: distributions[.gradients]?.last?.secondMoment ?? .nan,
      batch: examples.count)
  }

  /// The mean squares of weights and biases.
  private static func measuredVariances(
    of block: ProbeBlock, _ network: Network
  ) -> (weight: Double?, bias: Double?) {
    func secondMoment(_ place: Int) -> Double? {
      network.context.statistics(network.parameters.values[place])
        .map { $0.variance + $0.mean * $0.mean }
    }
    return (secondMoment(block.weight), block.biasPlace.map(secondMoment) ?? 0)
  }
}

extension ProbeBlock {
  /// By the formulas of the initialisers.
  fileprivate var initialVariances: (weight: Double?, bias: Double?) {
    (weightSpecification.initialVariance, biasSpecification.map(\.initialVariance) ?? 0)
  }
}

extension ParameterSpecification {
  /// The variance of the numbers that the initialiser draws; `nil` where they are not independent draws of mean 0.
  public var initialVariance: Double? {
    initializer.variance(of: shape, fanIn: fanIn, fanOut: fanOut)
  }
}
