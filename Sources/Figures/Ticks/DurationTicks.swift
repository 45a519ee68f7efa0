/// Round times for an axis of seconds.
enum DurationTicks {
  /// Steps that divide minutes, hours and days evenly.
  private static let steps: [Int] =
    [1, 2, 5, 10, 15, 30] + [1, 2, 5, 10, 15, 30].map { $0 * 60 }
    + [1, 2, 3, 6, 12].map { $0 * 3600 }
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map { $0 * 86400 }

  /// Whole seconds at about `count` places; nil where seconds are too coarse or days too fine.
  static func ticks(from low: Double, to high: Double, count: Int) -> [DecimalNumber]? {
    guard high - low >= 3, abs(low) < 1e8, abs(high) < 1e8 else { return nil }
    let wanted = (high - low) / Double(max(2, count))
    guard let step = steps.first(where: { Double($0) >= wanted }) else { return nil }
    let first = Int((low / Double(step)).rounded(.up))
    let last = Int((high / Double(step)).rounded(.down))
    guard first < last else { return nil }
    return (first...last).map { DecimalNumber(mantissa: $0 * step, exponent: 0) }
  }

  /// All labels in one unit, that of the largest: `45 s`, `1:30 min`, `2:15 h`, `3 d`.
  static func labels(_ numbers: [DecimalNumber]) -> [String] {
    let seconds = numbers.map { Int($0.value) }
    let largest = seconds.map(\.magnitude).max() ?? 0
    func inUnit(_ unit: Int, _ name: String) -> [String] {
      let isWhole = seconds.allSatisfy { $0.isMultiple(of: unit) }
      return seconds.map { value in
        if value == 0 { return "0" }
        let size = Int(value.magnitude)
        let sign = value < 0 ? "\u{2212}" : ""
        if isWhole { return "\(sign)\(size / unit)\u{2009}\(name)" }
        let rest = size % unit / (unit / 60)
        return "\(sign)\(size / unit):\(rest < 10 ? "0" : "")\(rest)\u{2009}\(name)"
      }
    }
    if seconds.allSatisfy({ $0.isMultiple(of: 86400) }) { return inUnit(86400, "d") }
    if largest >= 3600, seconds.allSatisfy({ $0.isMultiple(of: 60) }) { return inUnit(3600, "h") }
    if largest >= 60 { return inUnit(60, "min") }
    return inUnit(1, "s")
  }
}
