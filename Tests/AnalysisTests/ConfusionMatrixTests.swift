import Testing

@testable import Analysis

@Suite struct ConfusionMatrixTests {
  // Counted by hand.
  let labels = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2]
  let predictions = [0, 0, 1, 1, 0, 2, 2, 2, 1, 2]

  @Test("rows are true classes, columns are predictions")
  func counts() throws {
    let matrix = try ConfusionMatrix(predictions: predictions, labels: labels, classCount: 4)
    #expect(matrix.counts == [2, 1, 0, 0, 1, 1, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0])
    #expect(matrix[label: 2, prediction: 1] == 1)
    #expect(matrix.total == 10)
    #expect(matrix.correct == 7)
    #expect(matrix.accuracy == 0.7)
    #expect(matrix.errorRate == 0.3)
  }

  @Test("precision, recall and F1 of each class, and none where there is nothing to divide by")
  func perClass() throws {
    let matrix = try ConfusionMatrix(predictions: predictions, labels: labels, classCount: 4)
    #expect(matrix.precision(of: 0) == 2.0 / 3)
    #expect(matrix.recall(of: 0) == 2.0 / 3)
    #expect(matrix.precision(of: 1) == 1.0 / 3)
    #expect(matrix.recall(of: 1) == 0.5)
    #expect(matrix.f1(of: 1) == 0.4)
    #expect(matrix.precision(of: 2) == 1)
    #expect(matrix.recall(of: 2) == 0.8)
    #expect(matrix.precision(of: 3) == nil)
    #expect(matrix.recall(of: 3) == nil)
    #expect(matrix.f1(of: 3) == nil)
    #expect(ConfusionMatrix(classCount: 2).errorRate == nil)
  }

  @Test("each row of rates sums to one, and to zero for a class without examples")
  func rates() throws {
    let rates = try ConfusionMatrix(predictions: predictions, labels: labels, classCount: 4).rates
    for label in 0..<4 {
      let sum = rates[(4 * label)..<(4 * label + 4)].reduce(0, +)
      #expect(abs(sum - (label == 3 ? 0 : 1)) < 1e-15)
    }
    #expect(rates[4 * 2 + 2] == 0.8)
  }

  @Test("matrices of parts add up to the matrix of the whole")
  func addition() throws {
    let whole = try ConfusionMatrix(predictions: predictions, labels: labels, classCount: 3)
    var sum = try ConfusionMatrix(
      predictions: Array(predictions.prefix(4)), labels: Array(labels.prefix(4)), classCount: 3)
    try sum.add(
      ConfusionMatrix(
        predictions: Array(predictions.dropFirst(4)), labels: Array(labels.dropFirst(4)),
        classCount: 3))
    #expect(sum == whole)
    #expect(throws: AnalysisError.classCountMismatch(left: 3, right: 2)) {
      try sum.add(ConfusionMatrix(classCount: 2))
    }
  }

  @Test("bad input is named with its place")
  func badInput() {
    #expect(throws: AnalysisError.countMismatch(predictions: 1, labels: 2)) {
      try ConfusionMatrix(predictions: [0], labels: [0, 1], classCount: 2)
    }
    #expect(
      throws: AnalysisError.classOutOfRange(what: "label", example: 1, found: 2, classCount: 2)
    ) { try ConfusionMatrix(predictions: [0, 1], labels: [0, 2] as [UInt8], classCount: 2) }
    #expect(
      throws: AnalysisError.classOutOfRange(
        what: "prediction", example: 0, found: -1, classCount: 2)
    ) { try ConfusionMatrix(predictions: [-1] as [Int32], labels: [0], classCount: 2) }
  }
}
