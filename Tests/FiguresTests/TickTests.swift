import Testing

@testable import Figures

@Suite("Ticks")
struct TickTests {
  /// Range, wanted labels, labels and score: computed with the `labeling` package for R by one of
  /// the paper's authors, with its default steps 1, 5, 2, 2.5, 4, 3.
  static let vectors: [(low: Double, high: Double, count: Int, labels: [Double], score: Double)] = [
    (8.1, 14.1, 4, [8, 10, 12, 14], 0.6361),
    (0, 1, 5, [0, 0.25, 0.5, 0.75, 1], 0.85),
    (0.003, 0.97, 6, [0, 0.2, 0.4, 0.6, 0.8, 1], 0.8903),
    (-1, 1, 5, [-1, -0.5, 0, 0.5, 1], 0.95),
    (0, 0.00123, 5, [0, 0.0003, 0.0006, 0.0009, 0.0012], 0.7316),
    (1e6, 1.2e6, 5, [1e6, 1.05e6, 1.1e6, 1.15e6, 1.2e6], 0.70),
    (0, 6e4, 6, [0, 1e4, 2e4, 3e4, 4e4, 5e4, 6e4], 0.90),
    (-100, 37, 6, [-100, -75, -50, -25, 0, 25], 0.7253),
    (99.5, 100.5, 5, [99.5, 99.75, 100, 100.25, 100.5], 0.60),
    (0, 23.7, 6, [0, 5, 10, 15, 20, 25], 0.9199),
    (0, 2.302, 6, [0, 0.5, 1, 1.5, 2, 2.5], 0.876),
  ]

  @Test("labels and scores are those of the authors' own program", arguments: vectors.indices)
  func knownAnswers(index: Int) throws {
    let vector = Self.vectors[index]
    let result = try #require(
      ExtendedWilkinson().ticks(from: vector.low, to: vector.high, count: vector.count))
    #expect(result.ticks.map(\.value) == vector.labels)
    #expect(abs(result.score - vector.score) < 0.0001)
  }

  @Test("axis ticks lie inside, ascend evenly and are multiples of their distance")
  func axisProperties() throws {
    for (low, high) in [
      (0.0533, 0.0569), (0.775, 10.225), (-1e-9, 3e-9), (1e15, 1.001e15), (-7, 12_345), (3, 3.0001),
      (1e-300, 5e-300), (-2e250, 1e250),
    ] {
      for count in 2...12 {
        let ticks = try #require(
          ExtendedWilkinson.forAxes.ticks(from: low, to: high, count: count)?.ticks)
        #expect(ticks.count >= 2)
        let exponents = Set(ticks.map(\.exponent))
        #expect(exponents.count == 1)
        let steps = Set(zip(ticks, ticks.dropFirst()).map { $1.mantissa - $0.mantissa })
        #expect(steps.count == 1)
        let step = try #require(steps.first)
        #expect(step > 0 && ticks.allSatisfy { $0.mantissa % step == 0 })
        let slack = (high - low) * 1e-8
        #expect(ticks.allSatisfy { $0.value >= low - slack && $0.value <= high + slack })
      }
    }
  }

  @Test("epoch axes have whole numbers only")
  func integers() throws {
    var wilkinson = ExtendedWilkinson.forAxes
    wilkinson.integersOnly = true
    for (low, high) in [(0.8, 3.2), (0.775, 10.225), (0, 5), (-0.5, 51)] {
      let ticks = try #require(wilkinson.ticks(from: low, to: high, count: 9)?.ticks)
      #expect(ticks.allSatisfy { $0.reduced.exponent >= 0 })
    }
    #expect(wilkinson.ticks(from: 0.2, to: 0.8, count: 5) == nil)
  }

  @Test("decimals are written exactly, with a true minus and thin spaces")
  func decimals() {
    func text(_ mantissa: Int, _ exponent: Int, _ decimals: Int) -> String {
      DecimalNumber(mantissa: mantissa, exponent: exponent).text(decimals: decimals)
    }
    #expect(text(3, -1, 1) == "0.3")
    #expect(text(30, -2, 2) == "0.30")
    #expect(text(-25, -2, 2) == "\u{2212}0.25")
    #expect(text(0, 0, 2) == "0.00")
    #expect(text(5, 3, 0) == "5000")
    #expect(text(12345, 0, 0) == "12\u{2009}345")
    #expect(text(-1, 6, 1) == "\u{2212}1\u{2009}000\u{2009}000.0")
    #expect(text(533, -4, 4) == "0.0533")
  }

  @Test("labels of one axis have equal decimals; very large and small ones a power of ten")
  func labels() {
    func labels(_ mantissas: [Int], _ exponent: Int, _ format: Axis.Format = .automatic) -> [String]
    {
      TickLabels.labels(
        mantissas.map { DecimalNumber(mantissa: $0, exponent: exponent) }, format: format,
        scale: .linear)
    }
    #expect(labels([0, 5, 10], -1) == ["0.0", "0.5", "1.0"])
    #expect(labels([0, 25, 50], -2, .percent) == ["0%", "25%", "50%"])
    #expect(labels([125, 150], -3, .percent) == ["12.5%", "15.0%"])
    #expect(labels([0, 2, 4], -4) == ["0", "2\u{D7}10^{\u{2212}4}", "4\u{D7}10^{\u{2212}4}"])
    #expect(labels([5, 10], 5) == ["0.5\u{D7}10^{6}", "1.0\u{D7}10^{6}"])
    #expect(labels([-2, 0, 2], 4) == ["\u{2212}20\u{2009}000", "0", "20\u{2009}000"])
  }

  @Test("log axes carry 1, 2, 5 on few decades, powers on many, every other when crowded")
  func logTicks() {
    func labels(_ low: Double, _ high: Double, _ count: Int) -> [String] {
      let ticks = LogTicks.ticks(from: low, to: high, count: count)
      return TickLabels.labels(ticks.labelled, format: .automatic, scale: .log10)
    }
    #expect(
      labels(1, DecimalPowers.log10(2000), 9)
        == ["10", "20", "50", "100", "200", "500", "1000", "2000"])
    #expect(labels(1, DecimalPowers.log10(2000), 4) == ["10", "100", "1000"])
    #expect(labels(-3, 0, 4) == ["0.001", "0.01", "0.1", "1"])
    #expect(labels(-15, -11, 8) == (11...15).reversed().map { "10^{\u{2212}\($0)}" })
    #expect(labels(-8, 0, 4) == ["10^{\u{2212}6}", "10^{\u{2212}3}", "10^{0}"])
    // 0.0533 to 0.0569: less than a decade reads like a linear axis.
    #expect(
      labels(DecimalPowers.log10(0.0533), DecimalPowers.log10(0.0569), 4)
        == ["0.0535", "0.054", "0.0545", "0.055", "0.0555", "0.056", "0.0565"])
    #expect(
      LogTicks.ticks(from: 0, to: 2, count: 3).minor.contains(.init(mantissa: 7, exponent: 1)))
  }

  @Test("decimal logarithms are right to 2e-15 and exact powers are found")
  func logarithms() {
    for exponent in -300...300 {
      let power = DecimalNumber(mantissa: 1, exponent: exponent).value
      #expect(abs(DecimalPowers.log10(power) - Double(exponent)) <= 2e-15 * 300)
      #expect(DecimalPowers.floorLog10(power) == exponent)
    }
    // Abramowitz and Stegun, table 4.1.
    #expect(abs(DecimalPowers.log10(2) - 0.301029995663981195) < 2e-16)
    #expect(abs(DecimalPowers.log10(7) - 0.845098040014256831) < 3e-16)
    #expect(DecimalPowers.log10(.leastNonzeroMagnitude).isFinite)
  }
}
