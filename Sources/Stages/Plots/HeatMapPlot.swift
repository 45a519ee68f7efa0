import Artifacts
import Figures
import Pipelines

/// A matrix as colours: of one result, or one number of many results over two of their values.
struct HeatMapPlot: PlotKind {
  static let name = "heatmap"
  static let noun = "Heat map"

  private static func names(_ axis: String) -> ParameterField {
    ParameterField(
      "\(axis)Names", .anyOf([.string, .list(of: .string, minimumCount: 1)]), .optional,
      help: "for a matrix: the names along \(axis), or the value that holds them")
  }

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField("matrix", .string, .optional, help: "a matrix of one result"),
      ParameterField("x", .string, .optional, help: "for many results: what names the columns"),
      ParameterField("y", .string, .optional, help: "for many results: what names the rows"),
      ParameterField("value", .string, .optional, help: "for many results: the number shown"),
      names("x"), names("y"),
      ParameterField(
        "digits", .integer(IntegerRange(minimum: 0, maximum: 12)), .optional,
        help: "writes the values into the cells, with so many decimal places"),
      ParameterField(
        "colors", .choice(["viridian", "blues", "blue-red"]), .defaulted("viridian"),
        help: "the colour map; blue-red is for signed numbers"),
      ParameterField(
        "range", .list(of: .number, minimumCount: 2), .optional,
        help: "the numbers of the first and the last colour; without it the data decide"),
      ParameterField(
        "colorLabel", .string, .defaulted(""), help: "what the colours mean, with its unit"),
    ]

  private enum Source {
    case matrix(String, xNames: JSONValue?, yNames: JSONValue?)
    case results(x: String, y: String, value: String)
  }

  private struct Content {
    var values: [Double]
    /// Nil for numbered places.
    var rows: [String]?
    var columns: [String]?
    var rowCount: Int
    var columnCount: Int
  }

  private let frame: PanelParameters
  private let source: Source
  private let digits: Int?
  private let colors: ColorMap
  private let range: ClosedRange<Double>?
  private let colorLabel: String

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    switch (
      json["matrix"]?.stringValue, json["x"]?.stringValue, json["y"]?.stringValue,
      json["value"]?.stringValue
    ) {
    case (let matrix?, nil, nil, nil):
      source = .matrix(matrix, xNames: json["xNames"], yNames: json["yNames"])
    case (nil, let x?, let y?, let value?): source = .results(x: x, y: y, value: value)
    default: throw StageFailure("a heat map needs either 'matrix', or 'x', 'y' and 'value'")
    }
    digits = json["digits"]?.integerValue.map { Int($0) }
    colors =
      switch json["colors"]?.stringValue {
      case "blues": .blues
      case "blue-red": .blueRed
      default: .viridian
      }
    range = try AxisParameters.range(json["range"], name: "range")
    colorLabel = json["colorLabel"]?.stringValue ?? ""
  }

  var subject: String {
    switch source {
    case .matrix(let name, _, _): frame.subject(name)
    case .results(let x, let y, let value): "\(value) by \(y) and \(x)"
    }
  }

  private func content(_ sources: PlotSources) throws -> Content {
    let runs = try frame.runs(sources)
    switch source {
    case .matrix(let name, let xNames, let yNames):
      let values = try PlotSources.single(runs).values
      let matrix = try values.requiredMatrix(name)
      return Content(
        values: matrix.elements,
        rows: try Self.names(yNames, values, count: matrix.rows, of: "\(name), rows"),
        columns: try Self.names(xNames, values, count: matrix.columns, of: "\(name), columns"),
        rowCount: matrix.rows, columnCount: matrix.columns)
    case .results(let x, let y, let value):
      let cells = try runs.map { run in
        (
          column: try run.values.requiredLabel(x), row: try run.values.requiredLabel(y),
          value: try run.values.requiredNumber(value)
        )
      }
      let rows = cells.groupedByName(\.row).map { $0[0].row }
      let columns = cells.groupedByName(\.column).map { $0[0].column }
      var values = [Double](repeating: .nan, count: rows.count * columns.count)
      var isTaken = [Bool](repeating: false, count: values.count)
      for cell in cells {
        guard let row = rows.firstIndex(of: cell.row),
          let column = columns.firstIndex(of: cell.column)
        else { continue }
        let index = row * columns.count + column
        guard !isTaken[index] else {
          throw StageFailure(
            "two results have \(y) = \(cell.row) and \(x) = \(cell.column); choose with 'only'")
        }
        isTaken[index] = true
        values[index] = cell.value
      }
      return Content(
        values: values, rows: rows, columns: columns, rowCount: rows.count,
        columnCount: columns.count)
    }
  }

  private static func names(
    _ json: JSONValue?, _ values: ResultValues, count: Int, of what: String
  ) throws -> [String]? {
    let names: [String]
    switch json {
    case nil: return nil
    case .string(let name)?: names = try values.requiredTexts(name)
    case let list?: names = list.arrayValue?.compactMap(\.stringValue) ?? []
    }
    guard names.count == count else {
      throw FigureError.mismatchedLengths(
        series: what, counts: "names: \(names.count), values: \(count)")
    }
    return names
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let content = try content(sources)
    let scale =
      range.map { ColorScale(colors, from: $0.lowerBound, to: $0.upperBound, label: colorLabel) }
      ?? ColorScale(colors, spanning: content.values, label: colorLabel)
    let mark = HeatMapMark(
      values: content.values, rows: content.rowCount, columns: content.columnCount,
      colors: scale,
      labels: digits.map { digits in
        content.values.map { $0.isFinite ? DecimalText.display($0, digits: digits) : "" }
      } ?? [])
    return frame.panel(
      [mark], xAxis: axis(frame.x, content.columns, count: content.columnCount),
      yAxis: axis(frame.y, content.rows, count: content.rowCount, isReversed: true))
  }

  /// Names, or the numbers of the rows or columns from 0; the first row stands on top.
  private func axis(
    _ parameters: AxisParameters, _ names: [String]?, count: Int, isReversed: Bool = false
  ) -> Axis {
    if let names { return parameters.axis(categories: names, isReversed: isReversed) }
    return Axis(
      label: parameters.label, limits: -0.5...(Double(max(1, count)) - 0.5), ticks: .integers,
      isReversed: isReversed)
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    let content = try content(sources)
    func name(_ names: [String]?, _ index: Int) -> DataTable.Cell {
      names.map { .text($0[index]) } ?? .number(Double(index))
    }
    var table = DataTable(
      columns: [
        frame.y.label.isEmpty ? "row" : frame.y.label,
        frame.x.label.isEmpty ? "column" : frame.x.label,
        colorLabel.isEmpty ? "value" : colorLabel,
      ].map { DataTable.Column($0) })
    for (index, value) in content.values.enumerated() {
      table.append([
        name(content.rows, index / content.columnCount),
        name(content.columns, index % content.columnCount),
        value.isNaN ? .missing : .number(value),
      ])
    }
    return table
  }
}
