@testable import Tensors

/// The contract's sums, spelt out one number at a time.
struct ReferenceConvolution {
  let c: ConvolutionCase
  let weight: Tensor<Float>
  let input: Tensor<Float>
  let gradient: Tensor<Float>

  init(_ c: ConvolutionCase) {
    self.c = c
    weight = c.weight
    input = images(c.inputLayout, c.batch, "input")
    gradient = images(c.outputLayout, c.batch, "gradient")
  }

  private func w(_ ky: Int, _ kx: Int, _ i: Int, _ o: Int) -> Float {
    weight[flat: ((ky * c.kernel.1 + kx) * c.inputs + i) * c.outputs + o]
  }

  /// Zero outside the image.
  private func at(
    _ x: Tensor<Float>, _ layout: ImageLayout, _ n: Int, _ row: Int, _ column: Int, _ k: Int
  ) -> Float {
    guard (0..<layout.height).contains(row), (0..<layout.width).contains(column) else { return 0 }
    return x[flat: n * layout.imageStride + layout.element(row: row, column: column) + k]
  }

  /// The input that output (y, x) meets at a tap.
  private func seen(_ n: Int, _ y: Int, _ x: Int, _ ky: Int, _ kx: Int, _ i: Int) -> Float {
    at(
      input, c.inputLayout, n, y * c.stride.0 + ky - c.padding.0,
      x * c.stride.1 + kx - c.padding.1, i)
  }

  private func fill(
    _ layout: ImageLayout, _ body: (_ n: Int, _ y: Int, _ x: Int, _ channel: Int) -> Float
  ) -> Tensor<Float> {
    var result = Tensor<Float>(zeros: layout.shape(images: c.batch))
    for n in 0..<c.batch {
      for y in 0..<layout.height {
        for x in 0..<layout.width {
          for channel in 0..<layout.channels {
            result[flat: n * layout.imageStride + layout.element(row: y, column: x) + channel] =
              body(n, y, x, channel)
          }
        }
      }
    }
    return result
  }

  func forward(_ bias: Tensor<Float>?) -> Tensor<Float> {
    fill(c.outputLayout) { n, y, x, o in
      var sum: Float = 0
      for ky in 0..<c.kernel.0 {
        for kx in 0..<c.kernel.1 {
          for i in 0..<c.inputs { sum.addProduct(seen(n, y, x, ky, kx, i), w(ky, kx, i, o)) }
        }
      }
      return sum + (bias?[flat: o] ?? 0)
    }
  }

  /// Outputs in ascending order; one that lies outside counts as zero, where the kernel would reach it.
  func inputGradient() -> Tensor<Float> {
    fill(c.inputLayout) { n, y, x, i in
      var sum: Float = 0
      for ky in (0..<c.kernel.0).reversed() where (y + c.padding.0 - ky) % c.stride.0 == 0 {
        for kx in (0..<c.kernel.1).reversed() where (x + c.padding.1 - kx) % c.stride.1 == 0 {
          for o in 0..<c.outputs {
            let dy = at(
              gradient, c.outputLayout, n, (y + c.padding.0 - ky) / c.stride.0,
              (x + c.padding.1 - kx) / c.stride.1, o)
            sum.addProduct(dy, w(ky, kx, i, o))
          }
        }
      }
      return sum
    }
  }

  func weightGradient() -> Tensor<Float> {
    var result: [Float] = []
    for ky in 0..<c.kernel.0 {
      for kx in 0..<c.kernel.1 {
        for i in 0..<c.inputs {
          for o in 0..<c.outputs {
            result.append(
              sum(o) { sum, dy, n, y, x in sum.addProduct(seen(n, y, x, ky, kx, i), dy) })
          }
        }
      }
    }
    return Tensor(shape: weight.shape, elements: result)
  }

  func biasGradient() -> Tensor<Float> {
    Tensor((0..<c.outputs).map { o in sum(o) { sum, dy, _, _, _ in sum += dy } })
  }

  /// A chain over the pixels of each image, then the tree over the images.
  private func sum(_ o: Int, _ add: (inout Float, Float, Int, Int, Int) -> Void) -> Float {
    pairwise(
      (0..<c.batch).map { n in
        var sum: Float = 0
        for y in 0..<c.outputLayout.height {
          for x in 0..<c.outputLayout.width {
            add(&sum, at(gradient, c.outputLayout, n, y, x, o), n, y, x)
          }
        }
        return sum
      })
  }
}
