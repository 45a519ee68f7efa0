/// An exponential moving average that is not drawn towards zero at its start.
///
/// `v_t = decay v_(t-1) + (1 - decay) x_t` starts from zero and is divided by `1 - decay^t`, the
/// weight that the values seen so far really have: D. P. Kingma, J. Ba, "Adam", 2015, section 3. The
/// power is built up by multiplication, so no library function takes part.
public struct DebiasedMovingAverage: Equatable, Sendable {
  public let decay: Double
  private var biased = 0.0
  private var power = 1.0

  /// - Parameter decay: 0 follows the last value, values near 1 average over about
  ///   `1 / (1 - decay)` of them.
  /// - Throws: ``AnalysisError/parameterOutOfRange(name:found:allowed:)`` outside 0..<1.
  public init(decay: Double) throws(AnalysisError) {
    guard decay >= 0, decay < 1 else {
      throw .parameterOutOfRange(
        name: "the decay of a moving average", found: decay, allowed: "at least 0 and below 1")
    }
    self.decay = decay
  }

  /// Takes in the next value and returns the average so far.
  public mutating func add(_ value: Double) -> Double {
    biased = decay * biased + (1 - decay) * value
    power *= decay
    return biased / (1 - power)
  }

  /// The average after each value of a list.
  ///
  /// - Throws: as ``init(decay:)``.
  public static func smooth(_ values: [Double], decay: Double) throws(AnalysisError) -> [Double] {
    var average = try DebiasedMovingAverage(decay: decay)
    return values.map { average.add($0) }
  }
}
