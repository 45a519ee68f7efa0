import Analysis
import Artifacts
import Pipelines

/// A curve of a figure before it is drawn: what it is called, its points, and how repeated runs spread.
struct Curve {
  var name: String
  var x: [Double]
  var y: [Double]
  /// Empty without a band.
  var lower: [Double] = []
  var upper: [Double] = []
  var meaning = ""
  /// The values before smoothing; empty where there was none.
  var raw: [Double] = []

  /// The curve as a moving average with the values behind it. What is not finite stays a gap.
  ///
  /// - Parameter decay: at least 0 and below 1.
  func smoothed(decay: Double) throws -> Curve {
    var average = try DebiasedMovingAverage(decay: decay)
    var result = self
    result.raw = y
    result.y = y.map { $0.isFinite ? average.add($0) : $0 }
    return result
  }

  /// The mean of curves of one name, point by point.
  ///
  /// - Throws: `StageFailure` when they have other x values.
  static func mean(_ curves: [Curve], _ spread: Spread) throws -> Curve {
    guard var result = curves.first else { return Curve(name: "", x: [], y: []) }
    for curve in curves where curve.x != result.x {
      throw StageFailure(
        "the runs '\(result.name)' cannot be averaged: their x values differ")
    }
    let summaries = result.x.indices.map { index in
      spread.summary(curves.map { index < $0.y.count ? $0.y[index] : .nan })
    }
    result.y = summaries.map(\.center)
    result.lower = summaries.map(\.lower)
    result.upper = summaries.map(\.upper)
    result.meaning = spread.meaning(counts: [curves.count])
    return result
  }

  /// The means of curves with equal names, in the order in which names first appear.
  static func means(_ curves: [Curve], _ spread: Spread) throws -> [Curve] {
    try curves.groupedByName(\.name).map { try mean($0, spread) }
  }

  /// The mean of points with equal x, from left to right.
  static func mean(ofPoints points: Curve, _ spread: Spread) -> Curve {
    var result = Curve(name: points.name, x: Array(Set(points.x)).sorted(), y: [])
    var counts: [Int] = []
    for x in result.x {
      let values = points.x.indices.filter { points.x[$0] == x }.map { points.y[$0] }
      let summary = spread.summary(values)
      result.y.append(summary.center)
      result.lower.append(summary.lower)
      result.upper.append(summary.upper)
      counts.append(values.count)
    }
    result.meaning = spread.meaning(counts: counts)
    return result
  }
}

extension Array {
  /// Elements of one name together, in the order in which names first appear.
  func groupedByName(_ name: (Element) -> String) -> [[Element]] {
    var order: [String: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let key = name(element)
      if let index = order[key] {
        groups[index].append(element)
      } else {
        order[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}
