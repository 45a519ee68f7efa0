/// What was recorded during a training: named series of numbers, sorted by name.
public struct History: Equatable, Sendable {
  /// One series: a number, or a fixed number of numbers, for each epoch (or step).
  public struct Series: Equatable, Sendable {
    public let name: String
    /// How many numbers each entry has.
    public let width: Int
    /// Row-major `[entries][width]`.
    public internal(set) var values: [Double]

    public init(name: String, width: Int = 1, values: [Double] = []) {
      self.name = name
      self.width = width
      self.values = values
    }

    /// The number of entries.
    public var count: Int { values.count / width }
  }

  public private(set) var series: [Series] = []

  public init() {}

  /// - Precondition: the names differ.
  public init(series: [Series]) { self.series = series.sorted { $0.name < $1.name } }

  /// The series of a name; empty when nothing was recorded under it.
  public subscript(name: String) -> [Double] {
    series.first { $0.name == name }?.values ?? []
  }

  /// Adds one entry to a series, which begins with its first entry. A NaN is stored with its one
  /// canonical bit pattern.
  ///
  /// - Precondition: all entries of a series have equally many numbers, at least one.
  public mutating func append(_ entry: [Double], to name: String) {
    precondition(!entry.isEmpty, "an entry of '\(name)' has no numbers")
    let values = entry.map { $0.isNaN ? .nan : $0 }
    if let index = series.firstIndex(where: { $0.name == name }) {
      precondition(series[index].width == entry.count, "the width of '\(name)' changed")
      series[index].values += values
    } else {
      let place = series.firstIndex { $0.name > name } ?? series.endIndex
      series.insert(Series(name: name, width: entry.count, values: values), at: place)
    }
  }

  /// Adds one number to a series.
  public mutating func append(_ value: Double, to name: String) {
    append([value], to: name)
  }
}
