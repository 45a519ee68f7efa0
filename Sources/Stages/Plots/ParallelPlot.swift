import Artifacts
import Figures
import Pipelines

/// Parallel coordinates: a line for each result through several of its values.
struct ParallelPlot: PlotKind {
  static let name = "parallel"
  static let noun = "Parallel coordinates"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    PanelParameters.only,
    ParameterField(
      "axes",
      .list(
        of: .object([
          ParameterField("value", .string, .required, help: "a number or a text of each result"),
          ParameterField("label", .string, .optional, help: "above the axis"),
          ParameterField(
            "scale", .choice(["linear", "log"]), .defaulted("linear"), help: "for numbers"),
        ]), minimumCount: 2), .required, help: "from left to right"),
    ParameterField(
      "color", .string, .optional, help: "the number that colours the lines; else the last axis"),
    ParameterField(
      "colorLabel", .string, .defaulted(""), help: "what the colours mean, with its unit"),
  ]

  private let frame: PanelParameters
  private let axes: [(value: String, label: String, scale: Scale)]
  private let color: String?
  private let colorLabel: String

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    axes = (json["axes"]?.arrayValue ?? []).map { axis in
      let value = axis["value"]?.stringValue ?? ""
      return (
        value, axis["label"]?.stringValue ?? value,
        axis["scale"]?.stringValue == "log" ? .log10 : .linear
      )
    }
    color = json["color"]?.stringValue
    colorLabel = json["colorLabel"]?.stringValue ?? ""
  }

  var subject: String { axes.map(\.label).joined(separator: ", ") }

  func panel(_ sources: PlotSources) throws -> Panel {
    let runs = try frame.runs(sources)
    let drawn = try axes.map { axis -> ParallelCoordinates.Axis in
      let numbers = runs.compactMap { $0.values.number(axis.value) }
      if numbers.count == runs.count {
        return ParallelCoordinates.Axis(label: axis.label, scale: axis.scale, values: numbers)
      }
      let texts = try runs.map { try $0.values.requiredLabel(axis.value) }
      let names = texts.groupedByName(\.self).map { $0[0] }
      return ParallelCoordinates.Axis(
        label: axis.label, scale: .categories(names),
        values: texts.map { Double(names.firstIndex(of: $0) ?? 0) })
    }
    let numbers: [Double]
    if let color {
      numbers = try runs.map { try $0.values.requiredNumber(color) }
    } else {
      numbers = drawn.last?.values ?? []
    }
    let label = colorLabel.isEmpty ? color ?? axes.last?.label ?? "" : colorLabel
    return Panel(
      title: frame.title,
      drawing: ParallelCoordinates(
        axes: drawn, colorValues: numbers,
        colors: ColorScale(.viridian, spanning: numbers, label: label)))
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: [DataTable.Column("result")] + axes.map { DataTable.Column($0.label) })
    for run in try frame.runs(sources) {
      table.append(
        [.text(run.label)]
          + (try axes.map { axis in
            if let number = run.values.number(axis.value) { return .number(number) }
            return .text(try run.values.requiredLabel(axis.value))
          }))
    }
    return table
  }
}
