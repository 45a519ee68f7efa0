import Artifacts
import Figures
import Pipelines

/// Bars: numbers of results side by side or on top of each other, or a list over named places.
struct BarPlot: PlotKind {
  static let name = "bar"
  static let noun = "Bar chart"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField(
        "y", .string, .optional, help: "a number of each result, or a list with one for each place"),
      ParameterField(
        "series",
        .list(
          of: .object([
            ParameterField("name", .string, .required, help: "what the bars are called"),
            ParameterField("y", .string, .required, help: "a number, or a list"),
          ]), minimumCount: 1), .optional, help: "several bars in each place, in place of 'y'"),
      ParameterField(
        "categories", .anyOf([.string, .list(of: .string, minimumCount: 1)]), .optional,
        help: "for lists: the names of the places, or the value that holds them"),
      ParameterField(
        "by", .string, .optional,
        help: "for numbers: the value that names the place; without it the label does"),
      ParameterField(
        "group", .string, .optional,
        help: "for numbers: the value whose different values are bars side by side"),
      ParameterField(
        "spread", Spread.type, .optional,
        help: "averages results of one place, and draws this as whiskers"),
      ParameterField("stacked", .boolean, .optional, help: "on top of each other"),
      ParameterField(
        "horizontal", .boolean, .optional, help: "from left to right, for long names"),
      ParameterField(
        "digits", .integer(IntegerRange(minimum: 0, maximum: 12)), .optional,
        help: "writes the values beside the bars, with so many decimal places"),
    ]

  /// Bars of one look: a value for each place.
  private struct Series {
    var name: String
    var values: [Double]
    var lower: [Double] = []
    var upper: [Double] = []
  }

  private struct Content {
    var places: [String]
    var series: [Series]
    var meaning = ""
  }

  private let frame: PanelParameters
  private let measures: [(name: String, y: String)]
  private let categories: JSONValue?
  private let by: String?
  private let group: String?
  private let spread: Spread?
  private let isStacked: Bool
  private let isHorizontal: Bool
  private let digits: Int?

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    switch (json["y"]?.stringValue, json["series"]?.arrayValue) {
    case (let y?, nil): measures = [("", y)]
    case (nil, let series?):
      measures = series.map { ($0["name"]?.stringValue ?? "", $0["y"]?.stringValue ?? "") }
    default: throw StageFailure("a bar panel needs either 'y' or 'series'")
    }
    categories = json["categories"]
    by = json["by"]?.stringValue
    group = json["group"]?.stringValue
    spread = json["spread"]?.stringValue.flatMap(Spread.init)
    isStacked = json["stacked"]?.boolValue ?? false
    isHorizontal = json["horizontal"]?.boolValue ?? false
    digits = json["digits"]?.doubleValue.map { Int($0) }
    if isStacked && spread != nil {
      throw StageFailure(
        "stacked bars cannot have a 'spread': whiskers of inner bars would mislead")
    }
  }

  var subject: String { frame.subject(measures[0].y) }

  private func content(_ sources: PlotSources) throws -> Content {
    let runs = try frame.runs(sources)
    let hasLists = try runs.allSatisfy { run in
      try measures.allSatisfy { measure in
        if run.values.list(measure.y) != nil { return true }
        _ = try run.values.requiredNumber(measure.y)
        return false
      }
    }
    return hasLists ? try lists(runs) : try numbers(runs)
  }

  private func lists(_ runs: [PlotSources.Result]) throws -> Content {
    var series: [Series] = []
    for run in runs {
      for measure in measures {
        let names = [runs.count == 1 ? "" : run.label, measure.name]
        series.append(
          Series(
            name: names.filter { !$0.isEmpty }.joined(separator: ", "),
            values: try run.values.requiredList(measure.y)))
      }
    }
    let count = series.map(\.values.count).max() ?? 0
    var places: [String]
    switch categories {
    case .string(let name)?: places = try runs.first?.values.requiredTexts(name) ?? []
    case let list?: places = list.arrayValue?.compactMap(\.stringValue) ?? []
    case nil: places = (0..<count).map { "\($0 + 1)" }
    }
    for one in series where one.values.count != places.count {
      throw FigureError.mismatchedLengths(
        series: one.name.isEmpty ? measures[0].y : one.name,
        counts: "categories: \(places.count), values: \(one.values.count)")
    }
    return Content(places: places, series: series)
  }

  private func numbers(_ runs: [PlotSources.Result]) throws -> Content {
    struct Number {
      let place: String
      let series: String
      let value: Double
    }
    var numbers: [Number] = []
    for run in runs {
      let place = try by.map { try run.values.requiredLabel($0) } ?? run.label
      let group = try self.group.map { try run.values.requiredLabel($0) } ?? ""
      for measure in measures {
        let name = [group, measure.name].filter { !$0.isEmpty }.joined(separator: ", ")
        numbers.append(
          Number(place: place, series: name, value: try run.values.requiredNumber(measure.y)))
      }
    }
    let places = numbers.groupedByName(\.place).map { $0[0].place }
    var content = Content(places: places, series: [])
    var counts: [Int] = []
    for bars in numbers.groupedByName(\.series) {
      var series = Series(name: bars[0].series, values: [])
      for place in places {
        let values = bars.filter { $0.place == place }.map(\.value)
        guard let spread else {
          if values.count > 1 {
            throw StageFailure(
              "\(values.count) results share the bar '\(place)'; give 'spread' to average them")
          }
          series.values.append(values.first ?? .nan)
          continue
        }
        let summary = spread.summary(values)
        series.values.append(summary.center)
        series.lower.append(summary.lower)
        series.upper.append(summary.upper)
        if !values.isEmpty { counts.append(values.count) }
      }
      content.series.append(series)
    }
    content.meaning = spread?.meaning(counts: counts) ?? ""
    return content
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let content = try content(sources)
    let pairs = content.series.map { ($0.name, $0.values) }
    let orientation: BarMark.Orientation = isHorizontal ? .horizontal : .vertical
    var marks =
      isStacked
      ? BarMark.stacked(pairs, orientation: orientation)
      : BarMark.grouped(pairs, orientation: orientation)
    for (index, series) in content.series.enumerated() {
      marks[index].lower = series.lower
      marks[index].upper = series.upper
      marks[index].meaning = content.meaning
      if let digits, !isStacked {
        marks[index].labels = series.values.map {
          $0.isFinite ? DecimalText.display($0, digits: digits) : ""
        }
      }
    }
    // Of horizontal bars the first stands on top, as in a table.
    return isHorizontal
      ? frame.panel(marks, yAxis: frame.y.axis(categories: content.places, isReversed: true))
      : frame.panel(marks, xAxis: frame.x.axis(categories: content.places))
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    let content = try content(sources)
    let fallback = measures.count == 1 ? measures[0].y : "value"
    var titles: [String] = [isHorizontal ? frame.y.label : frame.x.label]
    if titles[0].isEmpty { titles[0] = "place" }
    for series in content.series {
      let title = series.name.isEmpty ? fallback : series.name
      titles.append(title)
      if spread != nil { titles += ["\(title), lower", "\(title), upper"] }
    }
    var table = DataTable(columns: titles.map { DataTable.Column($0) })
    for (index, place) in content.places.enumerated() {
      var row: [DataTable.Cell] = [.text(place)]
      for series in content.series {
        var numbers = [series.values[index]]
        if spread != nil { numbers += [series.lower[index], series.upper[index]] }
        row += numbers.map { $0.isNaN ? .missing : .number($0) }
      }
      table.append(row)
    }
    return table
  }
}
