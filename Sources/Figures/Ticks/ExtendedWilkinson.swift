/// Round numbers for a linear axis.
///
/// Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
/// Axes" (2010): of all sequences start, start + step, ... the one with the best weighted sum of
/// simplicity, coverage, density and legibility; upper bounds cut the search short. Candidates are
/// integers times a power of ten throughout.
struct ExtendedWilkinson {
  /// A step is one of these times a power of ten; earlier ones are simpler.
  struct Step: Sendable {
    let mantissa: Int
    let exponent: Int

    var value: Double { DecimalNumber(mantissa: mantissa, exponent: exponent).value }
  }

  struct Result: Equatable, Sendable {
    let ticks: [DecimalNumber]
    let score: Double
  }

  /// The steps of the paper: 1, 5, 2, 2.5, 4, 3.
  static let paperSteps = [(1, 0), (5, 0), (2, 0), (25, -1), (4, 0), (3, 0)].map(Step.init)

  /// Without 4 and 3, whose labels are harder to read between.
  static let plainSteps = Array(paperSteps.prefix(4))

  var steps = Self.paperSteps

  /// How many multiples of a step may lie from one label to the next. With 1 all labels are
  /// multiples of the distance between them: 0.2 0.4 0.6, never 0.1 0.3 0.5.
  var mostSkipped = 50

  /// Accept whole numbers only.
  var integersOnly = false

  /// Accept no label outside the range.
  var insideOnly = false

  /// The search for the axes of figures: plain steps, aligned labels, all of them inside.
  static let forAxes = ExtendedWilkinson(steps: plainSteps, mostSkipped: 1, insideOnly: true)

  /// The best labels for a range with about `count` of them; nil when there are none.
  ///
  /// - Precondition: `low < high`, both finite.
  func ticks(from low: Double, to high: Double, count: Int) -> Result? {
    precondition(low < high && (high - low).isFinite, "an axis has a finite extent")
    let target = max(2, count)
    let range = high - low
    var best: Result?
    var bestScore = -2.0
    skips: for skip in 1...mostSkipped {
      for (index, step) in steps.enumerated() {
        let simplest = simplicity(index: index, skip: skip, hasZero: true)
        if score(simplest, 1, 1) < bestScore { break skips }
        for ticks in 2...(4 * target + 10) {
          let densest = densityLimit(ticks, target)
          if score(simplest, 1, densest) < bestScore { break }
          let raw = range / Double(ticks + 1) / Double(skip) / step.value
          guard raw > 0, raw.isFinite else { break }
          var power = DecimalPowers.floorLog10(raw)
          if DecimalNumber(mantissa: 1, exponent: power).value < raw { power += 1 }
          while true {
            let unit = DecimalNumber(mantissa: step.mantissa, exponent: step.exponent + power)
            let span = unit.value * Double(skip) * Double(ticks - 1)
            let widest = coverageLimit(range: range, span: span)
            guard span.isFinite, score(simplest, widest, densest) >= bestScore else { break }
            for start in starts(low, high, unit: unit, skip: skip, ticks: ticks) {
              let candidate = Candidate(unit: unit, start: start, skip: skip, count: ticks)
              guard accepts(candidate, low, high) else { continue }
              let total = score(
                simplicity(index: index, skip: skip, hasZero: candidate.hasZero),
                coverage(candidate, low, high), density(candidate, low, high, target))
              if total > bestScore {
                bestScore = total
                best = Result(ticks: candidate.ticks, score: total)
              }
            }
            power += 1
          }
        }
      }
    }
    return best
  }

  private struct Candidate {
    let unit: DecimalNumber
    let start: Int
    let skip: Int
    let count: Int

    var last: Int { start + skip * (count - 1) }
    var hasZero: Bool { start <= 0 && last >= 0 && start % skip == 0 }
    var low: Double { number(start).value }
    var high: Double { number(last).value }
    var ticks: [DecimalNumber] { (0..<count).map { number(start + $0 * skip) } }

    func number(_ index: Int) -> DecimalNumber {
      DecimalNumber(mantissa: index * unit.mantissa, exponent: unit.exponent)
    }
  }

  /// First labels that leave the sequence touching the range, in units.
  private func starts(
    _ low: Double, _ high: Double, unit: DecimalNumber, skip: Int, ticks: Int
  ) -> Range<Int> {
    let step = unit.value * Double(skip)
    let (upper, lower) = ((high / step).rounded(.down), (low / step).rounded(.up))
    // Beyond 2^40 steps from zero labels would differ in digits that nobody reads.
    guard step > 0, abs(upper) < 1.1e12, abs(lower) < 1.1e12 else { return 0..<0 }
    let first = (Int(upper) - (ticks - 1)) * skip
    let last = Int(lower) * skip
    return first <= last ? first..<last + 1 : 0..<0
  }

  private func accepts(_ candidate: Candidate, _ low: Double, _ high: Double) -> Bool {
    if integersOnly, candidate.unit.exponent < 0 {
      guard candidate.ticks.allSatisfy({ $0.reduced.exponent >= 0 }) else { return false }
    }
    if insideOnly {
      // A margin of rounding only: ends given as 0.3 must keep a label at 0.3.
      let slack = (high - low) * 1e-9
      return candidate.low >= low - slack && candidate.high <= high + slack
    }
    return candidate.low <= high && candidate.high >= low
  }

  private func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
  }

  private func simplicity(index: Int, skip: Int, hasZero: Bool) -> Double {
    1 - Double(index) / Double(max(1, steps.count - 1)) - Double(skip) + (hasZero ? 1 : 0)
  }

  private func coverage(_ candidate: Candidate, _ low: Double, _ high: Double) -> Double {
    let tenth = 0.1 * (high - low)
    let (above, below) = ((high - candidate.high) / tenth, (low - candidate.low) / tenth)
    return 1 - 0.5 * (above * above + below * below)
  }

  private func coverageLimit(range: Double, span: Double) -> Double {
    guard span > range else { return 1 }
    let half = (span - range) / 2 / (0.1 * range)
    return 1 - half * half
  }

  private func density(
    _ candidate: Candidate, _ low: Double, _ high: Double, _ target: Int
  ) -> Double {
    let actual = Double(candidate.count - 1) / (candidate.high - candidate.low)
    let wanted = Double(target - 1) / (max(high, candidate.high) - min(low, candidate.low))
    return 2 - max(actual / wanted, wanted / actual)
  }

  private func densityLimit(_ count: Int, _ target: Int) -> Double {
    count >= target ? 2 - Double(count - 1) / Double(target - 1) : 1
  }
}
