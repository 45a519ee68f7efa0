import Tensors
import Testing

@testable import NeuralNetworks

/// Gradients of layers of images against central differences of the reference in double precision.
@Suite struct ImageGradientTests {
  private static let epsilon = 1e-5

  /// Compares the gradient of each named tensor with differences of the sum of outputs times numbers.
  private func compare(
    _ layer: any LayerSpecification, _ tensors: [String: Tensor<Float>],
    reference: ([String: [Double]], ReferenceImages) -> ReferenceImages
  ) throws {
    let input = try #require(tensors["input"])
    var single = try SingleLayer(
      layer, input: input, parameters: tensors.filter { $0.key != "input" },
      context: testContext())
    let outputGradient = single.outputGradient.elements.map(Double.init)
    let start = tensors.mapValues { $0.elements.map(Double.init) }
    func loss(_ values: [String: [Double]]) -> Double {
      var images = ReferenceImages(input)
      images.values = values["input"] ?? []
      return zip(reference(values, images).values, outputGradient).reduce(0) { $0 + $1.0 * $1.1 }
    }
    for (name, gradient) in try single.gradients(.training(step: 0)) {
      for index in 0..<gradient.count {
        var (above, below) = (start, start)
        above[name]?[index] += Self.epsilon
        below[name]?[index] -= Self.epsilon
        let expected = (loss(above) - loss(below)) / (2 * Self.epsilon)
        let found = Double(gradient[flat: index])
        #expect(abs(found - expected) < 2e-5 * max(1, abs(expected)), "\(name) \(index)")
      }
    }
  }

  @Test(
    "convolution",
    arguments: [
      ((3, 3), 1, 1), ((2, 3), 1, 0), ((3, 2), 2, 1), ((2, 2), 3, 0), ((1, 1), 2, 0),
    ] as [((Int, Int), Int, Int)])
  func convolution(_ kernel: (Int, Int), _ stride: Int, _ padding: Int) throws {
    let tensors = [
      "input": fixtureNumbers([2, 5, 4, 2], salt: 1),
      "weight": fixtureNumbers([kernel.0, kernel.1, 2, 3], salt: 2),
      "bias": fixtureNumbers([3], salt: 3),
    ]
    let settings = WindowSettings(
      kernel: (rows: kernel.0, columns: kernel.1), stride: stride, padding: .pixels(padding))
    try compare(Convolution(filters: 3, settings), tensors) { values, images in
      images.convolution(
        values["weight"] ?? [], values["bias"] ?? [], kernel: kernel, stride: stride,
        padding: padding)
    }
  }

  @Test("pooling", arguments: Pooling.Operation.allCases, [(2, 2, 0), (3, 1, 1), (2, 3, 1)])
  func pooling(_ operation: Pooling.Operation, _ window: (Int, Int, Int)) throws {
    let settings = WindowSettings(
      kernel: window.0, stride: window.1, padding: .pixels(window.2))
    try compare(
      Pooling(operation, settings), ["input": fixtureNumbers([2, 6, 5, 3], salt: 1)]
    ) { _, images in
      images.pooling(operation, kernel: window.0, stride: window.1, padding: window.2)
    }
  }

  @Test("batch norm", arguments: [[3, 2, 3, 4], [6, 5]] as [Shape])
  func batchNormalization(_ shape: Shape) throws {
    let channels = shape[shape.rank - 1]
    let tensors = [
      "input": fixtureNumbers(shape, salt: 1), "scale": fixtureNumbers([channels], salt: 2),
      "shift": fixtureNumbers([channels], salt: 3),
    ]
    try compare(BatchNormalization(epsilon: 1e-3), tensors) { values, images in
      images.normalized(
        scale: values["scale"] ?? [], shift: values["shift"] ?? [], epsilon: 1e-3)
    }
  }
}
