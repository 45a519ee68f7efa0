import Tensors

/// An ensemble of one network with many dropout masks: the class probabilities of n passes with
/// dropout on are averaged (Y. Gal, Z. Ghahramani, "Dropout as a Bayesian approximation", 2016).
///
/// The mask of an example depends on the pass and on the example's place in its set alone, and the
/// probabilities are summed in the order of the passes, in double precision. So the ensemble of 10
/// passes is the beginning of that of 50, and neither depends on the network's capacity.
public struct MonteCarloDropout: Sendable {
  /// What n passes give.
  public struct Result: Equatable, Sendable {
    public let passes: Int
    public let correct: Int
    public let count: Int

    public var error: Double { Double(count - correct) / Double(count) }
  }

  /// One for each number of passes asked for, in ascending order.
  public let results: [Result]
  /// `[examples, classes]`: the mean of the probabilities over the largest number of passes.
  public let probabilities: Tensor<Double>

  /// - Parameters:
  ///   - passes: the numbers of passes to report on, in any order; each positive.
  ///   - progress: called after each batch with the share of the work that is done; returning
  ///     `.stop` ends it, with `nil` as the result.
  /// - Throws: a ``NeuralNetworkError`` for examples that do not fit the model, or no passes.
  public static func run(
    _ network: inout Network, on examples: LabelledExamples, passes: [Int],
    progress: (Double) -> TrainingDecision = { _ in .proceed }
  ) throws(NeuralNetworkError) -> MonteCarloDropout? {
    try examples.check(against: network.model)
    let wanted = Array(Set(passes)).sorted()
    guard let least = wanted.first, least > 0 else {
      throw .outOfRange(
        what: "Monte-Carlo dropout", parameter: "passes", found: Double(wanted.first ?? 0),
        allowed: "positive")
    }
    let classCount = network.model.outputShape.count
    var correct = [Int](repeating: 0, count: wanted.count)
    var means: [Double] = []
    means.reserveCapacity(examples.count * classCount)
    var isStopped = false
    network.forEachBatch(of: examples) { network, places in
      guard !isStopped else { return }
      let sums = network.sumProbabilities(
        of: places, labels: examples.labels, wanted: wanted, correct: &correct)
      let last = Double(wanted[wanted.count - 1])
      means += sums.map { $0 / last }
      let done = Double(places.endIndex) / Double(examples.count)
      isStopped = progress(done) == .stop && places.endIndex < examples.count
    }
    if isStopped { return nil }
    return MonteCarloDropout(
      results: zip(wanted, correct).map {
        Result(passes: $0, correct: $1, count: examples.count)
      },
      probabilities: Tensor(shape: Shape([examples.count, classCount]), elements: means))
  }
}

extension Network {
  /// Runs all passes on the loaded batch and returns the sums of the probabilities,
  /// `[batch][classes]`; adds to `correct` for each number of passes wanted.
  ///
  /// What lies before the first layer whose output differs from pass to pass is computed once.
  fileprivate mutating func sumProbabilities(
    of places: ArraySlice<Int32>, labels: Tensor<Int32>, wanted: [Int], correct: inout [Int]
  ) -> [Double] {
    let classCount = model.outputShape.count
    let batch = places.count
    let firstRandomLayer = layers.firstIndex { $0.isRandom } ?? layers.count
    var probabilities = Tensor<Float>(zeros: Shape([classCount, lanes]))
    var sums = [Double](repeating: 0, count: batch * classCount)
    var reported = 0
    for pass in 0..<wanted[wanted.count - 1] {
      let mode = Pass.Mode.sampling(pass: pass, firstExample: Int(places[places.startIndex]))
      forward(Pass(batch: batch, mode: mode), from: pass == 0 ? 0 : firstRandomLayer)
      readProbabilities(batch: batch, into: &probabilities)
      probabilities.withUnsafeBufferPointer { probabilities in
        for lane in 0..<batch {
          for label in 0..<classCount {
            sums[lane * classCount + label] += Double(probabilities[label * lanes + lane])
          }
        }
      }
      if pass + 1 == wanted[reported] {
        for (lane, place) in places.enumerated() {
          let row = sums[(lane * classCount)..<((lane + 1) * classCount)]
          if Self.argMax(row) == Int(labels[flat: Int(place)]) { correct[reported] += 1 }
        }
        reported += 1
      }
    }
    return sums
  }

  /// The position of the largest number, the first of equal ones.
  private static func argMax(_ row: ArraySlice<Double>) -> Int {
    var best = row.startIndex
    for index in row.indices where row[index] > row[best] { best = index }
    return best - row.startIndex
  }
}
