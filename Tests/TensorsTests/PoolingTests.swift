import Testing

@testable import Tensors

@Suite struct PoolingTests {
  static let windows: [ConvolutionCase] = [
    .init(height: 4, width: 4, inputs: 3, outputs: 3, kernel: (2, 2), stride: (2, 2)),
    .init(batch: 5, height: 7, width: 9, inputs: 17, outputs: 17, kernel: (2, 2), stride: (2, 2)),
    .init(
      height: 8, width: 6, inputs: 33, outputs: 33, kernel: (3, 3), stride: (2, 2),
      padding: (1, 1)),
    .init(height: 5, width: 6, inputs: 16, outputs: 16, kernel: (3, 2), spareHalo: 1),
    .init(
      height: 9, width: 5, inputs: 2, outputs: 2, kernel: (2, 3), stride: (4, 3), padding: (1, 1)),
  ]

  /// The places of the input in each window of the output, in (row, column) order.
  static func places(_ c: ConvolutionCase) -> [[Int]] {
    let layout = c.inputLayout
    return (0..<c.batch).flatMap { n in
      (0..<c.outputLayout.height).flatMap { y in
        (0..<c.outputLayout.width).flatMap { x in
          (0..<c.inputs).map { channel in
            (0..<c.kernel.0).flatMap { ky in
              (0..<c.kernel.1).compactMap { kx -> Int? in
                let row = y * c.stride.0 + ky - c.padding.0
                let column = x * c.stride.1 + kx - c.padding.1
                guard (0..<layout.height).contains(row), (0..<layout.width).contains(column)
                else { return nil }
                return n * layout.imageStride + layout.element(row: row, column: column) + channel
              }
            }
          }
        }
      }
    }
  }

  /// Few different numbers, so that maxima are often shared.
  static func input(_ c: ConvolutionCase) -> Tensor<Float> {
    var x = images(c.inputLayout, c.batch, "input")
    for place in pixels(c.inputLayout, c.batch) { x[flat: place] = (x[flat: place] * 3).rounded() }
    return x
  }

  @Test("max pooling takes the first maximum, and gives it the gradient", arguments: windows)
  func maximum(_ c: ConvolutionCase) {
    let x = Self.input(c)
    let gradient = images(c.outputLayout, c.batch, "gradient")
    var expected = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
    var expectedGradient = Tensor<Float>(zeros: c.inputLayout.shape(images: c.batch))
    for (at, places) in zip(pixels(c.outputLayout, c.batch), Self.places(c)) {
      var best = places[0]
      for place in places where x[flat: place] > x[flat: best] { best = place }
      expected[flat: at] = x[flat: best]
      expectedGradient[flat: best] += gradient[flat: at]
    }
    for context in contexts {
      var y = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
      var taken = Tensor<Int32>(zeros: [c.batch, c.outputLayout.count])
      var dx = images(c.inputLayout, c.batch, "stale")
      context.maxPool(
        x, c.inputLayout, window: c.window, batch: c.batch, into: &y, c.outputLayout, taken: &taken)
      context.maxPoolGradient(
        gradient, c.outputLayout, taken: taken, window: c.window, batch: c.batch, into: &dx,
        c.inputLayout)
      #expect(y == expected, "\(context.label)")
      #expect(dx == expectedGradient, "\(context.label)")
    }
  }

  @Test("average pooling counts the padding as zeros", arguments: windows)
  func average(_ c: ConvolutionCase) {
    let x = images(c.inputLayout, c.batch, "input")
    let gradient = images(c.outputLayout, c.batch, "gradient")
    let area = Float(c.kernel.0 * c.kernel.1)
    var expected = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
    var expectedGradient = Tensor<Float>(zeros: c.inputLayout.shape(images: c.batch))
    for (at, places) in zip(pixels(c.outputLayout, c.batch), Self.places(c)) {
      var sum: Float = 0
      for place in places {
        sum += x[flat: place]
        expectedGradient[flat: place] += gradient[flat: at] / area
      }
      expected[flat: at] = sum / area
    }
    for context in contexts {
      var y = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
      var dx = images(c.inputLayout, c.batch, "stale")
      context.averagePool(
        x, c.inputLayout, window: c.window, batch: c.batch, into: &y, c.outputLayout)
      context.averagePoolGradient(
        gradient, c.outputLayout, window: c.window, batch: c.batch, into: &dx, c.inputLayout)
      #expect(y == expected, "\(context.label)")
      #expect(dx == expectedGradient, "\(context.label)")
    }
  }

  @Test("a NaN in a window comes out, and minus infinity is a maximum like any other")
  func specialNumbers() {
    let c = ConvolutionCase(
      batch: 1, height: 2, width: 6, inputs: 1, outputs: 1, kernel: (2, 2), stride: (2, 2))
    let infinity = Float.infinity
    let x = Tensor<Float>(
      shape: [1, 2, 6, 1],
      elements: [1, .nan, -infinity, -infinity, 2, 3, infinity, 0, -infinity, -infinity, 3, 1])
    for context in singleThreaded {
      var y = Tensor<Float>(zeros: [1, 1, 3, 1])
      var taken = Tensor<Int32>(zeros: [1, 3])
      context.maxPool(
        x, c.inputLayout, window: c.window, batch: 1, into: &y, c.outputLayout, taken: &taken)
      #expect(y[flat: 0].isNaN && y[flat: 1] == -infinity && y[flat: 2] == 3)
      #expect(taken.elements == [1, 0, 1], "\(context.label)")
    }
  }
}
