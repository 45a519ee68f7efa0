import Tensors
import Testing

@testable import Datasets

@Suite("Normal numbers")
struct GaussianGeneratorTests {
  private let stream = RandomStream(seed: 3, name: "test")

  private func inputs(_ generator: GaussianGenerator, count: Int) throws -> Tensor<Float> {
    let made = generator.examples(
      count: count, stream: stream, context: try ComputeContext(threads: 2))
    guard case .float32(let inputs) = made.inputs else { return Tensor(zeros: []) }
    return inputs
  }

  @Test("have the shape, the mean and the deviation asked for")
  func moments() throws {
    let generator = try GaussianGenerator(shape: [5, 8], mean: 2, standardDeviation: 3)
    let inputs = try inputs(generator, count: 1000)
    #expect(inputs.shape.dimensions == [1000, 5, 8])
    let moments = try #require(try ComputeContext(threads: 1).statistics(inputs))
    // Of 40,000 numbers the mean deviates by 0.015, the variance by 0.064.
    #expect(abs(moments.mean - 2) < 0.06, "\(moments)")
    #expect(abs(moments.variance - 9) < 0.26, "\(moments)")
  }

  @Test("the first examples stay the same when more are asked for")
  func prefix() throws {
    let generator = try GaussianGenerator(shape: [3])
    #expect(
      try inputs(generator, count: 5).elements
        == Array(try inputs(generator, count: 40).elements.prefix(15)))
  }

  @Test("labels take every class about equally often")
  func labels() throws {
    let made = try GaussianGenerator(shape: [1], classCount: 3).examples(
      count: 9000, stream: stream, context: ComputeContext(threads: 1))
    let counts = (0..<3).map { label in made.labels.elements.count { $0 == label } }
    // The deviation of each count is sqrt(9000 * 2/9) = 45.
    for count in counts { #expect(abs(count - 3000) < 180, "\(counts)") }
  }

  @Test("a shape of too many numbers, and a deviation below zero, are refused")
  func refusals() {
    #expect(throws: GeneratorError.self) { try GaussianGenerator(shape: [1 << 20, 1 << 20]) }
    #expect(throws: GeneratorError.self) { try GaussianGenerator(shape: [4, 0]) }
    #expect(throws: GeneratorError.self) {
      try GaussianGenerator(shape: [4], standardDeviation: -0.5)
    }
  }
}
