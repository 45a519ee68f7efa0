import Artifacts
import Figures
import Pipelines

/// A panel of a line figure as a pipeline file describes it.
struct LinePanel {
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

  let title: String
  let xLabel: String
  let yLabel: String
  private let x: String
  private let y: String
  private let xScale: Scale
  private let yScale: Scale
  private let markers: Bool?
  private let reference: (value: String, label: String?)?

  /// - Parameter json: checked against `fields`.
  init(_ json: JSONValue) {
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

  typealias Run = (label: String, values: ResultValues)

  func panel(runs: [Run], references: [Run]) throws -> Panel {
    var marks: [any Mark] = try runs.map { label, values in
      LineMark(
        runs.count == 1 ? "" : label, x: try values.requiredList(x),
        y: try values.requiredList(y),
        points: markers.map { $0 ? .always : .never } ?? .automatic)
    }
    if let reference {
      for (label, values) in references {
        marks.append(
          RuleMark(
            reference.label ?? label, at: .horizontal(try values.requiredNumber(reference.value))))
      }
    }
    return Panel(
      title: title, xAxis: Axis(label: xLabel, scale: xScale),
      yAxis: Axis(label: yLabel, scale: yScale), marks: marks)
  }

  /// The numbers behind the panels: one row for each x of each series.
  static func table(_ panels: [LinePanel], runs: [Run]) throws -> DataTable {
    var columns: [DataTable.Column] = [DataTable.Column("series")]
    var sources: [String] = []
    for panel in panels {
      for (name, label) in [(panel.x, panel.xLabel), (panel.y, panel.title)]
      where !sources.contains(name) {
        sources.append(name)
        columns.append(DataTable.Column(label.isEmpty ? name : label))
      }
    }
    var table = DataTable(columns: columns)
    for (label, values) in runs {
      let lists = try sources.map { try values.requiredList($0) }
      for row in 0..<(lists.map(\.count).max() ?? 0) {
        table.append(
          [.text(label)]
            + lists.map { row < $0.count ? .number($0[row]) : .missing })
      }
    }
    return table
  }
}
