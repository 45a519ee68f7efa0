import Testing

@testable import Analysis

@Suite struct HistogramTests {
  @Test("a bin holds its lower edge, the last one both")
  func edges() throws {
    // numpy.histogram([1, 2, 2, 3, 4, 4.5, 5], bins=4)
    let histogram = try Histogram([1, 2, 2, 3, 4, 4.5, 5], binCount: 4)
    #expect(histogram.edges == [1, 2, 3, 4, 5])
    #expect(histogram.counts == [1, 2, 1, 3])
    #expect(histogram.below == 0 && histogram.above == 0)
  }

  @Test("values outside a given range are counted apart")
  func range() throws {
    let histogram = try Histogram([-3, 0, 0.5, 1, 7] as [Float], binCount: 2, range: 0...1)
    #expect(histogram.counts == [1, 2])
    #expect(histogram.below == 1)
    #expect(histogram.above == 1)
  }

  @Test("every value falls between the edges of its bin, also where rounding tempts")
  func rounding() throws {
    let values = (0...1000).map { Double($0) * 0.1 }
    let histogram = try Histogram(values, binCount: 77)
    for (bin, count) in histogram.counts.enumerated() {
      let (low, high) = (histogram.edges[bin], histogram.edges[bin + 1])
      let inside = values.count { $0 >= low && (bin == 76 ? $0 <= high : $0 < high) }
      #expect(count == inside, "bin \(bin)")
    }
  }

  @Test("the rule of Freedman and Diaconis gives NumPy's number of bins")
  func freedmanDiaconis() throws {
    // len(numpy.histogram_bin_edges(x, bins="fd")) - 1 with x as here.
    #expect(try Histogram(freedmanDiaconis: (0..<64).map { Double($0) }).counts.count == 4)
    let squares = (0..<1000).map { Double($0 * $0) }
    #expect(try Histogram(freedmanDiaconis: squares).counts.count == 10)
    let cubes = (0..<500).map { Double($0 * $0 * $0) }
    #expect(try Histogram(freedmanDiaconis: cubes).counts.count == 10)
    #expect(try Histogram(freedmanDiaconis: [3, 3, 3, 3, 9]).counts == [5])
    #expect(try Histogram(freedmanDiaconis: squares + [1e12], most: 50).counts.count == 50)
  }

  @Test("equal values get a bin around them")
  func equalValues() throws {
    let histogram = try Histogram([2, 2, 2], binCount: 1)
    #expect(histogram.edges == [1.5, 2.5])
    #expect(histogram.counts == [3])
  }

  @Test("bad input is refused")
  func badInput() {
    #expect(throws: AnalysisError.empty(what: "a histogram")) {
      try Histogram([Double](), binCount: 3)
    }
    #expect(throws: AnalysisError.notFinite(what: "a histogram")) {
      try Histogram([1, .nan], binCount: 3)
    }
    #expect(throws: AnalysisError.self) { try Histogram([1.0], binCount: 0) }
    #expect(throws: AnalysisError.self) { try Histogram([1.0], binCount: 2, range: 1...1) }
  }
}

@Suite struct BootstrapIntervalTests {
  let values = (1...40).map { Double($0) }

  @Test("about the mean it is as wide as the normal approximation says")
  func mean() throws {
    let interval = try BootstrapInterval(of: values)
    #expect(interval.estimate == 20.5)
    // The standard error of the mean of 1...40 is sqrt((40² - 1) / 12 / 40) = 1.8252.
    let half = 1.96 * 1.8252
    #expect(abs(interval.lower - (20.5 - half)) < 0.15)
    #expect(abs(interval.upper - (20.5 + half)) < 0.15)
  }

  @Test("the seed decides, and another statistic may be asked for")
  func seed() throws {
    let one = try BootstrapInterval(of: values, resamples: 500, seed: 3)
    #expect(try BootstrapInterval(of: values, resamples: 500, seed: 3) == one)
    #expect(try BootstrapInterval(of: values, resamples: 500, seed: 4) != one)
    let largest = try BootstrapInterval(of: values, resamples: 500) { $0.max() ?? .nan }
    #expect(largest.estimate == 40 && largest.upper == 40 && largest.lower < 40)
  }

  @Test("bad input is refused")
  func badInput() {
    #expect(throws: AnalysisError.empty(what: "a bootstrap interval")) {
      try BootstrapInterval(of: [])
    }
    #expect(throws: AnalysisError.self) { try BootstrapInterval(of: [1], confidence: 1) }
    #expect(throws: AnalysisError.self) { try BootstrapInterval(of: [1], resamples: 0) }
  }
}
