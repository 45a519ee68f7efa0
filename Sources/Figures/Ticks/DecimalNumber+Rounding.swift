extension DecimalNumber {
  /// The nearest decimal with so many digits; zero for what is not finite.
  init(_ value: Double, significant digits: Int) {
    guard value.isFinite, value != 0 else {
      self.init(mantissa: 0, exponent: 0)
      return
    }
    let last = DecimalPowers.floorLog10(abs(value)) - digits + 1
    let scaled =
      last >= 0
      ? value / DecimalPowers.power(last) : value * DecimalPowers.power(min(300, -last))
    self = DecimalNumber(mantissa: Int(scaled.rounded()), exponent: last).reduced
  }

  /// As a note writes it: as decimals, or with a power of ten where they would be long.
  var text: String {
    let power = magnitude
    if mantissa != 0, power < -3 || power > 5 {
      let digits = DecimalNumber(mantissa: mantissa, exponent: exponent - power)
      return digits.text(decimals: max(0, -digits.exponent))
        + "\u{D7}10^{\(power < 0 ? "\u{2212}" : "")\(abs(power))}"
    }
    return text(decimals: max(0, -exponent))
  }
}
