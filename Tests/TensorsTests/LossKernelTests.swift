import Testing

@testable import Tensors

/// Squared error, the gradient of softmax, and the optimisers, against the formulas of the contract.
@Suite struct LossKernelTests {
  static let sizes = [(1, 1), (10, 7), (10, 64), (3, 100), (43, 1000)]

  @Test("squared error and its gradient are the stated chains", arguments: sizes)
  func squaredError(outputs: Int, batch: Int) {
    let lanes = ComputeContext.lanes(for: batch)
    let x = values([outputs, lanes], "x")
    let labels = Tensor((0..<batch).map { Int32($0 % outputs) })
    var expected = [Float](repeating: 0, count: batch)
    var gradient = [[Float]](repeating: [], count: outputs)
    for lane in 0..<batch {
      var sum: Float = 0
      for output in 0..<outputs {
        let d = x[output, lane] - (lane % outputs == output ? 1 : 0)
        sum = sum.addingProduct(d, d)
        gradient[output].append((d + d) / Float(outputs * batch))
      }
      expected[lane] = sum / Float(outputs)
    }
    for context in contexts {
      var losses = Tensor<Float>(zeros: [lanes])
      var dx = Tensor<Float>(zeros: x.shape)
      context.squaredError(x, labels: labels, batch: batch, losses: &losses, gradient: &dx)
      #expect(Array(losses.elements[..<batch]) == expected, "\(context.label)")
      for output in 0..<outputs {
        let row = dx.elements[(output * lanes)..<(output * lanes + batch)]
        #expect(Array(row) == gradient[output], "\(context.label)")
      }
      var alone = Tensor<Float>(zeros: [lanes])
      context.squaredError(x, labels: labels, batch: batch, losses: &alone)
      #expect(alone == losses)
    }
  }

  @Test("the gradient of softmax is p (dy - sum of dy p)", arguments: sizes)
  func softmaxGradient(classes: Int, batch: Int) {
    let lanes = ComputeContext.lanes(for: batch)
    let (p, dy) = (values([classes, lanes], "p"), values([classes, lanes], "dy"))
    for context in contexts {
      var dx = Tensor<Float>(zeros: p.shape)
      context.softmaxGradient(dy, output: p, batch: batch, into: &dx)
      for lane in 0..<batch {
        var sum: Float = 0
        for c in 0..<classes { sum = sum.addingProduct(dy[c, lane], p[c, lane]) }
        for c in 0..<classes {
          #expect(dx[c, lane] == p[c, lane] * (dy[c, lane] - sum), "\(context.label)")
        }
      }
    }
  }

  @Test("Nesterov and Adam are the stated expressions", arguments: [1, 15, 16, 100, 40_000])
  func optimizers(count: Int) {
    let (w, g) = (values([count], "w"), values([count], "g"))
    let (m, s) = (values([count], "m"), values([count], "s"))
    let v = Tensor(s.elements.map { $0 * $0 })
    let moments = AdamMoments(beta1: 0.9, rest1: 0.1, beta2: 0.99, rest2: 0.01, epsilon: 1e-6)
    for context in contexts {
      var weight = w
      var nesterov = ParameterUpdate(
        UpdateStep(.momentum(0.9, nesterov: true), rate: 0.1, weightDecay: 0.01), first: m)
      context.update(&weight, by: &nesterov, gradient: g)
      var same = true
      for i in 0..<count {
        let gradient = g[flat: i].addingProduct(0.01, w[flat: i])
        let speed = gradient.addingProduct(0.9, m[flat: i])
        let ahead = gradient.addingProduct(0.9, speed)
        same = same && nesterov.first[flat: i] == speed
        same = same && weight[flat: i] == w[flat: i].addingProduct(-0.1, ahead)
      }
      #expect(same, "Nesterov, \(context.label), \(count)")
      var adam = ParameterUpdate(
        UpdateStep(.adam(moments), rate: 0.02, weightDecay: 0.01, keep: 0.99), first: m, second: v)
      weight = w
      context.update(&weight, by: &adam, gradient: g)
      for i in 0..<count {
        let gradient = g[flat: i].addingProduct(0.01, w[flat: i])
        let mean = (0.1 * gradient).addingProduct(0.9, m[flat: i])
        let square = (0.01 * (gradient * gradient)).addingProduct(0.99, v[flat: i])
        same = same && adam.first[flat: i] == mean && adam.second[flat: i] == square
        let change = mean / (square.squareRoot() + 1e-6)
        same = same && weight[flat: i] == (0.99 * w[flat: i]).addingProduct(-0.02, change)
      }
      #expect(same, "Adam, \(context.label), \(count)")
    }
  }

  /// As `GoldenTests`: a change of one bit fails here until `arithmeticVersion` is raised.
  @Test("these kernels give the committed bits on every instruction set and number of threads")
  func golden() {
    for context in contexts {
      let x = values([77, 208], "x")
      let scaled = Tensor(shape: x.shape, elements: x.elements.map { $0 * 6 })
      let dy = values([77, 208], "dy")
      var hash = StableHash()
      func record(_ run: (inout Tensor<Float>) -> Void) {
        var y = Tensor<Float>(zeros: x.shape)
        run(&y)
        hash.combine(digest(y))
      }
      record { context.softsign(scaled, into: &$0) }
      record { context.softsignGradient(dy, input: scaled, into: &$0) }
      record { context.leakyReLU(scaled, slope: 0.01, into: &$0) }
      record { context.leakyReLUGradient(dy, input: scaled, slope: 0.01, into: &$0) }
      record { context.elu(scaled, alpha: 0.7, into: &$0) }
      record { context.eluGradient(dy, input: scaled, alpha: 0.7, into: &$0) }
      record { context.gelu(scaled, into: &$0) }
      record { context.geluGradient(dy, input: scaled, into: &$0) }
      record { context.softmaxGradient(dy, output: x, batch: 208, into: &$0) }
      #expect(
        hash.value == 0x7620_706f_5f4f_c198, "\(context.label): 0x\(String(hash.value, radix: 16))")
    }
  }
}
