/// How one direction of a panel is measured.
public struct Axis: Hashable, Sendable {
  /// Which numbers may carry a tick.
  public enum Ticks: Hashable, Sendable {
    /// Round numbers; whole ones on an x axis whose data are whole, such as epochs.
    case automatic
    /// Whole numbers only.
    case integers
    /// None, and no labels.
    case none
  }

  /// How ticks are written.
  public enum Format: Hashable, Sendable {
    /// Exact decimals, with powers of ten where they would be long.
    case automatic
    /// A share of one as per cent.
    case percent
    /// Seconds as seconds, minutes, hours or days.
    case duration
  }

  /// What is measured, with its unit; empty for none. May hold `^{...}` and `_{...}`.
  public var label: String
  public var scale: Scale

  /// The values at both ends; nil leaves a small margin around the data.
  public var limits: ClosedRange<Double>?
  public var ticks: Ticks
  public var format: Format

  /// Whether values grow leftwards or downwards, as the rows of a matrix do.
  public var isReversed: Bool

  public init(
    label: String = "", scale: Scale = .linear, limits: ClosedRange<Double>? = nil,
    ticks: Ticks = .automatic, format: Format = .automatic, isReversed: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.limits = limits
    self.ticks = ticks
    self.format = format
    self.isReversed = isReversed
  }
}
