import Artifacts
import Figures
import Pipelines

/// Histograms over each other: of lists that are counted here, or of counts that a stage recorded.
struct HistogramPlot: PlotKind {
  static let name = "histogram"
  static let noun = "Histogram"

  static let fields: [ParameterField] =
    PanelParameters.fields + HistogramSource.fields + [
      ParameterField(
        "series",
        .list(
          of: .object(
            [ParameterField("name", .string, .required, help: "what the histogram is called")]
              + HistogramSource.fields), minimumCount: 1), .optional,
        help: "several histograms of each result")
    ]

  private let frame: PanelParameters
  private let histograms: [(name: String, source: HistogramSource)]

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    guard let series = json["series"]?.arrayValue else {
      histograms = [("", try HistogramSource(json))]
      return
    }
    var histograms: [(String, HistogramSource)] = []
    for one in series {
      histograms.append((one["name"]?.stringValue ?? "", try HistogramSource(one)))
    }
    self.histograms = histograms
  }

  var subject: String { frame.subject("distribution") }

  private func content(
    _ sources: PlotSources
  ) throws -> [(name: String, edges: [Double], heights: [Double])] {
    let runs = try frame.runs(sources)
    return try runs.flatMap { run in
      try histograms.map { name, source in
        let (edges, heights) = try source.histogram(run.values)
        let names = [runs.count == 1 ? "" : run.label, name]
        return (names.filter { !$0.isEmpty }.joined(separator: ", "), edges, heights)
      }
    }
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    frame.panel(
      try content(sources).map { HistogramMark($0.name, edges: $0.edges, heights: $0.heights) })
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: ["series", "from", "to", frame.y.label.isEmpty ? "height" : frame.y.label]
        .map { DataTable.Column($0) })
    for (name, edges, heights) in try content(sources) {
      for (index, height) in heights.enumerated() {
        table.append([
          .text(name), .number(edges[index]), .number(edges[index + 1]), .number(height),
        ])
      }
    }
    return table
  }
}
