import NeuralNetworks

/// The values that every trained model has besides its tensors: its layers as lists, and the totals.
enum ModelValues {
  static let names = ["parameter_count", "multiply_adds"] + Layers.names

  private enum Layers {
    static let name = "layers/name"
    static let output = "layers/output"
    static let parameters = "layers/parameter_count"
    static let multiplyAdds = "layers/multiply_adds"

    static let names = [name, output, parameters, multiplyAdds]
  }

  /// Shapes as people write them, `28 × 28 × 16` for height, width and channels; multiply-adds are those of one
  /// example on its way forward.
  static func values(of summary: ModelSummary) -> [(name: String, value: ResultValues.Value)] {
    [
      ("parameter_count", .number(Double(summary.parameterCount))),
      ("multiply_adds", .number(Double(summary.multiplyAdds))),
      (Layers.name, .texts(summary.rows.map(\.name))),
      (
        Layers.output,
        .texts(
          summary.rows.map { row in
            row.outputShape.dimensions.map(String.init).joined(separator: " × ")
          })
      ),
      (Layers.parameters, .list(summary.rows.map { Double($0.parameterCount) })),
      (Layers.multiplyAdds, .list(summary.rows.map { Double($0.multiplyAdds) })),
    ]
  }
}
