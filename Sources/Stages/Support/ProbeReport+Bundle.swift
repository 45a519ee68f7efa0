import Artifacts
import NeuralNetworks
import Tensors

extension ProbeReport {
  /// The report as lists over the layers with weights: `activations/variance`, `theory/gradients/variance`, …
  var bundle: TensorBundle {
    var bundle = TensorBundle()
    func set(
      _ name: String, _ values: [Double], width: Int? = nil, _ meaning: String, _ unit: String
    ) {
      let shape = width.map { Shape([layers.count, $0]) } ?? Shape([values.count])
      bundle.set(
        name, .float64(Tensor(shape: shape, elements: values)),
        attributes: ["meaning": .string(meaning), "unit": .string(unit)])
    }
    set(
      "layer", layers.indices.map { Double($0 + 1) }, "number of the layer with weights, from 1",
      "layers")
    for quantity in ProbedQuantity.allCases {
      let found = distributions[quantity] ?? []
      let of = "of the \(quantity.meaning) of each layer"
      let squared = quantity.unit == "1" ? "1" : "(\(quantity.unit))^2"
      set("\(quantity.prefix)/mean", found.map(\.mean), "mean \(of)", quantity.unit)
      set("\(quantity.prefix)/variance", found.map(\.variance), "variance \(of)", squared)
      set(
        "\(quantity.prefix)/standard_deviation", found.map(\.standardDeviation),
        "standard deviation \(of)", quantity.unit)
      set("\(quantity.prefix)/norm", found.map(\.norm), "Euclidean norm \(of)", quantity.unit)
      if let width = found.first?.percentiles.count, width > 0 {
        set(
          "\(quantity.prefix)/percentiles", found.flatMap(\.percentiles), width: width,
          "percentiles \(of)", quantity.unit)
      }
      if let width = found.first?.histogram.count, width > 0 {
        set(
          "\(quantity.prefix)/histogram", found.flatMap(\.histogram), width: width,
          "shares \(of) in equal bins over histogram_range", "1")
        set(
          "\(quantity.prefix)/histogram_range", found.flatMap(\.histogramRange), width: 2,
          "where the histogram \(of) begins and ends", quantity.unit)
      }
    }
    if let theory { bundle.add(theory, "theory", "from the initialisers' formulas") }
    bundle.add(theoryOfWeights, "theory_of_weights", "from the weights that were drawn")
    if let meanLoss {
      set("loss", [meanLoss], "mean loss of the batch", "loss per example")
    }
    bundle.setAttribute("layer_names", .strings(layers))
    return bundle
  }
}

extension TensorBundle {
  fileprivate mutating func add(_ theory: VariancePropagation, _ prefix: String, _ source: String) {
    func set(_ name: String, _ values: [Double], _ meaning: String) {
      self.set(
        "\(prefix)/\(name)", .float64(Tensor(shape: Shape([values.count]), elements: values)),
        attributes: ["meaning": .string("\(meaning) of each layer, \(source)")])
    }
    set("forward_factor", theory.factors.map(\.forward), "fan-in times variance of the weights")
    set("backward_factor", theory.factors.map(\.backward), "fan-out times variance of the weights")
    set(
      "activation_factor", theory.factors.map(\.activation),
      "mean of the squared slopes of the activation on both sides of zero")
    set("preactivations/variance", theory.preactivationVariances, "variance of the pre-activations")
    set("activations/mean", theory.activationMeans, "mean of the activations")
    set("activations/variance", theory.activationVariances, "variance of the activations")
    set(
      "gradients/variance", theory.gradientVariances, "variance of the gradients in the activations"
    )
    set(
      "preactivation_gradients/variance", theory.preactivationGradientVariances,
      "variance of the gradients in the pre-activations")
    set(
      "weight_gradients/variance", theory.weightGradientVariances,
      "variance of the gradients in the weights")
  }
}
