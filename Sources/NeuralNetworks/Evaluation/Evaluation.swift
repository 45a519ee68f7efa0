import Tensors

/// How a network does on a set of examples, dropout off.
public struct Evaluation: Sendable {
  public let count: Int
  public let correct: Int
  /// `[examples]`.
  public let losses: Tensor<Float>
  /// The sum of `losses`.
  public let lossSum: Double
  /// `[examples]`: the class with the largest output, the lowest of equal ones.
  public let predictions: Tensor<Int32>

  public var meanLoss: Double { lossSum / Double(count) }
  /// The share of examples classified correctly.
  public var accuracy: Double { Double(correct) / Double(count) }
  /// The share of examples classified wrongly.
  public var error: Double { Double(count - correct) / Double(count) }
}

extension Network {
  /// Runs all examples through the network in batches of its capacity; the result does not depend on
  /// the capacity.
  ///
  /// - Throws: a ``NeuralNetworkError`` for examples that do not fit the model.
  public mutating func evaluate(
    _ examples: LabelledExamples, loss: any Loss = CrossEntropy()
  ) throws(NeuralNetworkError) -> Evaluation {
    try examples.check(against: model)
    return evaluateChecked(examples, loss: loss)
  }

  /// As ``evaluate(_:loss:)`` for examples that have been checked against the model.
  mutating func evaluateChecked(_ examples: LabelledExamples, loss: any Loss) -> Evaluation {
    var labels = Tensor<Int32>(zeros: Shape([lanes]))
    var batchLosses = Tensor<Float>(zeros: Shape([lanes]))
    var batchPredictions = Tensor<Int32>(zeros: Shape([lanes]))
    var losses: [Float] = []
    var predictions: [Int32] = []
    losses.reserveCapacity(examples.count)
    predictions.reserveCapacity(examples.count)
    forEachBatch(of: examples) { network, places in
      examples.gatherLabels(at: places, into: &labels)
      network.forward(Pass(batch: places.count, mode: .evaluation))
      loss.losses(
        network.output, labels: labels, batch: places.count, into: &batchLosses,
        context: network.context)
      network.context.argmax(network.output, batch: places.count, into: &batchPredictions)
      for lane in 0..<places.count {
        losses.append(batchLosses[flat: lane])
        predictions.append(batchPredictions[flat: lane])
      }
    }
    let correct = zip(predictions, examples.labels.elements).count { $0 == $1 }
    let allLosses = Tensor(shape: Shape([losses.count]), elements: losses)
    return Evaluation(
      count: examples.count, correct: correct, losses: allLosses,
      lossSum: Double(context.sum(allLosses)),
      predictions: Tensor(shape: Shape([predictions.count]), elements: predictions))
  }

  /// What the network takes the examples for, dropout off; the result does not depend on the capacity.
  ///
  /// - Throws: a ``NeuralNetworkError`` for examples that do not fit the model.
  public mutating func predict(
    _ examples: LabelledExamples
  ) throws(NeuralNetworkError) -> Predictions {
    try examples.check(against: model)
    let classCount = model.outputShape.count
    var batchProbabilities = Tensor<Float>(zeros: Shape([classCount, lanes]))
    var batchClasses = Tensor<Int32>(zeros: Shape([lanes]))
    var probabilities: [Float] = []
    var classes: [Int32] = []
    probabilities.reserveCapacity(examples.count * classCount)
    classes.reserveCapacity(examples.count)
    forEachBatch(of: examples) { network, places in
      network.forward(Pass(batch: places.count, mode: .evaluation))
      network.readProbabilities(batch: places.count, into: &batchProbabilities)
      network.context.argmax(network.output, batch: places.count, into: &batchClasses)
      for lane in 0..<places.count {
        classes.append(batchClasses[flat: lane])
        for label in 0..<classCount {
          probabilities.append(batchProbabilities[flat: label * network.lanes + lane])
        }
      }
    }
    return Predictions(
      classes: Tensor(classes),
      probabilities: Tensor(shape: Shape([examples.count, classCount]), elements: probabilities))
  }

  /// The probabilities of the classes after a forward pass, `[classes, lanes]`: the softmax of the output, or the
  /// output itself where the network ends in a ``Softmax`` layer.
  func readProbabilities(batch: Int, into probabilities: inout Tensor<Float>) {
    if model.layers.last?.specification is Softmax {
      probabilities = output
    } else {
      context.softmax(output, batch: batch, into: &probabilities)
    }
  }

  /// Loads the examples in order, as many at a time as fit, and calls `body` with their places.
  mutating func forEachBatch(
    of examples: LabelledExamples, _ body: (inout Network, ArraySlice<Int32>) -> Void
  ) {
    let places = (0..<Int32(examples.count)).map { $0 }
    for first in stride(from: 0, to: places.count, by: batchCapacity) {
      let batch = places[first..<min(first + batchCapacity, places.count)]
      load(examples, at: batch)
      body(&self, batch)
    }
  }
}
