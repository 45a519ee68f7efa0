/// Numbers as decimal text, the same in every locale and on every machine.
public enum DecimalText {
  /// A number with a fixed count of decimal places, rounded half away from zero.
  ///
  /// Values that are too large to be scaled exactly are written in their shortest form.
  public static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return special(value) }
    var scale = 1.0
    for _ in 0..<max(0, digits) { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9_007_199_254_740_992, let units = Int64(exactly: scaled) else {
      return String(describing: value)
    }
    var text = String(units)
    if digits > 0 {
      text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
    }
    return value < 0 && units != 0 ? "-" + text : text
  }

  /// A number in the shortest form that reads back as the same value; integers without a point.
  public static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    if let integer = Int64(exactly: value), integer.magnitude < 1 << 53 { return String(integer) }
    return String(describing: value)
  }

  /// A number for a reader's eye: with a true minus sign.
  public static func display(_ value: Double, digits: Int?) -> String {
    let text = digits.map { fixed(value, digits: $0) } ?? shortest(value)
    return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  /// A number as a factor in [1, 10) with a fixed count of decimal places and a power of ten:
  /// `−1.25 × 10⁻⁷`, with narrow no-break spaces.
  public static func scientific(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return special(value) }
    let exponent = exponent(of: value, digits: digits)
    let factor = display(scaled(value, by: -exponent), digits: digits)
    return exponent == 0 ? factor : "\(factor)\u{202F}×\u{202F}10\(superscript(exponent))"
  }

  /// The power of ten that leaves a factor in [1, 10) once it is rounded to `digits` places; 0 for 0.
  public static func exponent(of value: Double, digits: Int) -> Int {
    guard value != 0, value.isFinite else { return 0 }
    var exponent = 0
    while scaled(value.magnitude, by: -exponent) >= 10 { exponent += 1 }
    while scaled(value.magnitude, by: -exponent) < 1 { exponent -= 1 }
    let rounded = fixed(scaled(value.magnitude, by: -exponent), digits: digits)
    return rounded.hasPrefix("10") ? exponent + 1 : exponent
  }

  /// `value` times a power of ten, in steps that neither overflow nor vanish on the way.
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    var result = value
    var rest = exponent
    while rest != 0 {
      let step = min(22, abs(rest))
      let power = (0..<step).reduce(1.0) { power, _ in power * 10 }
      result = rest > 0 ? result * power : result / power
      rest -= rest > 0 ? step : -step
    }
    return result
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (exponent < 0 ? "⁻" : "")
      + String(String(abs(exponent)).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  private static func special(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-infinity" : "infinity"
  }
}
