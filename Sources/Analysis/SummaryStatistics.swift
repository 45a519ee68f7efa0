/// Count, mean, variance and range of a list of numbers.
///
/// The sums run over the values in order, in double precision; the variance takes a second pass over
/// the deviations from the mean. So the result does not depend on the machine. A value that is not
/// finite makes mean and variance so too, and is not hidden.
public struct SummaryStatistics: Equatable, Sendable {
  public let count: Int
  public let mean: Double
  /// The mean squared deviation from the mean: divided by `count`, as for a whole population.
  public let variance: Double
  public let minimum: Double
  public let maximum: Double

  /// - Throws: ``AnalysisError/empty(what:)``.
  public init<Values: Collection>(_ values: Values) throws(AnalysisError)
  where Values.Element: BinaryFloatingPoint {
    guard let first = values.first else { throw .empty(what: "summary statistics") }
    count = values.count
    var sum = 0.0
    var minimum = Double(first)
    var maximum = Double(first)
    for value in values {
      let value = Double(value)
      sum += value
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    }
    let mean = sum / Double(count)
    var squares = 0.0
    for value in values {
      let deviation = Double(value) - mean
      squares += deviation * deviation
    }
    self.mean = mean
    variance = squares / Double(count)
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The root of ``variance``.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The squared deviations divided by `count - 1`: what a sample says about the variance of where
  /// it was drawn. `nil` for a single value.
  public var sampleVariance: Double? {
    count > 1 ? variance * (Double(count) / Double(count - 1)) : nil
  }

  /// The standard deviation of the mean of such a sample; `nil` for a single value.
  public var standardError: Double? {
    sampleVariance.map { ($0 / Double(count)).squareRoot() }
  }
}
