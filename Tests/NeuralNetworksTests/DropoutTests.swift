import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct DropoutTests {
  /// The outputs of a dropout layer for ones, `[features][batch]`.
  private func outputs(
    probability: Double, mode: Pass.Mode, batch: Int = 100, capacity: Int = 100,
    name: String? = nil,
    seed: UInt64 = 5
  ) throws -> [[Float]] {
    var network = try Network(
      Model([Dropout(probability, name: name)], inputShape: Shape([200])), seed: seed,
      batchCapacity: capacity, context: testContext())
    let ones = try LabelledExamples(
      inputs: Tensor(
        shape: Shape([batch, 200]), elements: [Float](repeating: 1, count: 200 * batch)),
      labels: Tensor<Int32>(zeros: Shape([batch])))
    network.load(ones, at: (0..<Int32(batch)).map { $0 }[...])
    network.forward(Pass(batch: batch, mode: mode))
    let output = network.output.elements
    return (0..<200).map { feature in
      Array(output[(feature * network.lanes)..<(feature * network.lanes + batch)])
    }
  }

  @Test(
    "kept inputs are scaled by 1/(1-p), and about the share p is dropped",
    arguments: [0.2, 0.5, 0.9])
  func share(_ probability: Double) throws {
    let values = try outputs(probability: probability, mode: .training(step: 0)).flatMap { $0 }
    let kept = Float(1 / (1 - probability))
    #expect(values.allSatisfy { $0 == 0 || abs($0 / kept - 1) < 1e-6 })
    let dropped = Double(values.count { $0 == 0 }) / Double(values.count)
    // Five standard deviations of 20,000 draws.
    let tolerance = 5 * (probability * (1 - probability) / 20_000).squareRoot()
    #expect(abs(dropped - probability) < tolerance)
  }

  @Test("p = 0 and evaluation leave the input alone")
  func identity() throws {
    #expect(
      try outputs(probability: 0, mode: .training(step: 1)).allSatisfy { $0.allSatisfy { $0 == 1 } }
    )
    #expect(
      try outputs(probability: 0.5, mode: .evaluation).allSatisfy { $0.allSatisfy { $0 == 1 } })
  }

  @Test("the mask belongs to step, layer name and seed, and to nothing else")
  func streams() throws {
    let mask = try outputs(probability: 0.5, mode: .training(step: 4))
    #expect(try outputs(probability: 0.5, mode: .training(step: 4)) == mask)
    #expect(try outputs(probability: 0.5, mode: .training(step: 4), capacity: 1000) == mask)
    #expect(try outputs(probability: 0.5, mode: .training(step: 5)) != mask)
    #expect(try outputs(probability: 0.5, mode: .training(step: 4), name: "other") != mask)
    #expect(try outputs(probability: 0.5, mode: .training(step: 4), seed: 6) != mask)
    #expect(try outputs(probability: 0.5, mode: .sampling(pass: 4, firstExample: 0)) != mask)
  }

  @Test("an example's mask in a sampling pass does not depend on the batch it is in")
  func sampling() throws {
    let whole = try outputs(probability: 0.5, mode: .sampling(pass: 2, firstExample: 0))
    for first in [16, 40, 37] {
      let part = try outputs(
        probability: 0.5, mode: .sampling(pass: 2, firstExample: first), batch: 30, capacity: 30)
      #expect(part == whole.map { Array($0[first..<(first + 30)]) })
    }
  }
}
