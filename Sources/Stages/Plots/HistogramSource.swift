import Artifacts
import Figures
import Pipelines

/// Where a histogram comes from: values to count, or counts with the range of their bins.
struct HistogramSource {
  static let fields = [
    ParameterField("values", .string, .optional, help: "a list to count"),
    ParameterField(
      "bins", .integer(IntegerRange(minimum: 1, maximum: 10_000)), .defaulted(30),
      help: "for values: the number of equal bins"),
    ParameterField(
      "limits", .list(of: .number, minimumCount: 2), .optional,
      help: "for values: where the bins begin and end; without it the data decide"),
    ParameterField(
      "counts", .string, .optional, help: "a list that was counted before, in equal bins"),
    ParameterField(
      "range", .string, .optional, help: "for counts: the list of where the bins begin and end"),
  ]

  private enum Kind {
    case values(String, bins: Int, limits: ClosedRange<Double>?)
    case counts(String, range: String)
  }

  private let kind: Kind

  init(_ json: JSONValue) throws(StageFailure) {
    switch (json["values"]?.stringValue, json["counts"]?.stringValue, json["range"]?.stringValue) {
    case (let values?, nil, nil):
      kind = .values(
        values, bins: json["bins"]?.integerValue.map { Int($0) } ?? 30,
        limits: try AxisParameters.range(json["limits"], name: "limits"))
    case (nil, let counts?, let range?): kind = .counts(counts, range: range)
    default: throw StageFailure("a histogram needs either 'values', or 'counts' with 'range'")
    }
  }

  func histogram(_ values: ResultValues) throws -> (edges: [Double], heights: [Double]) {
    switch kind {
    case .values(let name, let bins, let limits):
      let counted = Bins.count(try values.requiredList(name), bins: bins, limits: limits)
      return (counted.edges, counted.counts)
    case .counts(let name, let range):
      let heights = try values.requiredList(name)
      let ends = try values.requiredList(range)
      guard ends.count == 2, ends[0] < ends[1], !heights.isEmpty else {
        throw StageFailure(
          "'\(range)' of '\(values.cell)' must be where the bins of '\(name)' begin and end")
      }
      let edges = Bins.edges(from: ends[0], to: ends[1], count: heights.count)
      return (edges, heights)
    }
  }
}
