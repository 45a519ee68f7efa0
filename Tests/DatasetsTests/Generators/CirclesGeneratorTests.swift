import Tensors
import Testing

@testable import Datasets

@Suite("Points on circles")
struct CirclesGeneratorTests {
  private let stream = RandomStream(seed: 7, name: "test")

  private func points(
    _ generator: CirclesGenerator, count: Int
  ) throws -> [(x: Double, y: Double, label: Int)] {
    let made = generator.examples(
      count: count, stream: stream, context: try ComputeContext(threads: 1))
    guard case .float32(let inputs) = made.inputs else { return [] }
    #expect(inputs.shape.dimensions == [count, 2])
    return (0..<count).map {
      (
        Double(inputs[flat: 2 * $0]), Double(inputs[flat: 2 * $0 + 1]),
        Int(made.labels[flat: $0])
      )
    }
  }

  @Test("each point lies on the circle of its class about the centre, and classes take turns")
  func onCircles() throws {
    let generator = try CirclesGenerator(radii: [1, 2.5, 4], center: (3, -2))
    for (index, point) in try points(generator, count: 300).enumerated() {
      #expect(point.label == index % 3)
      let (x, y) = (point.x - 3, point.y + 2)
      let radius = (x * x + y * y).squareRoot()
      #expect(abs(radius - generator.radii[point.label]) < 1e-5, "point \(index): \(radius)")
    }
  }

  @Test("all directions are equally frequent")
  func directions() throws {
    let points = try points(CirclesGenerator(radii: [1, 2]), count: 8000)
    var quarters = [0, 0, 0, 0]
    for point in points { quarters[(point.x < 0 ? 1 : 0) + (point.y < 0 ? 2 : 0)] += 1 }
    // The deviation of each count is sqrt(8000 * 3/16) = 39.
    for count in quarters { #expect(abs(count - 2000) < 160, "\(quarters)") }
  }

  @Test("on rings, points lie evenly over the area between the radii")
  func onRings() throws {
    let generator = try CirclesGenerator(radii: [1, 3], placement: .rings)
    let outer = try points(generator, count: 8000).filter { $0.label == 1 }
    let squares = outer.map { $0.x * $0.x + $0.y * $0.y }
    #expect(squares.allSatisfy { $0 > 0.999 && $0 < 9.001 })
    // Even over the area: the square of the radius is uniform from 1 to 9, of mean 5 and deviation
    // 8 / sqrt(12) = 2.31; that of the mean of 4000 is 0.037.
    #expect(abs(squares.reduce(0, +) / 4000 - 5) < 0.15)
  }

  @Test("noise has the deviation asked for in each coordinate")
  func noise() throws {
    let clean = try points(CirclesGenerator(radii: [1, 2]), count: 4000)
    let noisy = try points(CirclesGenerator(radii: [1, 2], noise: 0.25), count: 4000)
    let squares = zip(clean, noisy).flatMap { clean, noisy in
      [(noisy.x - clean.x) * (noisy.x - clean.x), (noisy.y - clean.y) * (noisy.y - clean.y)]
    }
    // Var of the mean square of 8000 normal numbers: 2 / 8000 of 0.0625 squared.
    #expect(abs(squares.reduce(0, +) / 8000 - 0.0625) < 0.004)
  }

  @Test("the first examples stay the same when more are asked for")
  func prefix() throws {
    let generator = try CirclesGenerator(radii: [1, 2], placement: .rings, noise: 0.1)
    let (few, many) = (try points(generator, count: 7), try points(generator, count: 90))
    for (a, b) in zip(few, many) { #expect(a == b) }
  }

  @Test(
    "settings that make no circles are refused with their value",
    arguments: [
      ([2, 1], 0.0, "a radius is 1.0"), ([1], 0, "the number of radii is 1.0"),
      ([0, 1], 0, "a radius is 0.0"), ([1, 2], -1, "the noise is -1.0"),
      ([1, .infinity], 0, "a radius is inf"),
    ])
  func refusals(radii: [Double], noise: Double, message: String) {
    let error = #expect(throws: GeneratorError.self) {
      try CirclesGenerator(radii: radii, noise: noise)
    }
    #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(String(describing: error))")
  }
}
