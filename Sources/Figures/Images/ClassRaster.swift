/// The class that a classifier gives each point of a grid over a rectangle.
public struct ClassRaster: Hashable, Sendable {
  /// Points beside and below each other; at least 2 each way.
  public let columns: Int
  public let rows: Int

  /// Row by row, the first row at the lower end of `yRange`; negative for no class.
  public let classes: [Int]

  /// The scores of all classes, point by point, if known: they tell where between two points the
  /// classes meet. Empty for half way.
  private let scores: [Double]
  private let classCount: Int

  /// The coordinates of the first and last column and row.
  public let xRange: ClosedRange<Double>
  public let yRange: ClosedRange<Double>

  public init(
    columns: Int, rows: Int, classes: [Int], xRange: ClosedRange<Double>,
    yRange: ClosedRange<Double>
  ) {
    self.columns = columns
    self.rows = rows
    self.classes = classes
    self.xRange = xRange
    self.yRange = yRange
    scores = []
    classCount = 0
  }

  /// The classes of the highest scores; the first of equal ones, none where a score is not a
  /// number.
  ///
  /// - Parameter scores: `rows * columns * classCount` numbers, those of a point beside each other.
  public init(
    columns: Int, rows: Int, classCount: Int, scores: [Double], xRange: ClosedRange<Double>,
    yRange: ClosedRange<Double>
  ) {
    self.columns = columns
    self.rows = rows
    self.xRange = xRange
    self.yRange = yRange
    self.scores = scores
    self.classCount = classCount
    let count = classCount > 0 ? scores.count / classCount : 0
    classes = (0..<count).map { point in
      let own = scores[(point * classCount)..<((point + 1) * classCount)]
      guard !own.contains(where: \.isNaN), let highest = own.max() else { return -1 }
      return (own.firstIndex(of: highest) ?? own.startIndex) - own.startIndex
    }
  }

  /// The share of the way from a point to a later one where their classes meet: where their two
  /// scores, taken as straight lines, are equal.
  func meeting(from point: Int, to next: Int) -> Double {
    let (own, other) = (classes[point], classes[next])
    guard !scores.isEmpty, own >= 0, other >= 0 else { return 0.5 }
    func lead(_ place: Int) -> Double {
      scores[place * classCount + own] - scores[place * classCount + other]
    }
    let (start, end) = (lead(point), lead(next))
    let share = start / (start - end)
    return share.isFinite ? min(0.98, max(0.02, share)) : 0.5
  }

  /// The coordinates of a place in columns and rows.
  func point(column: Double, row: Double) -> (x: Double, y: Double) {
    func between(_ range: ClosedRange<Double>, _ share: Double) -> Double {
      range.lowerBound * (1 - share) + range.upperBound * share
    }
    return (
      between(xRange, column / Double(columns - 1)), between(yRange, row / Double(rows - 1))
    )
  }

  /// What is wrong with it; nil for nothing.
  var problem: String? {
    guard columns >= 2, rows >= 2, columns <= 2048, rows <= 2048 else {
      return "\(columns) x \(rows) points; both sides must be from 2 to 2048"
    }
    guard classes.count == columns * rows else {
      return "\(classes.count) classes for \(columns) x \(rows) points"
    }
    let ends = [xRange.lowerBound, xRange.upperBound, yRange.lowerBound, yRange.upperBound]
    guard ends.allSatisfy(\.isFinite), xRange.lowerBound < xRange.upperBound,
      yRange.lowerBound < yRange.upperBound
    else { return "ranges \(xRange) and \(yRange); they must be finite and ascend" }
    return nil
  }
}
