import Testing

@testable import Tensors

@Suite struct ImageTests {
  static let layouts: [ImageLayout] = [
    ImageLayout(height: 3, width: 4, channels: 5, halo: 2),
    ImageLayout(height: 6, width: 7, channels: 16),
    ImageLayout(height: 1, width: 1, channels: 1, halo: 1),
  ]

  @Test("examples are gathered into the halo and flattened as they were", arguments: layouts)
  func roundTrip(_ layout: ImageLayout) {
    let batch = 19
    let examples = values([40, layout.count], "examples")
    let rows = (0..<batch).map { Int32(($0 * 17 + 3) % 40) }
    let lanes = ComputeContext.lanes(for: batch)
    for context in contexts {
      var x = Tensor<Float>(zeros: layout.shape(images: batch))
      context.gatherImages(examples, rows: rows, into: &x, layout)
      #expect(haloIsZero(x, layout))
      var y = Tensor<Float>(repeating: 7, shape: [layout.count, lanes])
      context.flatten(x, layout, batch: batch, into: &y)
      for (image, row) in rows.enumerated() {
        for feature in 0..<layout.count {
          #expect(y[feature, image] == examples[Int(row), feature], "\(context.label)")
        }
      }
      var back = Tensor<Float>(zeros: layout.shape(images: batch))
      context.unflatten(y, batch: batch, into: &back, layout)
      #expect(back == x, "\(context.label)")
    }
  }

  @Test("the halo is cleared and nothing else", arguments: layouts)
  func halo(_ layout: ImageLayout) {
    for context in contexts {
      var x = Tensor<Float>(repeating: -1, shape: layout.shape(images: 3))
      context.clearHalo(&x, layout)
      #expect(haloIsZero(x, layout))
      #expect(pixels(layout, 3).allSatisfy { x[flat: $0] == -1 })
    }
  }

  @Test("a dropout mask of images is that of their features", arguments: layouts)
  func dropout(_ layout: ImageLayout) {
    let batch = 5
    let stream = RandomStream(seed: 3, name: "mask").substream(9)
    for context in contexts {
      var features = Tensor<Float>(zeros: [layout.count, 16])
      context.fillDropoutMask(
        &features, keep: 0.3, stream: stream, firstExample: 11, batch: batch)
      var mask = Tensor<Float>(zeros: layout.shape(images: batch))
      context.fillDropoutMask(
        &mask, layout, keep: 0.3, stream: stream, firstExample: 11, batch: batch)
      var flat = Tensor<Float>(zeros: [layout.count, 16])
      context.flatten(mask, layout, batch: batch, into: &flat)
      #expect(haloIsZero(mask, layout))
      for feature in 0..<layout.count {
        for lane in 0..<batch { #expect(flat[feature, lane] == features[feature, lane]) }
      }
    }
  }
}
