import Artifacts

/// How a number that a text quotes is written.
public enum ValueFormat: Equatable, Sendable {
  /// Whole numbers in full, others with up to four significant digits.
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
    case .scientific(let digits): return DecimalText.scientific(value, digits: digits)
    case .automatic:
      if value == value.rounded() { return DecimalText.display(value, digits: nil) }
      let exponent = DecimalText.exponent(of: value, digits: 3)
      guard (-5..<6).contains(exponent) else { return DecimalText.scientific(value, digits: 3) }
      var text = DecimalText.display(value, digits: max(0, 3 - exponent))
      guard text.contains(".") else { return text }
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
      return text
    }
  }
}
