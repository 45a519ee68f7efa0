import Tensors

/// Which examples make up which batch of an epoch.
///
/// The order of epoch e is a permutation drawn from the random stream `order` for that epoch alone:
/// it can be had for any epoch without those before it, so a resumed training needs no generator
/// state. The last batch holds what is left over.
public struct BatchSchedule: Equatable, Sendable {
  public let exampleCount: Int
  public let batchSize: Int
  public let seed: UInt64

  /// - Throws: ``NeuralNetworkError/noExamples(what:)``,
  ///   ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for an empty batch.
  public init(exampleCount: Int, batchSize: Int, seed: UInt64) throws(NeuralNetworkError) {
    guard exampleCount > 0 else { throw .noExamples(what: "training") }
    guard batchSize > 0 else {
      throw .outOfRange(
        what: "training", parameter: "batch", found: Double(batchSize), allowed: "positive")
    }
    self.exampleCount = exampleCount
    self.batchSize = min(batchSize, exampleCount)
    self.seed = seed
  }

  /// The number of batches in an epoch.
  public var stepsPerEpoch: Int { (exampleCount + batchSize - 1) / batchSize }

  /// The positions in the order of the epoch that make up a batch.
  public func range(ofBatch batch: Int) -> Range<Int> {
    (batch * batchSize)..<min((batch + 1) * batchSize, exampleCount)
  }

  /// All examples of an epoch, counted from zero, in the order in which they are used.
  public func order(ofEpoch epoch: Int) -> [Int32] {
    RandomStream(seed: seed, name: "order").substream(UInt64(epoch))
      .permutation(count: exampleCount)
  }
}
