/// The smallest and the largest of some finite values, and whether all of them are whole.
public struct ValueRange: Hashable, Sendable {
  public var low: Double
  public var high: Double
  public var isWhole: Bool

  public init(_ value: Double) {
    low = value
    high = value
    isWhole = value == value.rounded(.down)
  }

  func union(_ other: ValueRange) -> ValueRange {
    var result = self
    result.low = min(low, other.low)
    result.high = max(high, other.high)
    result.isWhole = isWhole && other.isWhole
    return result
  }

  static func adding(_ value: Double, to range: ValueRange?) -> ValueRange {
    guard var range else { return ValueRange(value) }
    if value < range.low { range.low = value }
    if value > range.high { range.high = value }
    if range.isWhole && value != value.rounded(.down) { range.isWhole = false }
    return range
  }

  static func union(_ left: ValueRange?, _ right: ValueRange?) -> ValueRange? {
    guard let left else { return right }
    return right.map(left.union) ?? left
  }
}
