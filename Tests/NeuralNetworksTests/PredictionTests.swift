import Tensors
import Testing

@testable import NeuralNetworks

@Suite("What a network takes examples for")
struct PredictionTests {
  private let predictions = Predictions(
    classes: Tensor([0, 1, 1, 0, 1] as [Int32]),
    probabilities: Tensor(
      shape: [5, 2], elements: [0.9, 0.1, 0.4, 0.6, 0.2, 0.8, 0.8, 0.2, 0.3, 0.7] as [Float]))

  @Test("mistakes are the examples whose class is another one")
  func mistakes() {
    #expect(predictions.misclassified(labels: Tensor([0, 0, 0, 1, 1])) == [1, 2, 3])
    #expect(predictions.misclassified(labels: predictions.classes).isEmpty)
  }

  @Test("the most confident come first, the earlier of equally confident ones, numbers before none")
  func order() {
    #expect(predictions.mostConfidentFirst([1, 2, 3]) == [2, 3, 1])
    #expect(predictions.mostConfidentFirst([4, 3, 2, 1, 0]) == [0, 2, 3, 4, 1])
    let diverged = Predictions(
      classes: Tensor([0, 0, 0]), probabilities: Tensor(shape: [3, 1], elements: [.nan, 0.5, 1]))
    #expect(diverged.mostConfidentFirst([0, 1, 2]) == [2, 1, 0])
  }

  @Test("a grid has even points from end to end, row by row")
  func grid() throws {
    let grid = try PlaneGrid(x: -1...1, y: 10...14, points: 3)
    #expect(grid.x == [-1, 0, 1])
    #expect(grid.y == [10, 12, 14])
    #expect(grid.inputs.shape == [9, 2])
    #expect(grid.inputs.rows(0..<4).elements == [-1, 10, 0, 10, 1, 10, -1, 12])
  }

  @Test("a grid about examples reaches beyond them by a share of their range")
  func aroundExamples() throws {
    let examples = Tensor<Float>(shape: [3, 2], elements: [0, 5, 10, 5, 4, 5])
    let grid = try PlaneGrid(around: examples, margin: 0.5, points: 2)
    #expect(grid.x == [-5, 15])
    // All of one height: the plane reaches one to each side.
    #expect(grid.y == [4, 6])
  }

  @Test("grids of one point, of endless width or about pictures are refused")
  func impossibleGrids() {
    #expect(throws: NeuralNetworkError.self) { try PlaneGrid(x: 0...1, y: 0...1, points: 1) }
    #expect(throws: NeuralNetworkError.self) { try PlaneGrid(x: 0...0, y: 0...1, points: 3) }
    #expect(throws: NeuralNetworkError.self) {
      try PlaneGrid(
        around: Tensor(shape: [1, 2], elements: [.nan, 0]), margin: 0.1, points: 3)
    }
    #expect(throws: NeuralNetworkError.exampleShape(found: [3], expected: [2])) {
      try PlaneGrid(around: Tensor(zeros: [4, 3]), margin: 0.1, points: 3)
    }
  }
}
