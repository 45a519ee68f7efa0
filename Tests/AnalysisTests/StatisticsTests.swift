import Testing

@testable import Analysis

@Suite struct StatisticsTests {
  @Test("mean and variance of a list whose values are known exactly")
  func summary() throws {
    // The worked example of many textbooks: mean 5, population variance 4.
    let statistics = try SummaryStatistics([2, 4, 4, 4, 5, 5, 7, 9] as [Float])
    #expect(statistics.count == 8)
    #expect(statistics.mean == 5)
    #expect(statistics.variance == 4)
    #expect(statistics.standardDeviation == 2)
    #expect(statistics.minimum == 2)
    #expect(statistics.maximum == 9)
    #expect(statistics.sampleVariance.map { abs($0 - 32.0 / 7) < 1e-14 } == true)
    #expect(statistics.standardError.map { abs($0 * $0 - 4.0 / 7) < 1e-15 } == true)
  }

  @Test("a large offset does not spoil the variance")
  func offset() throws {
    #expect(try SummaryStatistics([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance == 22.5)
  }

  @Test("one value has no spread and no sample variance; none is an error")
  func fewValues() throws {
    let one = try SummaryStatistics([3.0])
    #expect(one.variance == 0)
    #expect(one.sampleVariance == nil)
    #expect(one.standardError == nil)
    #expect(throws: AnalysisError.empty(what: "summary statistics")) {
      try SummaryStatistics([Double]())
    }
  }

  @Test("what is not finite shows in the mean")
  func notFinite() throws {
    #expect(try SummaryStatistics([1, .infinity]).mean == .infinity)
    #expect(try SummaryStatistics([1, Double.nan]).mean.isNaN)
  }

  @Test("quantiles are those of NumPy's default method")
  func quantiles() throws {
    // numpy.quantile([7, 1, 3, 10], [0, .1, .25, .5, .75, .9, 1])
    let quantiles = try Quantiles([7, 1, 3, 10] as [Float])
    let probabilities = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
    let expected = [1, 1.6, 2.5, 5, 7.75, 9.1, 10]
    for (probability, value) in zip(probabilities, expected) {
      #expect(abs(try quantiles.quantile(probability) - value) < 1e-14)
    }
    #expect(quantiles.median == 5)
    #expect(try Quantiles([3.0, 1, 2]).median == 2)
    #expect(try Quantiles([4.0]).quantile(0.3) == 4)
  }

  @Test("the order of the list does not matter, not even for zeros and NaN")
  func order() throws {
    let one = try Quantiles([0.0, -0.0, .nan, 1])
    let other = try Quantiles([.nan, 1, -0.0, 0.0])
    #expect(one.sorted.map(\.bitPattern) == other.sorted.map(\.bitPattern))
    #expect(one.sorted.last?.isNaN == true)
  }

  @Test("a probability outside 0...1 is refused, NaN too", arguments: [-0.1, 1.1, .nan])
  func badProbability(_ probability: Double) throws {
    let quantiles = try Quantiles([1.0, 2])
    #expect(throws: AnalysisError.self) { try quantiles.quantile(probability) }
    #expect(throws: AnalysisError.empty(what: "quantiles")) { try Quantiles([Float]()) }
  }

  @Test("the moving average of a constant is the constant from the first value on")
  func constantAverage() throws {
    for value in try DebiasedMovingAverage.smooth([3, 3, 3, 3], decay: 0.9) {
      #expect(abs(value - 3) < 1e-14)
    }
  }

  @Test("the moving average weighs as the formula says")
  func average() throws {
    // By hand, as exact fractions: 4, (1 + 4) / (3/4), (5/2 + 3/2) / (7/8).
    let smooth = try DebiasedMovingAverage.smooth([4, 8, 3], decay: 0.5)
    #expect(smooth[0] == 4)
    #expect(abs(smooth[1] - 20.0 / 3) < 1e-14)
    #expect(abs(smooth[2] - 32.0 / 7) < 1e-14)
    #expect(try DebiasedMovingAverage.smooth([4, 8, 3], decay: 0) == [4, 8, 3])
    #expect(try DebiasedMovingAverage.smooth([], decay: 0.5) == [])
    for decay in [1, -0.1, 1.5, .nan] {
      #expect(throws: AnalysisError.self) { try DebiasedMovingAverage(decay: decay) }
    }
  }
}
