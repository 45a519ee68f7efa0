/// Writes ticks exactly, from integers: no rounding, no locale.
enum TickLabels {
  /// Labels with equal decimals on a linear axis; each in its shortest form on a logarithmic one.
  static func labels(
    _ numbers: [DecimalNumber], format: Axis.Format, scale: Scale
  ) -> [String] {
    switch (format, scale) {
    case (.percent, _):
      let shifted = numbers.map { DecimalNumber(mantissa: $0.mantissa, exponent: $0.exponent + 2) }
      return plain(shifted, isUniform: scale == .linear).map { $0 + "%" }
    case (.duration, _):
      let areWhole = numbers.allSatisfy { $0.reduced.exponent >= 0 && abs($0.value) < 1e15 }
      if scale == .linear && areWhole { return DurationTicks.labels(numbers) }
      let seconds = labels(numbers, format: .automatic, scale: scale)
      return zip(numbers, seconds).map { $0.mantissa == 0 ? "0" : $1 + "\u{2009}s" }
    case (.automatic, .linear), (.automatic, .categories):
      return linear(numbers)
    case (.automatic, .log10), (.automatic, .symmetricLog):
      return logarithmic(numbers)
    }
  }

  private static func linear(_ numbers: [DecimalNumber]) -> [String] {
    let largest = numbers.filter { $0.mantissa != 0 }.map(\.magnitude).max() ?? 0
    guard largest >= 6 || largest < -3 else { return plain(numbers, isUniform: true) }
    let shifted = numbers.map {
      DecimalNumber(mantissa: $0.mantissa, exponent: $0.exponent - largest)
    }
    return zip(numbers, plain(shifted, isUniform: true)).map { number, mantissa in
      number.mantissa == 0 ? "0" : mantissa + "\u{D7}" + power(largest)
    }
  }

  private static func logarithmic(_ numbers: [DecimalNumber]) -> [String] {
    let magnitudes = numbers.filter { $0.mantissa != 0 }.map(\.magnitude)
    if (magnitudes.min() ?? 0) >= -3 && (magnitudes.max() ?? 0) <= 4 {
      return plain(numbers, isUniform: false)
    }
    return numbers.map { number in
      let reduced = number.reduced
      switch reduced.mantissa {
      case 0: return "0"
      case 1: return power(reduced.exponent)
      case -1: return "\u{2212}" + power(reduced.exponent)
      default: break
      }
      let shifted = DecimalNumber(
        mantissa: reduced.mantissa, exponent: reduced.exponent - reduced.magnitude)
      return plain([shifted], isUniform: true)[0] + "\u{D7}" + power(reduced.magnitude)
    }
  }

  private static func power(_ exponent: Int) -> String {
    exponent < 0 ? "10^{\u{2212}\(-exponent)}" : "10^{\(exponent)}"
  }

  private static func plain(_ numbers: [DecimalNumber], isUniform: Bool) -> [String] {
    let decimals = numbers.map { max(0, -$0.reduced.exponent) }
    let most = decimals.max() ?? 0
    return zip(numbers, decimals).map { number, own in
      number.reduced.text(decimals: isUniform ? most : own)
    }
  }
}
