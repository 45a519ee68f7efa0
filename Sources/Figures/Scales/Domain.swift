/// The part of a scale that an axis shows, in the scale's own coordinate.
struct Domain: Hashable, Sendable {
  let scale: Scale
  let low: Double
  let high: Double

  /// Only whole numbers may carry a tick.
  let prefersIntegers: Bool

  /// Whether values grow from right to left, or from top to bottom.
  let isReversed: Bool

  /// The limits of the axis, or the range of its data with a margin.
  ///
  /// The margin never crosses zero: a loss of 0.01 does not make the axis negative. Equal values
  /// are put in the middle of a range of their own size. Categories have half a place on both sides.
  ///
  /// - Throws: `FigureError` naming the panel and the axis.
  init(_ axis: Axis, data: ValueRange?, margin: Double, isX: Bool, panel: String) throws {
    let name = isX ? "x" : "y"
    scale = axis.scale
    isReversed = axis.isReversed
    prefersIntegers = axis.ticks == .integers || (isX && (data?.isWhole ?? false))
    if let problem = scale.problem {
      throw FigureError.unusableScale(panel: panel, axis: name, problem: problem)
    }
    if let limits = axis.limits {
      (low, high) = try Self.coordinates(of: limits, scale: scale, panel: panel, axis: name)
    } else if let names = scale.categories {
      low = min(-0.5, data?.low ?? -0.5)
      high = max(Double(names.count) - 0.5, data?.high ?? 0)
    } else if let data {
      let (least, most) = (scale.coordinate(data.low), scale.coordinate(data.high))
      guard (most - least).isFinite, max(abs(least), abs(most)) < 1e300 else {
        throw FigureError.rangeTooLarge(panel: panel, axis: name)
      }
      // Closer than this, ticks could not be told apart in double precision.
      if most - least > 1e-11 * max(abs(least), abs(most)) {
        let extra = (most - least) * margin
        let stopsAtZero = scale != .log10
        low = stopsAtZero && least >= 0 ? max(0, least - extra) : least - extra
        high = stopsAtZero && most <= 0 ? min(0, most + extra) : most + extra
      } else {
        let half = Self.halfRange(around: least, scale: scale, isWhole: data.isWhole)
        (low, high) = (least - half, most + half)
      }
    } else {
      if scale == .log10 { throw FigureError.noPositiveValues(panel: panel, axis: name) }
      (low, high) = (0, 1)
    }
  }

  private static func coordinates(
    of limits: ClosedRange<Double>, scale: Scale, panel: String, axis: String
  ) throws -> (Double, Double) {
    let (lower, upper) = (limits.lowerBound, limits.upperBound)
    guard lower.isFinite, upper.isFinite, lower < upper, (upper - lower).isFinite,
      scale.canShow(lower)
    else {
      throw FigureError.invalidLimits(panel: panel, axis: axis, lower: lower, upper: upper)
    }
    return (scale.coordinate(lower), scale.coordinate(upper))
  }

  private static func halfRange(around value: Double, scale: Scale, isWhole: Bool) -> Double {
    guard scale == .linear else { return 0.5 }
    if value == 0 || (isWhole && abs(value) < 1000) { return 1 }
    return abs(value) * 0.1
  }

  /// From the scale's coordinate to pixels: `start` is where values begin unless they are reversed.
  func mapping(from start: Double, to end: Double) -> AxisMapping {
    AxisMapping(
      scale: scale, low: low, high: high, start: isReversed ? end : start,
      end: isReversed ? start : end)
  }
}
