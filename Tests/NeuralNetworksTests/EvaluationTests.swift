import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct EvaluationTests {
  private func network(capacity: Int = 64, dropout: Double = 0.5) throws -> Network {
    try Network(
      Model(
        [
          Dense(units: 30), ActivationSpecification(ReLU()), Dropout(dropout), Dense(units: 20),
          ActivationSpecification(ReLU()), Dropout(dropout), Dense(units: 4),
        ], inputShape: Shape([6])), seed: 2, batchCapacity: capacity, context: testContext())
  }

  @Test("losses, predictions and counts are those of the reference")
  func reference() throws {
    let examples = try clusters(count: 75, features: 6, classes: 4)
    var network = try network()
    let evaluation = try network.evaluate(examples)
    let relu = PlainNetwork.Step.map { $0 > 0 ? $0 : 0 }
    let reference = PlainNetwork(steps: [
      denseStep(network, "dense1"), relu, denseStep(network, "dense2"), relu,
      denseStep(network, "dense3"),
    ])
    var sum = 0.0
    var correct = 0
    for (example, input) in rows(examples).enumerated() {
      let logits = reference.logits(of: input, example: example)
      let label = Int(examples.labels[flat: example])
      let loss = PlainNetwork.crossEntropy(logits, label: label)
      #expect(abs(Double(evaluation.losses[flat: example]) - loss) < 1e-5)
      sum += loss
      let best = logits.indices.max { logits[$0] < logits[$1] }
      #expect(Int(evaluation.predictions[flat: example]) == best)
      if best == label { correct += 1 }
    }
    #expect(abs(evaluation.lossSum - sum) < 1e-4)
    #expect(evaluation.correct == correct)
    #expect(evaluation.accuracy + evaluation.error == 1)
    #expect(evaluation.meanLoss == evaluation.lossSum / 75)
  }

  @Test("the size of the batches changes no bit", arguments: [1, 7, 16, 75, 200])
  func capacity(_ capacity: Int) throws {
    let examples = try clusters(count: 75, features: 6, classes: 4)
    var one = try network()
    var other = try network(capacity: capacity)
    let (expected, found) = (try one.evaluate(examples), try other.evaluate(examples))
    #expect(expected.losses.elements.map(\.bitPattern) == found.losses.elements.map(\.bitPattern))
    #expect(expected.predictions == found.predictions)
    #expect(expected.lossSum == found.lossSum)
    #expect(try one.predict(examples) == other.predict(examples))
    let ensembles = try [
      MonteCarloDropout.run(&one, on: examples, passes: [3]),
      MonteCarloDropout.run(&other, on: examples, passes: [3]),
    ]
    #expect(ensembles[0]?.probabilities == ensembles[1]?.probabilities)
  }

  @Test("the probabilities of an example sum to one and are largest at the prediction")
  func probabilities() throws {
    let examples = try clusters(count: 20, features: 6, classes: 4)
    var network = try network()
    let predictions = try network.evaluate(examples).predictions
    let probabilities = try network.predict(examples).probabilities.elements
    for example in 0..<20 {
      let row = probabilities[(4 * example)..<(4 * example + 4)]
      #expect(abs(row.reduce(0, +) - 1) < 1e-6)
      #expect(row.max() == row[4 * example + Int(predictions[flat: example])])
    }
  }

  @Test("a network that ends in a softmax layer has that layer's outputs for probabilities")
  func softmaxEnd() throws {
    let examples = try clusters(count: 20, features: 6, classes: 4)
    var plain = try Network(
      Model([Dense(units: 4)], inputShape: [6]), seed: 2, batchCapacity: 7, context: testContext())
    var ended = try Network(
      Model([Dense(units: 4), Softmax()], inputShape: [6]), seed: 2, batchCapacity: 7,
      context: testContext())
    #expect(try plain.predict(examples) == ended.predict(examples))
    let ensembles = try [
      MonteCarloDropout.run(&plain, on: examples, passes: [2]),
      MonteCarloDropout.run(&ended, on: examples, passes: [2]),
    ]
    #expect(ensembles[0]?.probabilities == ensembles[1]?.probabilities)
  }

  @Test("an ensemble of few passes is the beginning of one of many")
  func prefixes() throws {
    let examples = try clusters(count: 50, features: 6, classes: 4)
    var network = try network()
    let ten = try #require(try MonteCarloDropout.run(&network, on: examples, passes: [10, 1, 4]))
    #expect(ten.results.map(\.passes) == [1, 4, 10])
    for passes in [1, 4, 10] {
      let alone = try #require(
        try MonteCarloDropout.run(&network, on: examples, passes: [passes]))
      #expect(alone.results == ten.results.filter { $0.passes == passes })
    }
    let again = try #require(try MonteCarloDropout.run(&network, on: examples, passes: [10]))
    #expect(again.probabilities == ten.probabilities)
    let one = try #require(try MonteCarloDropout.run(&network, on: examples, passes: [1]))
    #expect(one.probabilities != ten.probabilities)
  }

  @Test("without dropout every pass is the evaluation")
  func withoutDropout() throws {
    let examples = try clusters(count: 50, features: 6, classes: 4)
    var network = try network(dropout: 0)
    let evaluation = try network.evaluate(examples)
    let ensemble = try #require(
      try MonteCarloDropout.run(&network, on: examples, passes: [1, 2]))
    #expect(ensemble.results.map(\.correct) == [evaluation.correct, evaluation.correct])
    let probabilities = try network.predict(examples).probabilities.elements.map(Double.init)
    #expect(ensemble.probabilities.elements == probabilities)
  }

  @Test("an ensemble can be stopped; no passes and unfit examples are refused")
  func badInput() throws {
    let examples = try clusters(count: 50, features: 6, classes: 4)
    var network = try network(capacity: 16)
    var seen: [Double] = []
    let result = try MonteCarloDropout.run(&network, on: examples, passes: [2]) {
      seen.append($0)
      return seen.count == 2 ? .stop : .proceed
    }
    #expect(result == nil)
    #expect(seen == [0.32, 0.64])
    #expect(throws: NeuralNetworkError.self) {
      try MonteCarloDropout.run(&network, on: examples, passes: [])
    }
    #expect(throws: NeuralNetworkError.self) {
      try MonteCarloDropout.run(&network, on: examples, passes: [0, 3])
    }
    #expect(throws: NeuralNetworkError.exampleShape(found: Shape([5]), expected: Shape([6]))) {
      try network.evaluate(clusters(count: 5, features: 5, classes: 4))
    }
  }

  @Test("parameters go out and in by name, and only those of the model")
  func parameters() throws {
    let one = try network()
    var other = try Network(one.model, seed: 77, batchCapacity: 8, context: testContext())
    #expect(one.exportParameters() != other.exportParameters())
    try other.importParameters(one.exportParameters())
    #expect(one.exportParameters() == other.exportParameters())
    #expect(
      one.exportParameters().keys.sorted() == [
        "dense1/bias", "dense1/weight", "dense2/bias", "dense2/weight", "dense3/bias",
        "dense3/weight",
      ])
    let made = try Network(
      one.model, parameters: one.exportParameters(), seed: 77, batchCapacity: 8,
      context: testContext())
    #expect(made.exportParameters() == one.exportParameters())
    #expect(throws: NeuralNetworkError.missingTensor(name: "dense1/weight")) {
      try Network(
        one.model, parameters: [:], seed: 77, batchCapacity: 8, context: testContext())
    }
    var tensors = one.exportParameters()
    tensors["dense9/weight"] = Tensor(zeros: Shape([1]))
    #expect(throws: NeuralNetworkError.unexpectedTensor(name: "dense9/weight")) {
      try other.importParameters(tensors)
    }
  }
}
