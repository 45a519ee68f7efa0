import Analysis
import Artifacts
import Figures
import Pipelines

/// How a figure shows that repeated runs differ.
enum Spread: String, CaseIterable {
  case standardDeviation = "standard-deviation"
  case standardError = "standard-error"
  case range
  case quartiles

  static let type = ParameterType.choice(allCases.map(\.rawValue))

  struct Summary {
    /// The mean, or the median between quartiles.
    let center: Double
    let lower: Double
    let upper: Double
  }

  /// Centre and ends of values that all came of one setup; NaN when any of them is.
  func summary(_ values: [Double]) -> Summary {
    guard let statistics = try? SummaryStatistics(values) else {
      return Summary(center: .nan, lower: .nan, upper: .nan)
    }
    let half: Double
    switch self {
    case .range:
      return Summary(
        center: statistics.mean, lower: statistics.minimum, upper: statistics.maximum)
    case .quartiles:
      guard !values.contains(where: \.isNaN), let quantiles = try? Quantiles(values),
        let lower = try? quantiles.quantile(0.25), let upper = try? quantiles.quantile(0.75)
      else { return Summary(center: .nan, lower: .nan, upper: .nan) }
      return Summary(center: quantiles.median, lower: lower, upper: upper)
    case .standardDeviation: half = statistics.sampleVariance?.squareRoot() ?? 0
    case .standardError: half = statistics.standardError ?? 0
    }
    return Summary(
      center: statistics.mean, lower: statistics.mean - half, upper: statistics.mean + half)
  }

  /// What the centre is called in tables.
  var centerName: String { self == .quartiles ? "median" : "mean" }

  /// What the band or the whiskers are, in words: what is not said is guessed wrongly.
  func meaning(counts: some Sequence<Int>) -> String {
    let sizes = Set(counts).sorted()
    let runs =
      sizes.count == 1
      ? "\(sizes[0]) run\(sizes[0] == 1 ? "" : "s")"
      : "\(sizes.first ?? 0) to \(sizes.last ?? 0) runs"
    return switch self {
    case .standardDeviation: "mean ± 1 standard deviation of \(runs)"
    case .standardError: "mean ± 1 standard error of \(runs)"
    case .range: "mean, and smallest to largest of \(runs)"
    case .quartiles: "median, and quartiles of \(runs)"
    }
  }
}
