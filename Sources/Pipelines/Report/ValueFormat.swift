import Artifacts

/// How a number that a text quotes is written.
public enum ValueFormat: Equatable, Sendable {
  /// Whole numbers in full, others with four significant digits.
  case automatic
  /// This many decimal places.
  case fixed(Int)
  /// As a percentage with this many decimal places.
  case percent(Int)
  /// A power of ten and a factor with this many decimal places.
  case scientific(Int)

  static let examples = "2 (decimal places), percent1 or e2"

  /// Reads `3`, `percent1` or `e2`; nil for anything else.
  public init?(_ text: String) {
    func digits(after prefix: String) -> Int? {
      guard text.hasPrefix(prefix) else { return nil }
      let rest = text.dropFirst(prefix.count)
      if rest.isEmpty, !prefix.isEmpty { return 0 }
      guard rest.allSatisfy({ ("0"..."9").contains($0) }), let digits = Int(rest) else {
        return nil
      }
      return digits <= Self.mostDigits ? digits : nil
    }
    if let digits = digits(after: "") {
      self = .fixed(digits)
    } else if let digits = digits(after: "percent") {
      self = .percent(digits)
    } else if let digits = digits(after: "e") {
      self = .scientific(digits)
    } else {
      return nil
    }
  }

  private static let mostDigits = 12

  /// A number for a reader's eye.
  public func text(of value: Double) -> String {
    guard value.isFinite else { return DecimalText.display(value, digits: nil) }
    switch self {
    case .fixed(let digits): return DecimalText.display(value, digits: digits)
    // A narrow no-break space keeps the sign with its number.
    case .percent(let digits):
      return DecimalText.display(value * 100, digits: digits) + "\u{202F}%"
    case .scientific(let digits): return Self.scientific(value, digits: digits)
    case .automatic:
      if value == value.rounded() { return DecimalText.display(value, digits: nil) }
      let exponent = Self.exponent(of: value, digits: 3)
      guard (-5..<6).contains(exponent) else { return Self.scientific(value, digits: 3) }
      return DecimalText.display(value, digits: max(0, 3 - exponent))
    }
  }

  /// `−1.25 × 10⁻⁷`.
  private static func scientific(_ value: Double, digits: Int) -> String {
    let exponent = exponent(of: value, digits: digits)
    let factor = DecimalText.display(scaled(value, by: -exponent), digits: digits)
    return exponent == 0 ? factor : "\(factor)\u{202F}×\u{202F}10\(superscript(exponent))"
  }

  /// The power of ten that leaves a factor in [1, 10) once it is rounded to `digits` places.
  private static func exponent(of value: Double, digits: Int) -> Int {
    guard value != 0 else { return 0 }
    var exponent = 0
    while scaled(value.magnitude, by: -exponent) >= 10 { exponent += 1 }
    while scaled(value.magnitude, by: -exponent) < 1 { exponent -= 1 }
    let rounded = DecimalText.fixed(scaled(value.magnitude, by: -exponent), digits: digits)
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
}
