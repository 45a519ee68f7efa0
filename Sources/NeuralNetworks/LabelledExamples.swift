import Tensors

/// Examples with the class each belongs to.
public struct LabelledExamples: Sendable {
  /// `[examples, …]`; the axes after the first are the shape of one example.
  public let inputs: Tensor<Float>
  /// `[examples]`, class indices from zero.
  public let labels: Tensor<Int32>

  /// - Throws: ``NeuralNetworkError/labelCount(examples:labels:)``,
  ///   ``NeuralNetworkError/noExamples(what:)``.
  public init(inputs: Tensor<Float>, labels: Tensor<Int32>) throws(NeuralNetworkError) {
    guard let count = inputs.shape.dimensions.first, inputs.count > 0 else {
      throw .noExamples(what: "labelled examples")
    }
    guard count == labels.count else {
      throw .labelCount(examples: count, labels: labels.count)
    }
    self.inputs = inputs
    self.labels = labels
  }

  /// - Throws: as ``init(inputs:labels:)-(Tensor<Float>,Tensor<Int32>)``.
  public init(inputs: Tensor<Float>, labels: Tensor<UInt8>) throws(NeuralNetworkError) {
    try self.init(
      inputs: inputs, labels: Tensor(shape: labels.shape, elements: labels.elements.map(Int32.init))
    )
  }

  public var count: Int { labels.count }

  /// Of one example.
  public var exampleShape: Shape { Shape(Array(inputs.shape.dimensions.dropFirst())) }

  /// The first examples.
  ///
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for none, or more than there are.
  public func prefix(_ count: Int) throws(NeuralNetworkError) -> LabelledExamples {
    guard (1...self.count).contains(count) else {
      throw .outOfRange(
        what: "examples", parameter: "how many are taken", found: Double(count),
        allowed: "from 1 to \(self.count)")
    }
    return try LabelledExamples(
      inputs: Tensor(
        shape: Shape([count] + exampleShape.dimensions),
        elements: Array(inputs.elements.prefix(count * exampleShape.count))),
      labels: Tensor(shape: [count], elements: Array(labels.elements.prefix(count))))
  }

  /// Puts the labels of the examples at these places into the first lanes.
  func gatherLabels(at places: ArraySlice<Int32>, into lanes: inout Tensor<Int32>) {
    for (lane, place) in places.enumerated() { lanes[flat: lane] = labels[flat: Int(place)] }
  }

  /// Checks that a model takes these examples and knows their classes.
  ///
  /// - Throws: ``NeuralNetworkError/exampleShape(found:expected:)``,
  ///   ``NeuralNetworkError/outputShape(found:expected:)``,
  ///   ``NeuralNetworkError/labelOutOfRange(example:label:classCount:)``.
  public func check(against model: Model) throws(NeuralNetworkError) {
    try checkShape(against: model)
    let classCount = model.outputShape.count
    let values = labels.elements
    if let example = values.firstIndex(where: { $0 < 0 || Int($0) >= classCount }) {
      throw .labelOutOfRange(
        example: example, label: Int(values[example]), classCount: classCount)
    }
  }

  /// Checks that a model takes these examples and makes a list of numbers of each.
  ///
  /// - Throws: ``NeuralNetworkError/exampleShape(found:expected:)``,
  ///   ``NeuralNetworkError/outputShape(found:expected:)``.
  func checkShape(against model: Model) throws(NeuralNetworkError) {
    guard exampleShape == model.inputShape else {
      throw .exampleShape(found: exampleShape, expected: model.inputShape)
    }
    guard model.outputShape.dimensions.count == 1 else {
      throw .outputShape(found: model.outputShape, expected: "one number for each class")
    }
  }
}
