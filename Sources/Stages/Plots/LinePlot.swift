import Artifacts
import Figures
import Pipelines

/// Curves of one list against another, one for each result.
struct LinePlot: PlotKind {
  static let name = "line"
  static let noun = "Line plot"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    ParameterField("x", .string, .required, help: "the list of x values, such as history/epoch"),
    ParameterField("y", .string, .required, help: "the list of y values"),
    ParameterField("xLabel", .string, .defaulted(""), help: "what x is, with its unit"),
    ParameterField("yLabel", .string, .defaulted(""), help: "what y is, with its unit"),
    ParameterField(
      "xScale", .choice(["linear", "log"]), .defaulted("linear"), help: "the scale of x"),
    ParameterField(
      "yScale", .choice(["linear", "log"]), .defaulted("linear"), help: "the scale of y"),
    ParameterField(
      "markers", .boolean, .optional,
      help: "whether points are marked; without it, short curves are"),
    ParameterField(
      "reference",
      .object([
        ParameterField("value", .string, .required, help: "a number of the reference results"),
        ParameterField("label", .string, .optional, help: "the name beside the line"),
      ]), .optional, help: "a horizontal line for each result in the slot 'references'"),
  ]

  private let title: String
  private let xLabel: String
  private let yLabel: String
  private let x: String
  private let y: String
  private let xScale: Scale
  private let yScale: Scale
  private let markers: Bool?
  private let reference: (value: String, label: String?)?

  init(_ json: JSONValue) throws(StageFailure) {
    func text(_ name: String) -> String { json[name]?.stringValue ?? "" }
    title = text("title")
    x = text("x")
    y = text("y")
    xLabel = text("xLabel")
    yLabel = text("yLabel")
    xScale = text("xScale") == "log" ? .log10 : .linear
    yScale = text("yScale") == "log" ? .log10 : .linear
    markers = json["markers"]?.boolValue
    reference = json["reference"].map {
      ($0["value"]?.stringValue ?? "", $0["label"]?.stringValue)
    }
  }

  var subject: String {
    "\((title.isEmpty ? yLabel : title).lowercased()) against \(xLabel)"
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    var marks: [any Mark] = try sources.runs.map { run in
      LineMark(
        sources.runs.count == 1 ? "" : run.label, x: try run.values.requiredList(x),
        y: try run.values.requiredList(y),
        points: markers.map { $0 ? .always : .never } ?? .automatic)
    }
    if let reference {
      for result in sources.references {
        let value = try result.values.requiredNumber(reference.value)
        marks.append(RuleMark(reference.label ?? result.label, at: .horizontal(value)))
      }
    }
    return Panel(
      title: title, xAxis: Axis(label: xLabel, scale: xScale),
      yAxis: Axis(label: yLabel, scale: yScale), marks: marks)
  }

  func table(_ sources: PlotSources) throws -> DataTable { try Self.table([self], sources) }

  /// One row for each x of each series.
  static func table(_ panels: [LinePlot], _ sources: PlotSources) throws -> DataTable {
    var columns: [DataTable.Column] = [DataTable.Column("series")]
    var names: [String] = []
    for panel in panels {
      for (name, label) in [(panel.x, panel.xLabel), (panel.y, panel.title)]
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
