import Artifacts
import Figures
import Pipelines

/// Points: one list against another, in one series for each result or for each class.
struct ScatterPlot: PlotKind {
  static let name = "scatter"
  static let noun = "Scatter plot"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField("x", .string, .required, help: "the list of x values"),
      ParameterField("y", .string, .required, help: "the list of y values"),
      ParameterField(
        "classes", .string, .optional,
        help: "a list of texts or whole numbers, one for each point: each class is a series"),
      ParameterField(
        "classNames", .anyOf([.string, .list(of: .string, minimumCount: 1)]), .optional,
        help: "the names of classes 0, 1, …, or the value that holds them"),
      ParameterField(
        "size", .number(NumberRange(minimum: 0.5, maximum: 40)), .optional,
        help: "the diameter of a point in pixels; without it many points are smaller"),
      ParameterField(
        "opacity", .number(NumberRange(minimum: 0, maximum: 1, excludesMinimum: true)), .optional,
        help: "of a point; without it many points shine through"),
      ParameterField(
        "sameUnits", .boolean, .optional, help: "whether both axes have one unit per pixel"),
    ]

  private struct Group {
    let name: String
    let x: [Double]
    let y: [Double]
  }

  private let frame: PanelParameters
  private let x: String
  private let y: String
  private let classes: String?
  private let classNames: JSONValue?
  private let size: Double?
  private let opacity: Double?
  private let hasSameUnits: Bool

  init(_ json: JSONValue) throws(StageFailure) {
    frame = try PanelParameters(json)
    x = json["x"]?.stringValue ?? ""
    y = json["y"]?.stringValue ?? ""
    classes = json["classes"]?.stringValue
    classNames = json["classNames"]
    size = json["size"]?.doubleValue
    opacity = json["opacity"]?.doubleValue
    hasSameUnits = json["sameUnits"]?.boolValue ?? false
  }

  var subject: String { frame.subject(y) }

  private func groups(_ sources: PlotSources) throws -> [Group] {
    let runs = try frame.runs(sources)
    return try runs.flatMap { run -> [Group] in
      let (x, y) = (try run.values.requiredList(x), try run.values.requiredList(y))
      guard let classes else {
        return [Group(name: runs.count == 1 ? "" : run.label, x: x, y: y)]
      }
      let names = try self.names(of: classes, run.values)
      guard names.count == x.count, y.count == x.count else {
        throw FigureError.mismatchedLengths(
          series: run.label, counts: "x: \(x.count), y: \(y.count), \(classes): \(names.count)")
      }
      // In the order of class numbers, or in that of first appearance for texts.
      let points = zip(names, zip(x, y)).map { (name: $0.0.text, rank: $0.0.rank, point: $0.1) }
      return points.groupedByName(\.name)
        .sorted { ($0.first?.rank ?? 0) < ($1.first?.rank ?? 0) }
        .map { group in
          Group(
            name: group[0].name, x: group.map(\.point.0), y: group.map(\.point.1))
        }
    }
  }

  private func names(
    of classes: String, _ values: ResultValues
  ) throws -> [(text: String, rank: Int)] {
    if let texts = values.texts(classes) { return texts.map { ($0, 0) } }
    let names: [String] =
      switch classNames {
      case .string(let name)?: try values.requiredTexts(name)
      case let list?: list.arrayValue?.compactMap(\.stringValue) ?? []
      case nil: []
      }
    return try values.requiredList(classes).map { number in
      let index = Int(exactly: number) ?? Int.max
      let text =
        names.indices.contains(index) ? names[index] : DecimalText.display(number, digits: nil)
      return (text, index)
    }
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let marks = try groups(sources).map { group in
      ScatterMark(
        group.name, x: group.x, y: group.y, size: size,
        opacity: opacity.map { UInt8(($0 * 255).rounded()) })
    }
    return frame.panel(marks, aspectRatio: hasSameUnits ? aspectRatio(marks) : nil)
  }

  /// The width of the data over their height, within reason.
  private func aspectRatio(_ marks: [ScatterMark]) -> Double {
    func length(_ values: [[Double]]) -> Double {
      let finite = values.joined().filter(\.isFinite)
      return (finite.max() ?? 1) - (finite.min() ?? 0)
    }
    let (width, height) = (length(marks.map(\.x)), length(marks.map(\.y)))
    guard width > 0, height > 0, width.isFinite, height.isFinite else { return 1 }
    return min(4, max(0.25, width / height))
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: [
        "series", frame.x.label.isEmpty ? x : frame.x.label,
        frame.y.label.isEmpty ? y : frame.y.label,
      ].map { DataTable.Column($0) })
    for group in try groups(sources) {
      for (x, y) in zip(group.x, group.y) {
        table.append([.text(group.name), .number(x), .number(y)])
      }
    }
    return table
  }
}
