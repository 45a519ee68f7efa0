import Testing

@testable import Tensors

/// Softmax, cross-entropy and arg max, one example per lane.
@Suite struct SoftmaxTests {
  private struct Reference {
    var losses: [Float] = []
    var probabilities: Tensor<Float>
    var gradient: Tensor<Float>

    /// Exponentials and logarithms through the Float64 functions, everything else as the contract says.
    init(_ logits: Tensor<Float>, _ labels: [Int32], batch: Int) {
      probabilities = Tensor(zeros: logits.shape)
      gradient = probabilities
      let classes = logits.shape[0]
      for lane in 0..<batch {
        var most = logits[0, lane]
        for c in 1..<classes where logits[c, lane] > most { most = logits[c, lane] }
        var total: Float = 0
        var exponentials: [Float] = []
        for c in 0..<classes {
          exponentials.append(Float(Elementary.exp(Double(logits[c, lane] - most))))
          total += exponentials[c]
        }
        let label = Int(labels[lane])
        losses.append(Float(Elementary.log(Double(total))) - (logits[label, lane] - most))
        for c in 0..<classes {
          probabilities[c, lane] = exponentials[c] / total
          gradient[c, lane] = (probabilities[c, lane] - (c == label ? 1 : 0)) / Float(batch)
        }
      }
    }
  }

  private func sameLanes(_ a: Tensor<Float>, _ b: Tensor<Float>, batch: Int) -> Bool {
    (0..<a.shape[0]).allSatisfy { row in
      (0..<batch).allSatisfy { a[row, $0].bitPattern == b[row, $0].bitPattern }
    }
  }

  @Test(
    "losses, probabilities and gradients follow the contract",
    arguments: [(2, 1), (10, 16), (10, 64), (7, 45), (300, 100)])
  func crossEntropy(classes: Int, batch: Int) {
    let lanes = ComputeContext.lanes(for: batch)
    let logits = Tensor<Float>(
      shape: [classes, lanes], elements: values([classes, lanes], "z").elements.map { $0 * 8 })
    let labels = (0..<batch).map { Int32(($0 * 7 + 3) % classes) }
    let expected = Reference(logits, labels, batch: batch)
    for context in contexts {
      var losses = Tensor<Float>(zeros: [batch])
      var other = losses
      var gradient = Tensor<Float>(zeros: logits.shape)
      var probabilities = gradient
      context.softmaxCrossEntropy(
        logits, labels: Tensor(labels), batch: batch, losses: &losses, gradient: &gradient)
      context.softmaxCrossEntropy(logits, labels: Tensor(labels), batch: batch, losses: &other)
      context.softmax(logits, batch: batch, into: &probabilities)
      #expect(losses == Tensor(expected.losses), "\(context.label)")
      #expect(other == losses, "\(context.label)")
      #expect(sameLanes(probabilities, expected.probabilities, batch: batch), "\(context.label)")
      #expect(sameLanes(gradient, expected.gradient, batch: batch), "\(context.label)")
    }
  }

  @Test("equal logits of ten classes lose log 10")
  func uniformLogits() {
    for context in singleThreaded {
      var losses = Tensor<Float>(zeros: [3])
      context.softmaxCrossEntropy(
        Tensor(zeros: [10, 16]), labels: Tensor<Int32>([0, 5, 9]), batch: 3, losses: &losses)
      #expect(losses == Tensor<Float>(repeating: 2.3025851, shape: [3]))
    }
  }

  @Test("huge logits neither overflow nor lose the loss, and NaN comes through")
  func extremes() {
    var logits = Tensor<Float>(zeros: [3, 16])
    logits[0, 0] = 3e38
    logits[1, 0] = -3e38
    logits[2, 1] = .nan
    for context in singleThreaded {
      var losses = Tensor<Float>(zeros: [2])
      var gradient = Tensor<Float>(zeros: [3, 16])
      context.softmaxCrossEntropy(
        logits, labels: Tensor<Int32>([0, 0]), batch: 2, losses: &losses, gradient: &gradient)
      #expect(losses[flat: 0] == 0 && losses[flat: 1].isNaN)
      #expect(gradient[0, 0] == 0 && gradient[1, 0] == 0 && gradient[0, 1].isNaN)
    }
  }

  @Test("arg max takes the lowest index on ties and never a NaN behind the first class")
  func argmax() {
    var scores = Tensor<Float>(zeros: [4, 32])
    scores[2, 0] = 1
    scores[3, 0] = 1
    scores[1, 1] = .nan
    scores[3, 1] = 2
    scores[3, 17] = 0.5
    for context in contexts {
      var classes = Tensor<Int32>(repeating: 9, shape: [18])
      context.argmax(scores, batch: 18, into: &classes)
      var expected = [Int32](repeating: 0, count: 18)
      expected[0] = 2
      expected[1] = 3
      expected[17] = 3
      #expect(classes.elements == expected, "\(context.label)")
    }
  }
}
