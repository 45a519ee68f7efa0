import Tensors

/// A large rate for a share of the training, then down to a small one at the last step: along half a
/// cosine, or by equal factors.
///
/// What Y. Li, C. Wei, T. Ma compare with a small rate throughout ("Towards explaining the regularization
/// effect of initial large learning rate in training neural networks", 2019).
public struct LargeThenAnnealedSchedule: Schedule, Equatable {
  public enum Curve: String, CaseIterable, Equatable, Sendable {
    case cosine
    case exponential
  }

  public let rate: Double
  public let end: Double
  /// The share of the steps that keep the large rate.
  public let hold: Double
  public let curve: Curve

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for rates that are negative or not
  ///   finite, rates of zero on an exponential curve, and a share outside of 0 ..< 1.
  public init(
    rate: Double, to end: Double, hold: Double = 0.5, curve: Curve = .cosine
  ) throws(NeuralNetworkError) {
    let name = "large-then-annealed schedule"
    self.rate = try checkedRate(rate, of: name)
    self.end = try checkedRate(end, of: name, as: "to")
    guard hold >= 0, hold < 1 else {
      throw .outOfRange(
        what: name, parameter: "hold", found: hold, allowed: "at least 0 and below 1")
    }
    if curve == .exponential, rate == 0 || end == 0 {
      throw .outOfRange(
        what: name, parameter: rate == 0 ? "rate" : "to", found: 0,
        allowed: "positive when the curve is exponential")
    }
    self.hold = hold
    self.curve = curve
  }

  public func rate(at position: SchedulePosition) -> Double {
    if position.progress <= hold { return rate }
    let share = (position.progress - hold) / (1 - hold)
    switch curve {
    case .cosine:
      return end + 0.5 * (rate - end) * (1 + Elementary.cosine(turns: 0.5 * share))
    case .exponential:
      return share < 1 ? rate * Elementary.exp(share * Elementary.log(end / rate)) : end
    }
  }
}
