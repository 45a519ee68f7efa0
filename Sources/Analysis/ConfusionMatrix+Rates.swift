extension ConfusionMatrix {
  /// The number of examples counted.
  public var total: Int { counts.reduce(0, +) }

  /// The number of examples taken for their own class.
  public var correct: Int {
    (0..<classCount).reduce(0) { $0 + self[label: $1, prediction: $1] }
  }

  /// The share of correct examples; `nil` when nothing was counted.
  public var accuracy: Double? { Self.share(correct, of: total) }

  /// The share of wrong examples; `nil` when nothing was counted.
  public var errorRate: Double? { Self.share(total - correct, of: total) }

  /// The number of examples of a class.
  public func support(of label: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[label: label, prediction: $1] }
  }

  /// The number of examples taken for a class.
  public func predicted(as prediction: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[label: $1, prediction: prediction] }
  }

  /// Of the examples taken for the class, the share that belongs to it; `nil` when there are none.
  public func precision(of label: Int) -> Double? {
    Self.share(self[label: label, prediction: label], of: predicted(as: label))
  }

  /// Of the examples of the class, the share taken for it; `nil` when there are none.
  public func recall(of label: Int) -> Double? {
    Self.share(self[label: label, prediction: label], of: support(of: label))
  }

  /// The harmonic mean of precision and recall, `2 tp / (2 tp + fp + fn)`; `nil` when the class
  /// neither occurs nor is predicted.
  public func f1(of label: Int) -> Double? {
    Self.share(
      2 * self[label: label, prediction: label], of: support(of: label) + predicted(as: label))
  }

  /// Row-major `[classCount][classCount]`: each row divided by its sum; a class without examples has
  /// a row of zeros.
  public var rates: [Double] {
    (0..<classCount).flatMap { label in
      let support = support(of: label)
      return (0..<classCount).map {
        Self.share(self[label: label, prediction: $0], of: support) ?? 0
      }
    }
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}
