import Artifacts
import Figures
import Pipelines

/// A confusion matrix: counts, and the share of each true class.
struct ConfusionPlot: PlotKind {
  static let name = "confusion"
  static let noun = "Confusion matrix"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    PanelParameters.only,
    ParameterField(
      "matrix", .string, .defaulted("confusion"),
      help: "counts by true class (rows) and predicted class (columns)"),
    ParameterField(
      "classes", .anyOf([.string, .list(of: .string, minimumCount: 1)]),
      .defaulted(.string(DataAttribute.classNames)),
      help: "the names of the classes, or the value that holds them; numbers where there is none"),
    ParameterField("xLabel", .string, .defaulted("predicted class"), help: "below the columns"),
    ParameterField("yLabel", .string, .defaulted("true class"), help: "left of the rows"),
    ParameterField(
      "cells", .choice(["counts", "rates", "both"]), .defaulted("both"),
      help: "what is written in the cells"),
  ]

  private struct Content {
    let counts: ResultValues.Matrix
    let rates: [Double]
    let classes: [String]
  }

  private let frame: PanelParameters
  private let matrix: String
  private let classes: JSONValue
  private let cells: String

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    matrix = json["matrix"]?.stringValue ?? ""
    classes = json["classes"] ?? .null
    cells = json["cells"]?.stringValue ?? ""
  }

  var subject: String {
    frame.title.isEmpty
      ? "\(frame.y.label) against \(frame.x.label)" : frame.title.lowercased()
  }

  private func content(_ sources: PlotSources) throws -> Content {
    let values = try PlotSources.single(try frame.runs(sources)).values
    let counts = try values.requiredMatrix(matrix)
    guard counts.rows == counts.columns, counts.elements.allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      throw StageFailure(
        "'\(matrix)' of '\(values.cell)' is no confusion matrix: it has \(counts.rows) x "
          + "\(counts.columns) cells; it must be square and hold counts")
    }
    let rates = (0..<counts.rows).flatMap { row -> [Double] in
      let sum = (0..<counts.columns).reduce(0) { $0 + counts[row, $1] }
      return (0..<counts.columns).map { sum > 0 ? counts[row, $0] / sum : .nan }
    }
    let names: [String]
    switch classes {
    case .string(let name):
      // Sets without names number their classes.
      names = values.texts(name) ?? (0..<counts.rows).map { "\($0)" }
    default: names = classes.arrayValue?.compactMap(\.stringValue) ?? []
    }
    guard names.count == counts.rows else {
      throw FigureError.mismatchedLengths(
        series: matrix, counts: "class names: \(names.count), classes: \(counts.rows)")
    }
    return Content(counts: counts, rates: rates, classes: names)
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let content = try content(sources)
    let labels = zip(content.counts.elements, content.rates).map { count, rate in
      // Cells without examples stay quiet.
      if count == 0 { return cells == "rates" ? "" : "0" }
      let share = DecimalText.display(rate * 100, digits: rate < 0.1 ? 1 : 0) + "%"
      return switch cells {
      case "counts": DecimalText.display(count, digits: 0)
      case "rates": share
      default: DecimalText.display(count, digits: 0) + "\n" + share
      }
    }
    let mark = HeatMapMark(
      values: content.rates, rows: content.classes.count, columns: content.classes.count,
      colors: ColorScale(
        .blues, from: 0, to: 1, label: "share of the \(frame.y.label)", format: .percent),
      labels: labels)
    return frame.panel(
      [mark], xAxis: frame.x.axis(categories: content.classes),
      yAxis: frame.y.axis(categories: content.classes, isReversed: true), aspectRatio: 1.2)
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    let content = try content(sources)
    var table = DataTable(
      columns: [DataTable.Column("\(frame.y.label) \\ \(frame.x.label)")]
        + content.classes.map { DataTable.Column($0) })
    for (row, name) in content.classes.enumerated() {
      table.append(
        [.text(name)]
          + content.classes.indices.map { .number(content.counts[row, $0]) })
    }
    return table
  }
}
