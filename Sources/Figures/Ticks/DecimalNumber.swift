/// mantissa * 10^exponent, exactly: ticks are decided and written in these, never in doubles.
struct DecimalNumber: Hashable, Sendable {
  var mantissa: Int
  var exponent: Int

  /// The nearest double, up to the rounding of one division for exponents from -22 to 22.
  var value: Double {
    if exponent >= 0 { return Double(mantissa) * DecimalPowers.power(exponent) }
    let first = min(-exponent, 300)
    return Double(mantissa) / DecimalPowers.power(first) / DecimalPowers.power(-exponent - first)
  }

  /// The same number with the smallest mantissa.
  var reduced: DecimalNumber {
    guard mantissa != 0 else { return DecimalNumber(mantissa: 0, exponent: 0) }
    var result = self
    while result.mantissa % 10 == 0 {
      result.mantissa /= 10
      result.exponent += 1
    }
    return result
  }

  /// The position of the first digit: 2 for 512, -1 for 0.512.
  var magnitude: Int {
    var digits = 0
    var rest = abs(mantissa)
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits + exponent
  }

  /// Decimals with a true minus; from 10 000 on, thin spaces part the thousands.
  ///
  /// - Parameter decimals: Digits behind the point; at least as many as the number needs.
  func text(decimals: Int) -> String {
    let shift = exponent + decimals
    var digits = String(abs(mantissa))
    if mantissa != 0, shift > 0 { digits += String(repeating: "0", count: shift) }
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let whole = digits.dropLast(decimals)
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, whole.count > 4, (whole.count - index).isMultiple(of: 3) { text += "\u{2009}" }
      text.append(digit)
    }
    if decimals > 0 { text += "." + digits.suffix(decimals) }
    return mantissa < 0 ? "\u{2212}" + text : text
  }
}
