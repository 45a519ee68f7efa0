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

  private static func special(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-infinity" : "infinity"
  }
}
