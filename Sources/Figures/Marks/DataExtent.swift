/// The range of a mark's values on both axes, and what cannot be drawn of them.
public struct DataExtent: Hashable, Sendable {
  /// Nil when the mark has no value on this axis that can be drawn.
  public var x: ValueRange?
  public var y: ValueRange?

  /// Values that are infinite or not a number.
  public var notFinite = 0

  /// Values that a logarithmic axis cannot show.
  public var notPositive = 0

  public init(x: ValueRange? = nil, y: ValueRange? = nil) {
    self.x = x
    self.y = y
  }

  /// Takes in one point; the first coordinate that cannot be drawn decides how it is counted.
  ///
  /// - Returns: Whether the point can be drawn.
  @discardableResult
  mutating func add(x xValue: Double, y yValue: Double, xScale: Scale, yScale: Scale) -> Bool {
    guard xValue.isFinite, yValue.isFinite else {
      notFinite += 1
      return false
    }
    guard xScale.canShow(xValue), yScale.canShow(yValue) else {
      notPositive += 1
      return false
    }
    x = ValueRange.adding(xValue, to: x)
    y = ValueRange.adding(yValue, to: y)
    return true
  }
}
