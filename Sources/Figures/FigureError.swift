/// What makes a figure impossible; each names the panel, axis or series it is about.
public enum FigureError: Error, Equatable, Sendable {
  case noPanels

  /// A series' columns differ in length; `counts` names each column with its length.
  case mismatchedLengths(series: String, counts: String)

  /// Limits that are not finite, not ascending, or not positive on a logarithmic axis.
  case invalidLimits(panel: String, axis: String, lower: Double, upper: Double)

  /// A logarithmic axis whose marks have no positive finite value.
  case noPositiveValues(panel: String, axis: String)

  /// Values so far apart that their difference is no finite number.
  case rangeTooLarge(panel: String, axis: String)

  /// A scale that cannot be drawn, or panels that share an axis but not its scale.
  case unusableScale(panel: String, axis: String, problem: String)

  /// Data that a mark or a drawing cannot show; `what` names the series or the drawing.
  case unusableData(what: String, problem: String)

  /// A size that is not finite, not positive, or above 16384 px.
  case unusableSize(width: Double, height: Double)

  /// The texts of the figure leave no room for a plot.
  case tooSmall(width: Double, height: Double)
}

extension FigureError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noPanels:
      "the figure has no panel: give it at least one"
    case .mismatchedLengths(let series, let counts):
      "series '\(series)': its columns differ in length (\(counts)); they must be equal"
    case .invalidLimits(let panel, let axis, let lower, let upper):
      """
      \(panel), \(axis) axis: limits \(lower) to \(upper) cannot be drawn; \
      they must be finite and ascending, and positive on a logarithmic axis
      """
    case .noPositiveValues(let panel, let axis):
      """
      \(panel), \(axis) axis: no value is positive, so it cannot be logarithmic; \
      use a linear scale or give limits
      """
    case .rangeTooLarge(let panel, let axis):
      "\(panel), \(axis) axis: the values span more than a number can hold; give limits"
    case .unusableScale(let panel, let axis, let problem):
      "\(panel), \(axis) axis: \(problem)"
    case .unusableData(let what, let problem):
      "\(what): \(problem)"
    case .unusableSize(let width, let height):
      "a figure cannot be \(width) x \(height) px; both sides must be above 0 and at most 16384"
    case .tooSmall(let width, let height):
      """
      a figure of \(width) x \(height) px leaves no room for its plots beside its texts; \
      make it larger or its labels shorter
      """
    }
  }
}
