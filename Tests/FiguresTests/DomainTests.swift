import Testing

@testable import Figures

@Suite("Domains")
struct DomainTests {
  private func domain(
    _ values: [Double], _ axis: Axis = Axis(), isX: Bool = false
  ) throws -> Domain {
    let range = values.reduce(nil) { ValueRange.adding($1, to: $0) }
    return try Domain(axis, data: range, margin: 0.05, isX: isX, panel: "panel 1")
  }

  @Test("a margin surrounds the data but does not cross zero")
  func margin() throws {
    let loss = try domain([0.01, 1.01])
    #expect(loss.low == 0 && abs(loss.high - 1.06) < 1e-12)
    let negative = try domain([-2, -0.01])
    #expect(negative.high == 0)
    let both = try domain([-1, 1])
    #expect(both.low == -1.1 && both.high == 1.1)
  }

  @Test("equal values get a range around them", arguments: [0, 3, 0.25, -1e-20, 1e15])
  func equalValues(value: Double) throws {
    let linear = try domain([value, value])
    #expect(linear.low < value && value < linear.high)
    if value > 0 {
      let log = try domain([value], Axis(scale: .log10))
      #expect(abs(log.high - log.low - 1) < 1e-9)
    }
  }

  @Test("values that differ less than doubles can show count as equal")
  func nearlyEqual() throws {
    let nearly = try domain([1, 1 + 1e-15])
    #expect(nearly.low < 0.95 && nearly.high > 1.05)
  }

  @Test("whole x values ask for whole ticks, fractions do not")
  func wholeNumbers() throws {
    #expect(try domain([1, 2, 10], isX: true).prefersIntegers)
    #expect(try !domain([1, 2.5], isX: true).prefersIntegers)
    #expect(try !domain([1, 2, 10]).prefersIntegers)
    #expect(try domain([1, 2.5], Axis(ticks: .integers)).prefersIntegers)
  }

  @Test("impossible axes are errors that name panel and axis")
  func errors() {
    #expect(throws: FigureError.noPositiveValues(panel: "panel 1", axis: "y")) {
      try domain([], Axis(scale: .log10))
    }
    #expect(throws: FigureError.invalidLimits(panel: "panel 1", axis: "y", lower: 0, upper: 1)) {
      try domain([1], Axis(scale: .log10, limits: 0...1))
    }
    #expect(throws: FigureError.invalidLimits(panel: "panel 1", axis: "x", lower: 2, upper: 2)) {
      try domain([1], Axis(limits: 2...2), isX: true)
    }
    #expect(throws: FigureError.self) { try domain([1], Axis(limits: 0...(.infinity))) }
    #expect(throws: FigureError.rangeTooLarge(panel: "panel 1", axis: "y")) {
      try domain([-1.7e308, 1.7e308])
    }
  }
}
