import Tensors

extension ParameterStore {
  /// The rate with which a parameter moves when the schedule's is `rate`.
  public func rate(of index: Int, at rate: Double) -> Double { rate * rateFactors[index] }

  /// The step of a parameter at the schedule's rate, with the decay that its role has.
  func step(
    of index: Int, _ rule: UpdateStep.Rule, rate: Double, weightDecay: WeightDecay
  ) -> UpdateStep {
    let rate = self.rate(of: index, at: rate)
    return UpdateStep(
      rule, rate: Float(rate), weightDecay: weightDecay.penalty(on: roles[index]),
      keep: weightDecay.keep(of: roles[index], rate: rate))
  }

  /// Gives the parameters of each layer named its factor, those of the others 1.
  ///
  /// - Throws: ``NeuralNetworkError/unknown(kind:name:known:)`` for a name that is no layer with
  ///   parameters, ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)``.
  mutating func setRateFactors(_ factors: [String: Double]) throws(NeuralNetworkError) {
    let layers = names.map { name in String(name[..<(name.lastIndex(of: "/") ?? name.endIndex)]) }
    for (layer, factor) in factors.sorted(by: { $0.key < $1.key }) {
      guard layers.contains(layer) else {
        var known: [String] = []
        for name in layers where !known.contains(name) { known.append(name) }
        throw .unknown(kind: "layer with parameters", name: layer, known: known)
      }
      guard factor >= 0, factor.isFinite else {
        throw .outOfRange(
          what: "rates", parameter: "the factor of '\(layer)'", found: factor,
          allowed: "finite and not negative")
      }
    }
    rateFactors = layers.map { factors[$0] ?? 1 }
  }
}
