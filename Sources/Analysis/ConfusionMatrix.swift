/// How often examples of each class were taken for each class.
public struct ConfusionMatrix: Equatable, Sendable {
  public let classCount: Int
  /// Row-major `[classCount][classCount]`: row is the true class, column the predicted one.
  public private(set) var counts: [Int]

  /// A matrix of zeros.
  ///
  /// - Precondition: `classCount` is positive.
  public init(classCount: Int) {
    precondition(classCount > 0, "a confusion matrix needs at least one class")
    self.classCount = classCount
    counts = [Int](repeating: 0, count: classCount * classCount)
  }

  /// Counts one pair for each example.
  ///
  /// - Throws: ``AnalysisError/countMismatch(predictions:labels:)``,
  ///   ``AnalysisError/classOutOfRange(what:example:found:classCount:)``.
  public init(
    predictions: [some BinaryInteger], labels: [some BinaryInteger], classCount: Int
  ) throws(AnalysisError) {
    self.init(classCount: classCount)
    guard predictions.count == labels.count else {
      throw .countMismatch(predictions: predictions.count, labels: labels.count)
    }
    for example in labels.indices {
      let label = try Self.index(labels[example], "label", example, classCount)
      let prediction = try Self.index(predictions[example], "prediction", example, classCount)
      counts[label * classCount + prediction] += 1
    }
  }

  private static func index(
    _ value: some BinaryInteger, _ what: String, _ example: Int, _ classCount: Int
  ) throws(AnalysisError) -> Int {
    guard value >= 0, value < classCount else {
      throw .classOutOfRange(
        what: what, example: example, found: Int(clamping: value), classCount: classCount)
    }
    return Int(value)
  }

  /// The number of examples of the class `label` that were taken for `prediction`.
  public subscript(label label: Int, prediction prediction: Int) -> Int {
    counts[label * classCount + prediction]
  }

  /// Adds the counts of another matrix, so that parts of a set may be counted one by one.
  ///
  /// - Throws: ``AnalysisError/classCountMismatch(left:right:)``.
  public mutating func add(_ other: ConfusionMatrix) throws(AnalysisError) {
    guard other.classCount == classCount else {
      throw .classCountMismatch(left: classCount, right: other.classCount)
    }
    for index in counts.indices { counts[index] += other.counts[index] }
  }
}
