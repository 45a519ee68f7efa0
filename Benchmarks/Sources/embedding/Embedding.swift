import Analysis
import ArgumentParser
import Foundation
import Tensors

/// Embeds points of a file by t-SNE and says how long it took, for `peers/embedding.py`.
@main
struct Embedding: ParsableCommand {
  @Argument(help: "The points: Float32, little-endian, point after point.")
  var points: String

  @Argument(help: "Where the positions go, in the same form.")
  var positions: String

  @Option(help: "Features of a point.")
  var features = 50

  @Option(help: "Iterations.")
  var iterations = 1000

  @Option(help: "Threads.")
  var threads = 2

  @Option(help: "How the repulsion is computed: exact, barnes-hut or auto.")
  var forces = EmbeddingConfiguration.Forces.automatic

  func run() throws {
    let values = try Data(contentsOf: URL(fileURLWithPath: points)).withUnsafeBytes {
      Array($0.bindMemory(to: Float.self))
    }
    let input = Tensor<Float>(shape: [values.count / features, features], elements: values)
    let context = try ComputeContext(threads: threads)
    let clock = ContinuousClock()
    let start = clock.now
    let embedding = try StochasticNeighborEmbedding.run(
      input, EmbeddingConfiguration(iterations: iterations, forces: forces), context)
    let (whole, atto) = start.duration(to: clock.now).components
    print(Double(whole) + Double(atto) * 1e-18)
    let output = embedding?.positions.elements ?? []
    try output.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: positions)) }
  }
}

extension EmbeddingConfiguration.Forces: ExpressibleByArgument {}
