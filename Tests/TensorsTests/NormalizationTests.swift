import Testing

@testable import Tensors

@Suite struct NormalizationTests {
  struct Case: CustomStringConvertible, Sendable {
    let layout: NormalizationLayout
    let batch: Int

    var description: String { "\(layout) x \(batch)" }

    static func images(_ height: Int, _ width: Int, _ channels: Int, halo: Int, batch: Int) -> Case
    {
      let input = ImageLayout(height: height, width: width, channels: channels, halo: halo)
      var output = input
      output.halo = 1
      return Case(layout: .images(input: input, output: output), batch: batch)
    }

    static let all: [Case] = [
      .images(3, 4, 5, halo: 0, batch: 7), .images(5, 5, 64, halo: 2, batch: 6),
      .images(6, 3, 83, halo: 1, batch: 1), Case(layout: .features(9), batch: 5),
      Case(layout: .features(37), batch: 64), Case(layout: .features(3), batch: 300),
    ]

    /// A batch with numbers where the layout has them.
    func input(_ name: String, isOutput: Bool = false) -> Tensor<Float> {
      switch layout {
      case .images(let input, let output):
        TensorsTests.images(isOutput ? output : input, batch, name)
      case .features(let features):
        values([features, ComputeContext.lanes(for: batch)], name)
      }
    }

    /// For each channel the chunks of its numbers' places.
    func chunks(isOutput: Bool = false) -> [[[Int]]] {
      switch layout {
      case .images(let input, let output):
        let layout = isOutput ? output : input
        return (0..<layout.channels).map { channel in
          (0..<batch).map { image in
            (0..<layout.height * layout.width).map { pixel in
              image * layout.imageStride + channel
                + layout.element(row: pixel / layout.width, column: pixel % layout.width)
            }
          }
        }
      case .features(let features):
        let lanes = ComputeContext.lanes(for: batch)
        return (0..<features).map { feature in
          stride(from: 0, to: batch, by: 64).map { first in
            (first..<min(first + 64, batch)).map { feature * lanes + $0 }
          }
        }
      }
    }
  }

  /// The sums of the contract: a chain per chunk, then the tree.
  private func sum(_ chunks: [[Int]], _ term: (Float, Int, Int) -> Float) -> Float {
    var index = 0
    return pairwise(
      chunks.map { chunk in
        var sum: Float = 0
        for place in chunk {
          sum = term(sum, place, index)
          index += 1
        }
        return sum
      })
  }

  @Test(
    "statistics, outputs and gradients follow the contract to the bit, with a ReLU behind or without",
    arguments: Case.all, [false, true])
  func contract(_ c: Case, rectified: Bool) {
    let x = c.input("x")
    let dy = c.input("dy", isOutput: true)
    let channels = c.layout.channels
    let scale = values([channels], "scale")
    let shift = values([channels], "shift")
    let n = Float(c.layout.population(batch: c.batch))
    let (inputs, outputs) = (c.chunks(), c.chunks(isOutput: true))
    var (mean, variance) = ([Float](), [Float]())
    var (dScale, dShift) = ([Float](), [Float]())
    var (expected, expectedGradient) = (dy, x)
    for channel in 0..<channels {
      let inputPlaces = inputs[channel].flatMap { $0 }
      let outputPlaces = outputs[channel].flatMap { $0 }
      let m = sum(inputs[channel]) { sum, place, _ in sum + x[flat: place] } / n
      let v =
        sum(inputs[channel]) { sum, place, _ in
          sum.addingProduct(x[flat: place] - m, x[flat: place] - m)
        } / n
      let inverse = 1 / (v + 1e-3).squareRoot()
      func h(_ place: Int) -> Float { (x[flat: place] - m) * inverse }
      func output(_ place: Int) -> Float {
        let y = shift[flat: channel].addingProduct(h(place), scale[flat: channel])
        return rectified && !(y > 0) ? 0 : y
      }
      func gradient(_ place: Int, of from: Int) -> Float {
        rectified && !(output(from) > 0) ? 0 : dy[flat: place]
      }
      let sumGradient = sum(outputs[channel]) { sum, place, index in
        sum + gradient(place, of: inputPlaces[index])
      }
      let sumProduct = sum(outputs[channel]) { sum, place, index in
        let from = inputPlaces[index]
        return sum.addingProduct(gradient(place, of: from), h(from))
      }
      for (from, to) in zip(inputPlaces, outputPlaces) {
        let h = h(from)
        expected[flat: to] = output(from)
        let centred = gradient(to, of: from) - sumGradient / n
        expectedGradient[flat: from] =
          centred.addingProduct(-h, sumProduct / n) * (scale[flat: channel] * inverse)
      }
      mean.append(m)
      variance.append(v)
      dShift.append(sumGradient)
      dScale.append(sumProduct)
    }
    for context in contexts {
      var workspace = NormalizationWorkspace(channels: channels, images: c.batch)
      var (y, dx) = (dy, x)
      context.measure(x, c.layout, batch: c.batch, epsilon: 1e-3, into: &workspace)
      context.normalize(
        x, c.layout, batch: c.batch, workspace, scale: scale, shift: shift, rectified: rectified,
        into: &y)
      context.normalizationParameterGradients(
        x, outputGradient: dy, c.layout, batch: c.batch, ofBatch: true, scale: scale, shift: shift,
        rectified: rectified, &workspace)
      context.normalizationInputGradient(
        x, outputGradient: dy, c.layout, batch: c.batch, workspace, scale: scale, shift: shift,
        rectified: rectified, into: &dx)
      #expect(workspace.mean.elements == mean, "\(context.label)")
      #expect(workspace.variance.elements == variance, "\(context.label)")
      #expect(workspace.shiftGradient.elements == dShift, "\(context.label)")
      #expect(workspace.scaleGradient.elements == dScale, "\(context.label)")
      for places in outputs.joined() {
        #expect(places.allSatisfy { y[flat: $0] == expected[flat: $0] }, "\(context.label)")
      }
      for places in inputs.joined() {
        #expect(
          places.allSatisfy { dx[flat: $0] == expectedGradient[flat: $0] }, "\(context.label)")
      }
    }
  }

  @Test("running statistics take the place of the batch's, and its gradient is then plain scaling")
  func running() throws {
    let context = try ComputeContext(threads: 1)
    let layout = ImageLayout(height: 2, width: 2, channels: 2)
    let both = NormalizationLayout.images(input: layout, output: layout)
    let x = Tensor<Float>(shape: [1, 2, 2, 2], elements: [1, 5, 2, 6, 3, 7, 4, 8])
    var workspace = NormalizationWorkspace(channels: 2, images: 1)
    workspace.use(mean: Tensor([2, 4]), variance: Tensor([3, 15]), epsilon: 1)
    var y = x
    let (scale, shift) = (Tensor<Float>([2, 4]), Tensor<Float>([10, 20]))
    context.normalize(x, both, batch: 1, workspace, scale: scale, shift: shift, into: &y)
    #expect(y.elements == [9, 21, 10, 22, 11, 23, 12, 24])
    context.normalizationParameterGradients(
      x, outputGradient: x, both, batch: 1, ofBatch: false, scale: scale, shift: shift, &workspace)
    var dx = x
    context.normalizationInputGradient(
      x, outputGradient: x, both, batch: 1, workspace, scale: scale, shift: shift, into: &dx)
    #expect(dx == x)
  }
}
