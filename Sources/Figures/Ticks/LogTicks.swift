/// Round numbers for a logarithmic axis.
enum LogTicks {
  struct Result: Equatable, Sendable {
    var labelled: [DecimalNumber]
    /// Short ticks without a label.
    var minor: [DecimalNumber]
  }

  /// Ticks between two decimal logarithms with at most about `count` labels.
  ///
  /// Up to three decades carry 1, 2 and 5 where these fit, wider ranges powers of ten, every
  /// second, third, ... when there are too many. Less than half a decade is read like a linear
  /// axis, so it has the ticks of one.
  static func ticks(from low: Double, to high: Double, count: Int) -> Result {
    let target = max(2, count)
    let slack = (high - low) * 1e-9
    let first = Int((low - slack).rounded(.down))
    let last = Int((high + slack).rounded(.up))
    func numbers(_ digits: [Int], every stride: Int = 1) -> [DecimalNumber] {
      (first...last).filter { $0.isMultiple(of: stride) }.flatMap { exponent in
        digits.compactMap { digit in
          let place = Double(exponent) + DecimalPowers.log10(Double(digit))
          guard place >= low - slack && place <= high + slack else { return nil }
          return DecimalNumber(mantissa: digit, exponent: exponent)
        }
      }
    }
    let all = Array(1...9)
    if high - low <= 3 {
      let preferred = numbers([1, 2, 5])
      if preferred.count >= 3 && preferred.count <= target + 1 {
        return Result(labelled: preferred, minor: numbers(all))
      }
    }
    let powers = numbers([1])
    if powers.count >= 2 {
      var stride = 1
      var labelled = powers
      while labelled.count > target {
        stride += 1
        labelled = numbers([1], every: stride)
      }
      let minor = stride > 1 ? powers : high - low < 10 ? numbers(all) : []
      return Result(labelled: labelled, minor: minor)
    }
    if let linear = linearTicks(from: low, to: high, count: target) {
      return Result(labelled: linear, minor: [])
    }
    return Result(labelled: numbers(all), minor: [])
  }

  private static func linearTicks(
    from low: Double, to high: Double, count: Int
  ) -> [DecimalNumber]? {
    let floor = Int(low.rounded(.down))
    // Relative to the decade, so that the numbers stay near one for any exponent.
    guard let (least, most) = values(low - Double(floor), high - Double(floor)) else { return nil }
    let ticks = ExtendedWilkinson.forAxes.ticks(from: least, to: most, count: count)?.ticks
    return ticks?.filter { $0.mantissa > 0 }
      .map { DecimalNumber(mantissa: $0.mantissa, exponent: $0.exponent + floor) }
  }

  /// 10^low and 10^high for logarithms between 0 and 2, by bisection of the logarithm.
  private static func values(_ low: Double, _ high: Double) -> (Double, Double)? {
    func power(_ logarithm: Double) -> Double {
      var (below, above) = (1.0, 1000.0)
      for _ in 0..<60 {
        let middle = (below + above) / 2
        if DecimalPowers.log10(middle) < logarithm { below = middle } else { above = middle }
      }
      return above
    }
    guard low >= 0, high < 3, low < high else { return nil }
    return (power(low), power(high))
  }
}
