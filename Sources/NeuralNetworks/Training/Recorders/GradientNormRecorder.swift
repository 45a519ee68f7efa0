import Tensors

/// `gradient_norm/<layer>`: the Euclidean norm of the gradient of the batch's loss with respect to all
/// parameters of a layer, as the optimiser gets it, without weight decay.
public struct GradientNormRecorder: Recorder {
  private let cadence: Cadence
  private let timing: RecordTiming
  private var layers: [(name: String, parameters: [Int])] = []

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  public init(every cadence: Cadence = .everyEpoch) throws(NeuralNetworkError) {
    self.cadence = try cadence.checked(for: Self.title)
    timing = RecordTiming(prefix: "gradient_norm")
  }

  private static let title = "gradient-norms"

  public var name: String { Self.title }

  public mutating func prepare(for start: RecordingStart) throws(NeuralNetworkError) {
    layers = start.network.trainedLayers.map { ($0.name, Array($0.parameters)) }
  }

  public var readsOutputs: Bool { false }

  public func readsParameterGradients(afterStep step: Int, stepsPerEpoch: Int) -> Bool {
    cadence.isDue(afterStep: step, stepsPerEpoch: stepsPerEpoch)
  }

  public mutating func stepEnded(
    _ step: StepReport, network: Network, history: inout History
  ) {
    guard
      readsParameterGradients(afterStep: step.step, stepsPerEpoch: step.batchesPerEpoch)
    else { return }
    timing.record(step, in: &history)
    for (layer, parameters) in layers {
      var squares = 0.0
      for index in parameters {
        squares += Double(network.context.sumOfSquares(network.parameters.gradients[index]))
      }
      history.append(squares.squareRoot(), to: "gradient_norm/\(layer)")
    }
  }

  public func description(of series: String) -> SeriesDescription? {
    if let description = timing.description(of: series) { return description }
    guard let (layer, _) = layers.first(where: { "gradient_norm/\($0.name)" == series }) else {
      return nil
    }
    return SeriesDescription(
      meaning:
        "Euclidean norm of the gradient of the loss of the batch in the parameters of \(layer)",
      unit: "loss per weight")
  }
}
