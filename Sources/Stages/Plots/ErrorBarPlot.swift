import Artifacts
import Figures
import Pipelines

/// Means of repeated results as points with whiskers, by name.
struct ErrorBarPlot: PlotKind {
  static let name = "error-bars"
  static let noun = "Points with whiskers"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField("y", .string, .required, help: "a number of each result"),
      ParameterField(
        "by", .string, .optional, help: "the value that names the place; without it the label does"),
      ParameterField(
        "group", .string, .optional,
        help: "the value whose different values are points side by side"),
      ParameterField(
        "spread", Spread.type, .defaulted(.string(Spread.standardDeviation.rawValue)),
        help: "what the whiskers are"),
    ]

  private struct Series {
    var name: String
    var x: [Double] = []
    var summaries: [Spread.Summary] = []
  }

  private let frame: PanelParameters
  private let y: String
  private let by: String?
  private let group: String?
  private let spread: Spread

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    y = json["y"]?.stringValue ?? ""
    by = json["by"]?.stringValue
    group = json["group"]?.stringValue
    spread = json["spread"]?.stringValue.flatMap(Spread.init) ?? .standardDeviation
  }

  var subject: String { frame.subject(y) }

  private func content(
    _ sources: PlotSources
  ) throws -> (places: [String], series: [Series], meaning: String) {
    let numbers = try frame.runs(sources).map { run in
      (
        place: try by.map { try run.values.requiredLabel($0) } ?? run.label,
        group: try group.map { try run.values.requiredLabel($0) } ?? "",
        value: try run.values.requiredNumber(y)
      )
    }
    let places = numbers.groupedByName(\.place).map { $0[0].place }
    var counts: [Int] = []
    let series = numbers.groupedByName(\.group).map { members in
      var series = Series(name: members[0].group)
      for (index, place) in places.enumerated() {
        let values = members.filter { $0.place == place }.map(\.value)
        if values.isEmpty { continue }
        series.x.append(Double(index))
        series.summaries.append(spread.summary(values))
        counts.append(values.count)
      }
      return series
    }
    return (places, series, spread.meaning(counts: counts))
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let (places, series, meaning) = try content(sources)
    let marks = series.enumerated().map { index, one in
      ErrorBarMark(
        one.name, x: one.x, y: one.summaries.map(\.center), lower: one.summaries.map(\.lower),
        upper: one.summaries.map(\.upper), meaning: meaning,
        offset: (Double(index) - Double(series.count - 1) / 2) * 12)
    }
    return frame.panel(marks, xAxis: frame.x.axis(categories: places))
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    let (places, series, _) = try content(sources)
    let place = frame.x.label.isEmpty ? "place" : frame.x.label
    var table = DataTable(
      columns: [place, "series", spread.centerName, "lower", "upper"].map { DataTable.Column($0) })
    for one in series {
      for (x, summary) in zip(one.x, one.summaries) {
        table.append([
          .text(places[Int(x)]), .text(one.name), .number(summary.center), .number(summary.lower),
          .number(summary.upper),
        ])
      }
    }
    return table
  }
}
