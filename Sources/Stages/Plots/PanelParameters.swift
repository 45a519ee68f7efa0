import Artifacts
import Figures
import Pipelines

/// What panels of all kinds with axes have in common: title, axes, annotations, a choice of results.
struct PanelParameters {
  static let fields: [ParameterField] =
    [ParameterField("title", .string, .defaulted(""), help: "above the panel")]
    + AxisParameters.fields("x") + AxisParameters.fields("y") + [
      only,
      ParameterField(
        "lines", .list(of: .object(position(of: .number) + [label]), minimumCount: 0), .optional,
        help: "reference lines across the plot"),
      ParameterField(
        "spans",
        .list(
          of: .object(position(of: .list(of: .number, minimumCount: 2)) + [label]),
          minimumCount: 0), .optional, help: "shaded stretches of x or y"),
      ParameterField(
        "notes",
        .list(
          of: .object([
            ParameterField("text", .string, .required, help: "what is said"),
            ParameterField("x", .number, .required, help: "where on the x axis"),
            ParameterField("y", .number, .required, help: "where on the y axis"),
            ParameterField(
              "side", .choice(["above", "below", "left", "right"]), .defaulted("above"),
              help: "where the text stands from the point"),
          ]), minimumCount: 0), .optional, help: "texts with a line to a point"),
    ]

  /// Chooses among the results, for figures whose panels show different ones.
  static let only = ParameterField(
    "only", .list(of: .string, minimumCount: 1), .optional,
    help: "the labels of the results shown in this panel; without it all")

  private static let label = ParameterField(
    "label", .string, .defaulted(""), help: "what is written beside it")

  private static func position(of type: ParameterType) -> [ParameterField] {
    ["x", "y"].map { ParameterField($0, type, .optional, help: "on the \($0) axis; give x or y") }
  }

  let title: String
  let x: AxisParameters
  let y: AxisParameters
  private let only: [String]?
  private let annotations: [any Mark]

  init(_ json: JSONValue) throws(StageFailure) {
    title = json["title"]?.stringValue ?? ""
    x = try AxisParameters(json, "x")
    y = try AxisParameters(json, "y")
    only = json["only"]?.arrayValue?.compactMap(\.stringValue)
    annotations = try Self.annotations(json)
  }

  private static func annotations(_ json: JSONValue) throws(StageFailure) -> [any Mark] {
    var marks: [any Mark] = []
    for line in json["lines"]?.arrayValue ?? [] {
      let label = line["label"]?.stringValue ?? ""
      switch (line["x"]?.doubleValue, line["y"]?.doubleValue) {
      case (let x?, nil): marks.append(RuleMark(label, at: .vertical(x)))
      case (nil, let y?): marks.append(RuleMark(label, at: .horizontal(y)))
      default: throw StageFailure("a line of 'lines' needs either 'x' or 'y'")
      }
    }
    for span in json["spans"]?.arrayValue ?? [] {
      let label = span["label"]?.stringValue ?? ""
      let x = try AxisParameters.range(span["x"], name: "x of a span")
      let y = try AxisParameters.range(span["y"], name: "y of a span")
      switch (x, y) {
      case (let x?, nil): marks.append(SpanMark(label, along: .x, over: x))
      case (nil, let y?): marks.append(SpanMark(label, along: .y, over: y))
      default: throw StageFailure("a span of 'spans' needs either 'x' or 'y'")
      }
    }
    for note in json["notes"]?.arrayValue ?? [] {
      let side: NoteMark.Side =
        switch note["side"]?.stringValue {
        case "below": .below
        case "left": .left
        case "right": .right
        default: .above
        }
      marks.append(
        NoteMark(
          note["text"]?.stringValue ?? "", x: note["x"]?.doubleValue ?? 0,
          y: note["y"]?.doubleValue ?? 0, side: side))
    }
    return marks
  }

  /// Whether the panel shows every result.
  var showsAll: Bool { only == nil }

  /// The results that the panel shows.
  ///
  /// - Throws: `StageFailure` for a label that no result has.
  func runs(_ sources: PlotSources) throws -> [PlotSources.Result] {
    guard let only else { return sources.runs }
    return try only.flatMap { label in
      let chosen = sources.runs.filter { $0.label == label }
      if chosen.isEmpty {
        let labels = sources.runs.map { "'\($0.label)'" }.joined(separator: ", ")
        throw StageFailure("no result has the label '\(label)'; there are \(labels)")
      }
      return chosen
    }
  }

  /// "loss against epoch", for descriptions.
  func subject(_ fallback: String = "") -> String {
    let quantity = title.isEmpty ? (y.label.isEmpty ? fallback : y.label) : title
    return x.label.isEmpty ? quantity.lowercased() : "\(quantity.lowercased()) against \(x.label)"
  }

  /// A panel of marks, with the annotations over them.
  func panel(
    _ marks: [any Mark], xAxis: Axis? = nil, yAxis: Axis? = nil, aspectRatio: Double? = nil
  ) -> Panel {
    Panel(
      title: title,
      plot: Plot(
        xAxis: xAxis ?? x.axis, yAxis: yAxis ?? y.axis, marks: marks + annotations,
        aspectRatio: aspectRatio))
  }
}
