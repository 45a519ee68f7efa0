import Artifacts
import Figures
import Pipelines

/// Curves: one list against another for each result, or one number against another over all results.
struct LinePlot: PlotKind {
  static let name = "line"
  static let noun = "Line plot"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField(
        "x", .string, .required,
        help: "the list of x values, such as history/epoch, or a number of each result"),
      ParameterField("y", .string, .optional, help: "the list of y values, or a number"),
      ParameterField(
        "series",
        .list(
          of: .object([
            ParameterField("name", .string, .required, help: "what the curve is called"),
            ParameterField("y", .string, .required, help: "the list of y values, or a number"),
            ParameterField("x", .string, .optional, help: "its own x values"),
            ParameterField(
              "deviation", .string, .optional, help: "the half width of a band about 'y'"),
            ParameterField("lower", .string, .optional, help: "the lower edge of a band"),
            ParameterField("upper", .string, .optional, help: "the upper edge of a band"),
            ParameterField("meaning", .string, .defaulted(""), help: "what the band is"),
            ParameterField(
              "dash", .choice(["solid", "dashed", "dotted"]), .optional, help: "how it is drawn"),
            ParameterField(
              "once", .boolean, .optional,
              help: "whether only the first result has it, where it would be the same for all"),
          ]), minimumCount: 1), .optional, help: "several curves of each result, in place of 'y'"),
      ParameterField(
        "by", .string, .optional,
        help: "with a number as x: the value whose different values are different curves"),
      ParameterField(
        "spread", Spread.type, .optional,
        help: "averages results of one label, or of one x, and draws this as a band"),
      ParameterField(
        "smooth", .number(NumberRange(minimum: 0, maximum: 1, excludesMaximum: true)), .optional,
        help: "the decay of a moving average, drawn over the faint values, such as 0.95"),
      ParameterField(
        "markers", .boolean, .optional,
        help: "whether points are marked; without it, short curves are"),
      ParameterField("steps", .boolean, .optional, help: "whether values hold until the next x"),
      ParameterField(
        "reference",
        .object([
          ParameterField("value", .string, .required, help: "a number of the reference results"),
          ParameterField("label", .string, .optional, help: "the name beside the line"),
        ]), .optional, help: "a horizontal line for each result in the slot 'references'"),
    ]

  /// What one curve of a result is read from.
  private struct Source {
    var name = ""
    var x: String
    var y: String
    var band: Band?
    var dash = LineMark.Dash.automatic
    /// Whether the first result has it for all.
    var isCommon = false
  }

  private enum Band {
    case edges(lower: String, upper: String, meaning: String)
    case deviation(String, meaning: String)
  }

  private let frame: PanelParameters
  private let sources: [Source]
  private let by: String?
  private let spread: Spread?
  private let smoothing: Double?
  private let markers: Bool?
  private let isStepped: Bool
  private let reference: (value: String, label: String?)?

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    let x = json["x"]?.stringValue ?? ""
    switch (json["y"]?.stringValue, json["series"]?.arrayValue) {
    case (let y?, nil): sources = [Source(x: x, y: y)]
    case (nil, let series?):
      var sources: [Source] = []
      for one in series { sources.append(try Self.source(one, x: x)) }
      self.sources = sources
    default: throw StageFailure("a line panel needs either 'y' or 'series'")
    }
    by = json["by"]?.stringValue
    spread = json["spread"]?.stringValue.flatMap(Spread.init)
    smoothing = json["smooth"]?.doubleValue
    if spread != nil && smoothing != nil {
      throw StageFailure(
        "'smooth' and 'spread' exclude each other: a band is of values as they are")
    }
    markers = json["markers"]?.boolValue
    isStepped = json["steps"]?.boolValue ?? false
    reference = json["reference"].map {
      ($0["value"]?.stringValue ?? "", $0["label"]?.stringValue)
    }
  }

  private static func source(_ json: JSONValue, x: String) throws(StageFailure) -> Source {
    var source = Source(
      name: json["name"]?.stringValue ?? "", x: json["x"]?.stringValue ?? x,
      y: json["y"]?.stringValue ?? "")
    let meaning = json["meaning"]?.stringValue ?? ""
    switch (
      json["lower"]?.stringValue, json["upper"]?.stringValue, json["deviation"]?.stringValue
    ) {
    case (let lower?, let upper?, nil):
      source.band = .edges(lower: lower, upper: upper, meaning: meaning)
    case (nil, nil, let deviation?):
      source.band = .deviation(
        deviation, meaning: meaning.isEmpty ? "± 1 standard deviation" : meaning)
    case (nil, nil, nil): break
    default:
      throw StageFailure(
        "the band of '\(source.name)' needs both 'lower' and 'upper', or 'deviation'")
    }
    switch json["dash"]?.stringValue {
    case "solid": source.dash = .solid
    case "dashed": source.dash = .dashed
    case "dotted": source.dash = .dotted
    default: break
    }
    source.isCommon = json["once"]?.boolValue ?? false
    return source
  }

  var subject: String { frame.subject(sources[0].y) }

  private func curves(_ source: Source, _ runs: [PlotSources.Result]) throws -> [Curve] {
    let runs = source.isCommon ? Array(runs.prefix(1)) : runs
    let numbers = runs.compactMap { $0.values.number(source.x) }
    if !runs.isEmpty && numbers.count == runs.count {
      return try points(source, runs, x: numbers)
    }
    let curves = try runs.map { run in
      var curve = Curve(
        name: name(run, source, isAlone: runs.count == 1),
        x: try run.values.requiredList(source.x), y: try run.values.requiredList(source.y))
      switch source.band {
      case .edges(let lower, let upper, let meaning)?:
        curve.lower = try run.values.requiredList(lower)
        curve.upper = try run.values.requiredList(upper)
        curve.meaning = meaning
      case .deviation(let name, let meaning)?:
        let deviation = try run.values.requiredList(name)
        curve.lower = zip(curve.y, deviation).map { $0 - $1 }
        curve.upper = zip(curve.y, deviation).map { $0 + $1 }
        curve.meaning = meaning
      case nil: break
      }
      return curve
    }
    if let smoothing { return try curves.map { try $0.smoothed(decay: smoothing) } }
    return try spread.map { try Curve.means(curves, $0) } ?? curves
  }

  private func name(_ run: PlotSources.Result, _ source: Source, isAlone: Bool) -> String {
    switch (isAlone, source.name.isEmpty) {
    case (true, _): source.name
    case (false, true): run.label
    case (false, false): "\(run.label), \(source.name)"
    }
  }

  /// One point for each result; one curve for each value of `by`.
  private func points(
    _ source: Source, _ runs: [PlotSources.Result], x: [Double]
  ) throws -> [Curve] {
    var points: [(name: String, x: Double, y: Double)] = []
    for (run, x) in zip(runs, x) {
      let group = try by.map { try run.values.requiredLabel($0) } ?? ""
      let name = [group, source.name].filter { !$0.isEmpty }.joined(separator: ", ")
      points.append((name, x, try run.values.requiredNumber(source.y)))
    }
    return points.groupedByName(\.name).map { group in
      let sorted = group.enumerated().sorted {
        ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
      }.map(\.element)
      let curve = Curve(name: group[0].name, x: sorted.map(\.x), y: sorted.map(\.y))
      return spread.map { Curve.mean(ofPoints: curve, $0) } ?? curve
    }
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let runs = try frame.runs(sources)
    var marks: [any Mark] = []
    for source in self.sources {
      for curve in try curves(source, runs) {
        var line = LineMark(
          curve.name, x: curve.x, y: curve.y,
          points: markers.map { $0 ? .always : .never } ?? .automatic, dash: source.dash)
        line.interpolation = isStepped ? .steps : .straight
        if !curve.raw.isEmpty, let smoothing {
          var raw = line
          raw.y = curve.raw
          raw.opacity = 70
          raw.points = .never
          marks.append(raw)
          line.points = .never
          line.meaning =
            "moving average with decay \(DecimalText.display(smoothing, digits: nil)) "
            + "over the values, which are faint"
        }
        marks.append(line)
        if !curve.lower.isEmpty {
          marks.append(
            BandMark(
              curve.name, x: curve.x, lower: curve.lower, upper: curve.upper,
              meaning: curve.meaning))
        }
      }
    }
    if let reference {
      for result in sources.references {
        let value = try result.values.requiredNumber(reference.value)
        marks.append(RuleMark(reference.label ?? result.label, at: .horizontal(value)))
      }
    }
    return frame.panel(marks)
  }

  /// One row for each point of each curve.
  func table(_ sources: PlotSources) throws -> DataTable {
    let runs = try frame.runs(sources)
    let curves = try self.sources.flatMap { try self.curves($0, runs) }
    let hasBands = curves.contains { !$0.lower.isEmpty }
    func title(_ label: String, _ name: String) -> DataTable.Column {
      DataTable.Column(label.isEmpty ? name : label)
    }
    let x = title(frame.x.label, self.sources[0].x)
    let y = title(frame.title.isEmpty ? frame.y.label : frame.title, self.sources[0].y)
    var columns = [DataTable.Column("series"), x, y]
    if hasBands { columns += ["lower", "upper"].map { DataTable.Column($0) } }
    var table = DataTable(columns: columns)
    for curve in curves {
      for (index, x) in curve.x.enumerated() {
        func cell(_ list: [Double]) -> DataTable.Cell {
          list.indices.contains(index) ? .number(list[index]) : .missing
        }
        table.append(
          [.text(curve.name), .number(x), cell(curve.y)]
            + (hasBands ? [cell(curve.lower), cell(curve.upper)] : []))
      }
    }
    return table
  }

  /// Whether the panel shows one list of every result as it is.
  private func isPlain(_ runs: [PlotSources.Result]) -> Bool {
    sources.count == 1 && sources[0].name.isEmpty && !sources[0].isCommon && spread == nil
      && smoothing == nil
      && frame.showsAll
      && runs.allSatisfy { $0.values.list(sources[0].x) != nil }
  }

  /// Plain panels, whose x values are mostly the same, have one row for each x of each series.
  static func table(_ panels: [LinePlot], _ sources: PlotSources) throws -> DataTable {
    guard panels.allSatisfy({ $0.isPlain(sources.runs) }) else {
      return try stackedTable(panels, sources)
    }
    var columns: [DataTable.Column] = [DataTable.Column("series")]
    var names: [String] = []
    for panel in panels {
      let source = panel.sources[0]
      for (name, label) in [(source.x, panel.frame.x.label), (source.y, panel.frame.title)]
      where !names.contains(name) {
        names.append(name)
        columns.append(DataTable.Column(label.isEmpty ? name : label))
      }
    }
    var table = DataTable(columns: columns)
    for run in sources.runs {
      let lists = try names.map { try run.values.requiredList($0) }
      for row in 0..<(lists.map(\.count).max() ?? 0) {
        table.append(
          [.text(run.label)]
            + lists.map { row < $0.count ? .number($0[row]) : .missing })
      }
    }
    return table
  }
}
