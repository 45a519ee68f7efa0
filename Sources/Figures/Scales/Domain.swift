/// The part of a scale that an axis shows, in the scale's own coordinate.
struct Domain: Hashable, Sendable {
  let scale: Scale
  let low: Double
  let high: Double

  /// Only whole numbers may carry a tick.
  let prefersIntegers: Bool

  /// The limits of the axis, or the range of its data with a margin.
  ///
  /// The margin never crosses zero: a loss of 0.01 does not make the axis negative. Equal values
  /// are put in the middle of a range of their own size.
  ///
  /// - Throws: `FigureError` naming the panel and the axis.
  init(_ axis: Axis, data: ValueRange?, margin: Double, isX: Bool, panel: String) throws {
    let name = isX ? "x" : "y"
    scale = axis.scale
    prefersIntegers = axis.ticks == .integers || (isX && (data?.isWhole ?? false))
    if let limits = axis.limits {
      let (lower, upper) = (limits.lowerBound, limits.upperBound)
      guard lower.isFinite, upper.isFinite, lower < upper, (upper - lower).isFinite,
        scale.canShow(lower)
      else {
        throw FigureError.invalidLimits(panel: panel, axis: name, lower: lower, upper: upper)
      }
      (low, high) = (scale.coordinate(lower), scale.coordinate(upper))
      return
    }
    guard let data else {
      if scale == .log10 { throw FigureError.noPositiveValues(panel: panel, axis: name) }
      (low, high) = (0, 1)
      return
    }
    let (least, most) = (scale.coordinate(data.low), scale.coordinate(data.high))
    guard (most - least).isFinite, max(abs(least), abs(most)) < 1e300 else {
      throw FigureError.rangeTooLarge(panel: panel, axis: name)
    }
    // Closer than this, ticks could not be told apart in double precision.
    guard most - least > 1e-11 * max(abs(least), abs(most)) else {
      let half = Self.halfRange(around: least, scale: scale, isWhole: data.isWhole)
      (low, high) = (least - half, most + half)
      return
    }
    let extra = (most - least) * margin
    let stopsAtZero = scale == .linear
    low = stopsAtZero && least >= 0 ? max(0, least - extra) : least - extra
    high = stopsAtZero && most <= 0 ? min(0, most + extra) : most + extra
  }

  private static func halfRange(around value: Double, scale: Scale, isWhole: Bool) -> Double {
    if scale == .log10 { return 0.5 }
    if value == 0 || (isWhole && abs(value) < 1000) { return 1 }
    return abs(value) * 0.1
  }

  func mapping(from start: Double, to end: Double) -> AxisMapping {
    AxisMapping(scale: scale, low: low, high: high, start: start, end: end)
  }
}
