import Artifacts
import Figures
import Pipelines

/// Which class a classifier gives each point of a plane, with the points it learned from.
struct RegionsPlot: PlotKind {
  static let name = "regions"
  static let noun = "Decision regions"

  static let fields: [ParameterField] =
    PanelParameters.fields + [
      ParameterField(
        "x", .string, .required, help: "the list of x coordinates of the grid, ascending and even"),
      ParameterField("y", .string, .required, help: "the list of y coordinates, likewise"),
      ParameterField(
        "scores", .string, .optional,
        help:
          "a tensor of scores by y, x and class; regions follow the lines where scores are equal"),
      ParameterField(
        "classes", .string, .optional, help: "instead of scores: a matrix of classes by y and x"),
      ParameterField(
        "points",
        .object([
          ParameterField("x", .string, .required, help: "the list of x values"),
          ParameterField("y", .string, .required, help: "the list of y values"),
          ParameterField("classes", .string, .required, help: "the list of true classes"),
        ]), .optional, help: "points over the regions, of the result or a reference"),
      ParameterField(
        "classNames", .anyOf([.string, .list(of: .string, minimumCount: 1)]), .optional,
        help: "the names of classes 0, 1, …, or the value that holds them"),
    ]

  private let json: JSONValue
  private let frame: PanelParameters

  init(_ json: JSONValue) throws(StageFailure) {
    self.json = json
    frame = try PanelParameters(json)
    guard (json["scores"] == nil) != (json["classes"] == nil) else {
      throw StageFailure("regions need either 'scores' or 'classes'")
    }
  }

  private func text(_ name: String) -> String { json[name]?.stringValue ?? "" }

  var subject: String {
    frame.title.isEmpty
      ? "classes by \(frame.x.label) and \(frame.y.label)" : frame.title.lowercased()
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let lookup = try ResultLookup(frame, sources)
    let raster = try raster(lookup)
    let points = try points(lookup)
    let names = try lookup.names(json["classNames"])
    let present = Set(raster.classes).union(points.map(\.class)).filter { $0 >= 0 }.sorted()
    func name(_ index: Int) -> String {
      names.indices.contains(index) ? names[index] : "class \(index)"
    }
    var marks: [any Mark] = present.map { RegionMark(name($0), class: $0, of: raster) }
    for index in present {
      let own = points.filter { $0.class == index }
      if !own.isEmpty { marks.append(ScatterMark(name(index), x: own.map(\.x), y: own.map(\.y))) }
    }
    var (xAxis, yAxis) = (frame.x.axis, frame.y.axis)
    if json["xLimits"] == nil { xAxis.limits = raster.xRange }
    if json["yLimits"] == nil { yAxis.limits = raster.yRange }
    return frame.panel(marks, xAxis: xAxis, yAxis: yAxis, aspectRatio: 1)
  }

  private func raster(_ lookup: ResultLookup) throws -> ClassRaster {
    let x = try range(text("x"), lookup)
    let y = try range(text("y"), lookup)
    if let name = json["scores"]?.stringValue {
      let scores = try lookup.array(name)
      let points = x.count * y.count
      guard points > 0, scores.elements.count.isMultiple(of: points), scores.elements.count > 0
      else {
        throw FigureError.mismatchedLengths(
          series: name, counts: "x: \(x.count), y: \(y.count), scores: \(scores.dimensions)")
      }
      return ClassRaster(
        columns: x.count, rows: y.count, classCount: scores.elements.count / points,
        scores: scores.elements, xRange: x.range, yRange: y.range)
    }
    let classes = try lookup.array(text("classes")).elements.map { Int(exactly: $0) ?? -1 }
    return ClassRaster(
      columns: x.count, rows: y.count, classes: classes, xRange: x.range, yRange: y.range)
  }

  private func range(
    _ name: String, _ lookup: ResultLookup
  ) throws -> (range: ClosedRange<Double>, count: Int) {
    let list = try lookup.list(name)
    guard let first = list.first, let last = list.last, first < last else {
      throw StageFailure("'\(name)' must ascend from its first to its last number")
    }
    return (first...last, list.count)
  }

  private struct ClassPoint {
    let x: Double
    let y: Double
    let `class`: Int
  }

  private func points(_ lookup: ResultLookup) throws -> [ClassPoint] {
    guard let points = json["points"] else { return [] }
    let lists = try ["x", "y", "classes"].map { try lookup.list(points[$0]?.stringValue ?? "") }
    guard Set(lists.map(\.count)).count == 1 else {
      throw FigureError.mismatchedLengths(
        series: "points",
        counts: "x: \(lists[0].count), y: \(lists[1].count), classes: \(lists[2].count)")
    }
    return lists[0].indices.map {
      ClassPoint(x: lists[0][$0], y: lists[1][$0], class: Int(exactly: lists[2][$0]) ?? -1)
    }
  }

  /// The points with their classes; without points, the share of the plane of each class.
  func table(_ sources: PlotSources) throws -> DataTable {
    let lookup = try ResultLookup(frame, sources)
    let points = try points(lookup)
    if points.isEmpty {
      let classes = try raster(lookup).classes
      var table = DataTable(columns: ["class", "share of the plane"].map { DataTable.Column($0) })
      for index in Set(classes).sorted() {
        let share = Double(classes.count { $0 == index }) / Double(classes.count)
        table.append([.number(Double(index)), .number(share)])
      }
      return table
    }
    var table = DataTable(columns: ["x", "y", "class"].map { DataTable.Column($0) })
    for point in points {
      table.append([.number(point.x), .number(point.y), .number(Double(point.class))])
    }
    return table
  }
}
