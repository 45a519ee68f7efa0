@testable import Tensors

/// One convolution, or pooling, to try.
struct ConvolutionCase: CustomStringConvertible, Sendable {
  var batch = 3
  var height: Int
  var width: Int
  var inputs: Int
  var outputs: Int
  var kernel: (Int, Int)
  var stride = (1, 1)
  var padding = (0, 0)
  /// Zeros around the input and the output beyond what is needed.
  var spareHalo = 0

  var description: String {
    "\(batch)x\(height)x\(width)x\(inputs) to \(outputs) by \(kernel) stride \(stride) pad \(padding)"
  }

  private func axis(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> ImageWindow.Axis {
    ImageWindow.Axis(
      kernel: kernel, stride: stride, padding: padding,
      outputs: (size + 2 * padding - kernel) / stride + 1)
  }

  var window: ImageWindow {
    ImageWindow(
      rows: axis(height, kernel.0, stride.0, padding.0),
      columns: axis(width, kernel.1, stride.1, padding.1))
  }

  var inputLayout: ImageLayout {
    ImageLayout(
      height: height, width: width, channels: inputs,
      halo: window.inputHalo(height: height, width: width) + spareHalo)
  }

  var outputLayout: ImageLayout {
    ImageLayout(
      height: window.rows.outputs, width: window.columns.outputs, channels: outputs,
      halo: window.gradientHalo(height: height, width: width) + spareHalo)
  }

  var weight: Tensor<Float> { values([kernel.0, kernel.1, inputs, outputs], "weight") }
  var bias: Tensor<Float> { values([outputs], "bias") }

  var workspace: Tensor<Float> {
    Tensor(
      zeros: ComputeContext.convolutionWorkspace(
        weight: [kernel.0, kernel.1, inputs, outputs]))
  }

  static let all: [ConvolutionCase] = [
    .init(batch: 1, height: 1, width: 1, inputs: 1, outputs: 1, kernel: (1, 1)),
    .init(height: 5, width: 4, inputs: 1, outputs: 3, kernel: (3, 3)),
    .init(height: 8, width: 8, inputs: 3, outputs: 32, kernel: (3, 3), padding: (1, 1)),
    .init(batch: 5, height: 9, width: 13, inputs: 5, outputs: 17, kernel: (3, 3), padding: (1, 1)),
    .init(batch: 7, height: 6, width: 6, inputs: 8, outputs: 33, kernel: (3, 3)),
    .init(batch: 6, height: 4, width: 4, inputs: 20, outputs: 48, kernel: (1, 1), spareHalo: 2),
    .init(
      height: 11, width: 11, inputs: 6, outputs: 18, kernel: (5, 5), stride: (2, 2),
      padding: (2, 2)),
    .init(
      height: 10, width: 7, inputs: 2, outputs: 4, kernel: (2, 3), stride: (3, 2),
      padding: (1, 0)),
    .init(height: 9, width: 9, inputs: 3, outputs: 5, kernel: (2, 2), stride: (3, 3)),
    .init(
      height: 3, width: 3, inputs: 2, outputs: 2, kernel: (3, 3), padding: (4, 3), spareHalo: 1),
    .init(batch: 2, height: 3, width: 25, inputs: 4, outputs: 16, kernel: (3, 1), padding: (1, 0)),
    .init(batch: 4, height: 7, width: 2, inputs: 7, outputs: 15, kernel: (4, 2), padding: (2, 1)),
  ]
}

/// Images with a halo of zeros and random pixels.
func images(_ layout: ImageLayout, _ count: Int, _ name: String) -> Tensor<Float> {
  var result = Tensor<Float>(zeros: layout.shape(images: count))
  let numbers = values([count * layout.count], name)
  for (place, at) in pixels(layout, count).enumerated() { result[flat: at] = numbers[flat: place] }
  return result
}

/// The places of all numbers that are no halo, in the order image, row, column, channel.
func pixels(_ layout: ImageLayout, _ count: Int) -> [Int] {
  (0..<count).flatMap { image in
    (0..<layout.height).flatMap { row in
      (0..<layout.width).flatMap { column in
        (0..<layout.channels).map { channel in
          image * layout.imageStride + layout.element(row: row, column: column) + channel
        }
      }
    }
  }
}

/// Whether everything outside the images is still +0.
func haloIsZero(_ x: Tensor<Float>, _ layout: ImageLayout) -> Bool {
  let inside = Set(pixels(layout, x.shape[0]))
  return (0..<x.count).allSatisfy { inside.contains($0) || x[flat: $0].bitPattern == 0 }
}

/// The pairwise tree over the chunks of a batch.
func pairwise(_ chunks: [Float]) -> Float {
  var sums = chunks
  var step = 1
  while step < sums.count {
    for i in stride(from: 0, to: sums.count - step, by: 2 * step) { sums[i] += sums[i + step] }
    step *= 2
  }
  return sums[0]
}
