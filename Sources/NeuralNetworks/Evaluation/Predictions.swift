import Tensors

/// What a network takes examples for.
public struct Predictions: Equatable, Sendable {
  /// `[examples]`: the class with the largest output, the lowest of equal ones.
  public let classes: Tensor<Int32>
  /// `[examples, classes]`; every row sums to one.
  public let probabilities: Tensor<Float>

  public var count: Int { classes.count }

  /// The probability that the network gives the class it predicts for an example.
  public func confidence(ofExample example: Int) -> Float {
    probabilities[example, Int(classes[flat: example])]
  }

  /// The examples taken for another class than their own, in order.
  ///
  /// - Precondition: there is one label for each example.
  public func misclassified(labels: Tensor<Int32>) -> [Int] {
    precondition(labels.count == count, "\(labels.count) labels for \(count) examples")
    return (0..<count).filter { classes[flat: $0] != labels[flat: $0] }
  }

  /// Examples by falling confidence; of equally confident ones the first of the set comes first, and those whose
  /// confidence is no number come last.
  public func mostConfidentFirst(_ examples: [Int]) -> [Int] {
    examples
      .map { example in
        let confidence = confidence(ofExample: example)
        return (confidence: confidence.isNaN ? -1 : confidence, example: example)
      }
      .sorted { left, right in
        left.confidence == right.confidence
          ? left.example < right.example : left.confidence > right.confidence
      }.map(\.example)
  }
}
