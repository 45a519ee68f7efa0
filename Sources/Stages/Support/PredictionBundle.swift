import Artifacts
import NeuralNetworks
import Tensors

/// What a network said of examples on its way into the store: its tensors and its values.
struct PredictionBundle {
  private(set) var bundle = TensorBundle()
  private(set) var values: JSONObject = [:]
  private let rows: FeatureRows
  private let classNames: [String]

  /// Starts with whose they are, and what captions call the data.
  init(_ rows: FeatureRows, _ data: DataParts) {
    self.rows = rows
    classNames = data.classNames
    set("labels", .int32(rows.labels), "true class of each example")
    set("examples", .int32(Tensor(rows.places.map { Int32($0) })), Self.placeMeaning)
    if let name = data.name { bundle.setAttribute(DataAttribute.dataset, .string(name)) }
    if !classNames.isEmpty { bundle.setAttribute(DataAttribute.classNames, .strings(classNames)) }
    values[EvaluationValues.examples] = .integer(Int64(rows.places.count))
  }

  private static let placeMeaning = "place of each example in its part"

  private mutating func set(_ name: String, _ tensor: AnyTensor, _ meaning: String) {
    bundle.set(name, tensor, attributes: ["meaning": .string(meaning)])
  }

  mutating func add(_ predictions: Predictions, _ labels: Tensor<Int32>) {
    set("predictions", .int32(predictions.classes), "predicted class of each example")
    set(
      "probabilities", .float32(predictions.probabilities),
      "probability of each class (columns) for each example (rows)")
    let wrong = predictions.misclassified(labels: labels).count
    add(wrong: wrong, of: predictions.count)
  }

  private mutating func add(wrong: Int, of count: Int) {
    values[EvaluationValues.error] = .number(Double(wrong) / Double(count))
    values[EvaluationValues.accuracy] = .number(Double(count - wrong) / Double(count))
  }

  /// The regions of a plane with the examples that lie in it.
  ///
  /// - Parameter points: `[examples, 2]`.
  mutating func add(_ grid: PlaneGrid, _ predictions: Predictions, points: Tensor<Float>) {
    set("grid/x", .float64(Tensor(grid.x)), "first input at each column of the grid")
    set("grid/y", .float64(Tensor(grid.y)), "second input at each row of the grid")
    set(
      "grid/probabilities",
      .float32(
        predictions.probabilities.reshaped(
          to: [grid.y.count, grid.x.count, predictions.probabilities.shape[1]])),
      "probability of each class by row, column and class")
    for (axis, name) in ["x", "y"].enumerated() {
      set(
        "points/\(name)", .float32(Tensor((0..<points.shape[0]).map { points[$0, axis] })),
        "\(axis == 0 ? "first" : "second") input of each example")
    }
  }

  /// - Parameter activations: `[examples, outputs]`.
  mutating func add(activations: Tensor<Float>, of layer: String) {
    set("activations", .float32(activations), "outputs of '\(layer)' for each example")
  }

  /// Examples that were taken for another class, in place of all.
  ///
  /// - Parameters:
  ///   - mistakes: their places among the examples that were looked at.
  ///   - count: how many mistakes there are among those.
  ///   - pictures: what is shown of each.
  mutating func add(
    mistakes: [Int], among count: Int, _ predictions: Predictions, pictures: AnyTensor
  ) {
    add(wrong: count, of: predictions.count)
    let labels = mistakes.map { rows.labels[flat: $0] }
    let taken = mistakes.map { predictions.classes[flat: $0] }
    let confidences = mistakes.map { predictions.confidence(ofExample: $0) }
    set("images", pictures, "the examples that were taken for another class")
    set("labels", .int32(Tensor(labels)), "true class of each example")
    set("predictions", .int32(Tensor(taken)), "predicted class of each example")
    set("confidences", .float32(Tensor(confidences)), "probability of the predicted class")
    set(
      "examples", .int32(Tensor(mistakes.map { Int32(rows.places[$0]) })), Self.placeMeaning)
    bundle.setAttribute(
      "captions",
      .strings(
        mistakes.indices.map { index in
          "\(name(of: labels[index])) taken for \(name(of: taken[index])), "
            + DecimalText.display(Double(confidences[index]), digits: 2)
        }))
  }

  private func name(of label: Int32) -> String {
    classNames.indices.contains(Int(label)) ? classNames[Int(label)] : "\(label)"
  }
}
