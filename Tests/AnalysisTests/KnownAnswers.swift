import Tensors
import Testing

@testable import Analysis

/// What other programs find for a set of points.
struct KnownAnswers {
  var explainedVariance: [Double]
  var totalVariance: Double
  /// The first two components of the first three points.
  var firstProjections: [Double]
  /// Of the plane of the first two components, with 12 neighbours.
  var planeTrustworthiness: Double
  /// There, with 10 neighbours.
  var planeAccuracy: Double
  /// With perplexity 30 and all neighbours.
  var firstPrecision: Double
  var lastPrecision: Double
  /// Of the joint probabilities over all neighbours and over 90.
  var denseEntropy: Double
  var sparseEntropy: Double
  /// The smallest that a peer reaches in 1000 iterations, over 90 neighbours and over all.
  var peerDivergence: Double
  var peerDenseDivergence: Double
  /// The largest that a peer's embedding has, with 12 and 10 neighbours.
  var peerTrustworthiness: Double
  var peerAccuracy: Double
}

/// Points with their classes and what is known of them.
struct LabelledPoints: CustomTestStringConvertible {
  let name: String
  let points: Tensor<Float>
  let labels: [Int]
  let known: KnownAnswers

  var testDescription: String { name }

  static let all = [iris, digits]

  static let iris: LabelledPoints = {
    let rows = EmbeddingFixtures.irisText.split { $0 == ";" || $0 == "\n" }
      .map { $0.split(separator: " ").compactMap { Int($0) } }
    return LabelledPoints(
      name: "iris",
      points: Tensor(
        shape: [rows.count, 4], elements: rows.flatMap { $0[1...].map { Float($0) / 10 } }),
      labels: rows.map { $0[0] }, known: EmbeddingFixtures.iris)
  }()

  static let digits: LabelledPoints = {
    let rows = EmbeddingFixtures.digitsText.split(separator: "\n").map { Array($0.utf8) }
    return LabelledPoints(
      name: "digits",
      points: Tensor(
        shape: [rows.count, 64], elements: rows.flatMap { $0[1...].map { Float($0 - 97) } }),
      labels: rows.map { Int($0[0] - 48) }, known: EmbeddingFixtures.digits)
  }()
}

/// Every instruction set that this CPU has, with 1 and 3 threads.
let contexts: [ComputeContext] = InstructionSet.available.flatMap { set in
  [1, 3].compactMap { try? ComputeContext(instructionSet: set, threads: $0) }
}
