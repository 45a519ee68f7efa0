import Glibc
import Tensors

@testable import NeuralNetworks

// The reference may use the C library: it is compared within a tolerance, never bit for bit.
func exponential(_ x: Double) -> Double { Glibc.exp(x) }
func logarithm(_ x: Double) -> Double { Glibc.log(x) }
func hyperbolicTangent(_ x: Double) -> Double { Glibc.tanh(x) }

/// Numbers that look random but are spelt out: a linear congruence (Knuth's MMIX constants).
struct Congruence {
  var state: UInt64

  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 40) * 0x1p-24
  }

  mutating func next(below bound: Int) -> Int { Int(next() * Float(bound)) }
}

/// Classes that can be told apart: each has its own direction, with noise.
func clusters(
  count: Int, features: Int, classes: Int, noise: Float = 0.6, seed: UInt64 = 7
) throws -> LabelledExamples {
  var centers = Congruence(state: 99)
  let means = (0..<(classes * features)).map { _ in centers.next() - 0.5 }
  var numbers = Congruence(state: seed)
  var inputs: [Float] = []
  var labels: [Int32] = []
  for _ in 0..<count {
    let label = numbers.next(below: classes)
    labels.append(Int32(label))
    for feature in 0..<features {
      inputs.append(means[label * features + feature] + noise * (numbers.next() - 0.5))
    }
  }
  return try LabelledExamples(
    inputs: Tensor(shape: Shape([count, features]), elements: inputs),
    labels: Tensor(shape: Shape([count]), elements: labels))
}

func rows(_ examples: LabelledExamples) -> [[Double]] {
  let width = examples.inputs.count / examples.count
  let elements = examples.inputs.elements.map(Double.init)
  return (0..<examples.count).map { Array(elements[($0 * width)..<(($0 + 1) * width)]) }
}

func bits(_ tensors: [String: Tensor<Float>]) -> [String: [UInt32]] {
  tensors.mapValues { $0.elements.map(\.bitPattern) }
}
