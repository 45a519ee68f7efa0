import Tensors

@testable import NeuralNetworks

/// Layers of images in double precision, in loops as plain as can be; they share no code with the fast
/// path. Images are `[batch][row][column][channel]`.
struct ReferenceImages {
  var values: [Double]
  let batch: Int
  let height: Int
  let width: Int
  let channels: Int

  init(_ tensor: Tensor<Float>) {
    let shape = tensor.shape
    self.init(
      values: tensor.elements.map(Double.init), shape[0], shape.rank == 4 ? shape[1] : 1,
      shape.rank == 4 ? shape[2] : 1, shape[shape.rank - 1])
  }

  init(values: [Double], _ batch: Int, _ height: Int, _ width: Int, _ channels: Int) {
    self.values = values
    self.batch = batch
    self.height = height
    self.width = width
    self.channels = channels
  }

  subscript(_ n: Int, _ y: Int, _ x: Int, _ c: Int) -> Double? {
    guard (0..<height).contains(y), (0..<width).contains(x) else { return nil }
    return values[((n * height + y) * width + x) * channels + c]
  }

  /// Each output from the numbers of its window, `nil` for those outside of the image.
  private func windows(
    _ kernel: (Int, Int), stride: Int, padding: Int, outputs: Int,
    _ body: (_ window: (Int, Int, Int) -> Double?, _ output: Int) -> Double
  ) -> ReferenceImages {
    let rows = (height + 2 * padding - kernel.0) / stride + 1
    let columns = (width + 2 * padding - kernel.1) / stride + 1
    var values: [Double] = []
    for n in 0..<batch {
      for y in 0..<rows {
        for x in 0..<columns {
          for output in 0..<outputs {
            values.append(
              body({ self[n, y * stride + $0 - padding, x * stride + $1 - padding, $2] }, output))
          }
        }
      }
    }
    return ReferenceImages(values: values, batch, rows, columns, outputs)
  }

  func convolution(
    _ weight: [Double], _ bias: [Double], kernel: (Int, Int), stride: Int, padding: Int
  ) -> ReferenceImages {
    windows(kernel, stride: stride, padding: padding, outputs: bias.count) { window, o in
      var sum = bias[o]
      for y in 0..<kernel.0 {
        for x in 0..<kernel.1 {
          for c in 0..<channels {
            sum +=
              (window(y, x, c) ?? 0)
              * weight[((y * kernel.1 + x) * channels + c) * bias.count + o]
          }
        }
      }
      return sum
    }
  }

  func pooling(_ operation: Pooling.Operation, kernel: Int, stride: Int, padding: Int)
    -> ReferenceImages
  {
    windows((kernel, kernel), stride: stride, padding: padding, outputs: channels) { window, c in
      var numbers: [Double] = []
      for y in 0..<kernel {
        for x in 0..<kernel { if let number = window(y, x, c) { numbers.append(number) } }
      }
      switch operation {
      case .maximum: return numbers.max() ?? .nan
      case .average: return numbers.reduce(0, +) / Double(kernel * kernel)
      }
    }
  }

  func normalized(scale: [Double], shift: [Double], epsilon: Double) -> ReferenceImages {
    var result = self
    for c in 0..<channels {
      let places = stride(from: c, to: values.count, by: channels)
      let count = Double(values.count / channels)
      let mean = places.reduce(0) { $0 + values[$1] } / count
      let variance = places.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) } / count
      for place in places {
        result.values[place] =
          (values[place] - mean) / (variance + epsilon).squareRoot() * scale[c] + shift[c]
      }
    }
    return result
  }
}
