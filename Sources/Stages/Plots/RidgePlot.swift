import Artifacts
import Figures
import Pipelines

/// Histograms above each other, such as one for each layer of a network.
struct RidgePlot: PlotKind {
  static let name = "ridges"
  static let noun = "Ridge plot"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField(
        "ridges",
        .list(
          of: .object(
            [ParameterField("name", .string, .required, help: "what stands left of it")]
              + HistogramSource.fields), minimumCount: 1), .required,
        help: "the histograms from the bottom to the top")
    ]

  private let frame: PanelParameters
  private let ridges: [(name: String, source: HistogramSource)]

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    var ridges: [(String, HistogramSource)] = []
    for ridge in json["ridges"]?.arrayValue ?? [] {
      ridges.append((ridge["name"]?.stringValue ?? "", try HistogramSource(ridge)))
    }
    self.ridges = ridges
  }

  var subject: String { frame.subject("distributions") }

  /// A ridge for each result and each histogram.
  private func content(_ sources: PlotSources) throws -> [(name: String, ridge: RidgeMark.Ridge)] {
    let runs = try frame.runs(sources)
    return try runs.flatMap { run in
      try ridges.map { name, source in
        let (edges, heights) = try source.histogram(run.values)
        let names = [runs.count == 1 ? "" : run.label, name].filter { !$0.isEmpty }
        return (names.joined(separator: ", "), RidgeMark.Ridge(edges: edges, heights: heights))
      }
    }
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let content = try content(sources)
    return frame.panel(
      [RidgeMark(ridges: content.map(\.ridge))],
      yAxis: frame.y.axis(categories: content.map(\.name)))
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: ["ridge", "from", "to", "height"].map { DataTable.Column($0) })
    for (name, ridge) in try content(sources) {
      for (index, height) in ridge.heights.enumerated() {
        table.append([
          .text(name), .number(ridge.edges[index]), .number(ridge.edges[index + 1]),
          .number(height),
        ])
      }
    }
    return table
  }
}
