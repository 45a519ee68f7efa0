/// Decimal logarithms and powers from + - * / alone, so that every machine places every point on
/// the same pixel.
enum DecimalPowers {
  /// log10 of a positive finite number, to a few units in the last place.
  ///
  /// x = m 2^e with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh((m - 1) / (m + 1)) by its series,
  /// whose argument is below 0.172, so that 12 terms are enough.
  static func log10(_ value: Double) -> Double {
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var divisor = 23.0
    while divisor > 0 {
      sum = sum * square + 1 / divisor
      divisor -= 2
    }
    return exponent * 0.30102999566398120 + (2 * ratio * sum) * 0.43429448190325183
  }

  /// 10^exponent; exact up to 22, the largest power of ten that a double holds exactly.
  static func power(_ exponent: Int) -> Double {
    guard exponent >= 0 else { return 1 / power(-exponent) }
    var result = 1.0
    for _ in 0..<min(exponent, 400) { result *= 10 }
    return result
  }

  /// The largest e with 10^e <= value, for positive finite values.
  static func floorLog10(_ value: Double) -> Int {
    var exponent = Int(log10(value).rounded(.down))
    while exponent < 308 && DecimalNumber(mantissa: 1, exponent: exponent + 1).value <= value {
      exponent += 1
    }
    while exponent > -324 && DecimalNumber(mantissa: 1, exponent: exponent).value > value {
      exponent -= 1
    }
    return exponent
  }
}
