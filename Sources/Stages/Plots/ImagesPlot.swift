import Artifacts
import Figures
import Pipelines

/// Pictures in rows: examples of a data set, weights as pictures, examples that were misclassified.
struct ImagesPlot: PlotKind {
  static let name = "images"
  static let noun = "Pictures"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    PanelParameters.only,
    ParameterField(
      "images", .string, .required,
      help: "a tensor of pictures: number, height, width and perhaps channels; or rows to be "
        + "shaped by 'shape'"),
    ParameterField(
      "shape", .list(of: .integer(IntegerRange(minimum: 1, maximum: 4096)), minimumCount: 2),
      .optional, help: "height, width and perhaps channels of a picture"),
    ParameterField(
      "labels", .string, .optional, help: "the list of true classes, of the result or a reference"),
    ParameterField(
      "predictions", .string, .optional, help: "the list of predicted classes, likewise"),
    ParameterField(
      "classNames", .anyOf([.string, .list(of: .string, minimumCount: 1)]), .optional,
      help: "the names of classes 0, 1, …, or the value that holds them"),
    ParameterField(
      "show", .choice(["all", "wrong", "right"]), .defaulted("all"),
      help: "which pictures, by labels and predictions; of all, the wrong ones get a frame"),
    ParameterField(
      "captions", .string, .optional,
      help: "a list of texts or numbers to write below, instead of the classes"),
    ParameterField(
      "colors", .choice(["ink", "viridian", "blue-red"]), .defaulted("ink"),
      help: "the colour map; blue-red is for signed numbers"),
    ParameterField(
      "range",
      .anyOf([
        .choice(["each", "common"]), .list(of: .number, minimumCount: 2),
      ]), .defaulted("common"),
      help: "the numbers of the first and the last colour: of each picture, of all, or given"),
    ParameterField(
      "columns", .integer(IntegerRange(minimum: 1, maximum: 100)), .optional,
      help: "pictures beside each other; without it rows of like length"),
    ParameterField(
      "limit", .integer(IntegerRange(minimum: 1, maximum: 1000)), .defaulted(40),
      help: "how many pictures are shown at most"),
  ]

  private enum Show: String {
    case all
    case wrong
    case right
  }

  private let frame: PanelParameters
  private let json: JSONValue
  private let images: String
  private let shape: [Int]?
  private let show: Show
  private let colors: ColorMap
  private let range: ImageGrid.Range

  init(_ json: JSONValue) throws(StageFailure) {
    self.json = json
    frame = try PanelParameters(json)
    images = json["images"]?.stringValue ?? ""
    shape = json["shape"]?.arrayValue?.compactMap { $0.integerValue.map { Int($0) } }
    show = json["show"]?.stringValue.flatMap(Show.init) ?? .all
    colors =
      switch json["colors"]?.stringValue {
      case "viridian": .viridian
      case "blue-red": .blueRed
      default: .ink
      }
    if let ends = json["range"]?.arrayValue?.compactMap(\.doubleValue) {
      guard ends.count == 2, ends[0] < ends[1] else {
        throw StageFailure("'range' must be two ascending numbers")
      }
      range = .fixed(ends[0]...ends[1])
    } else {
      range = json["range"]?.stringValue == "each" ? .each : .common
    }
    if let shape, shape.count > 3 {
      throw StageFailure(
        "'shape' has \(shape.count) sizes; give height, width and perhaps channels")
    }
    if show != .all, json["labels"] == nil || json["predictions"] == nil {
      throw StageFailure("'show' needs both 'labels' and 'predictions'")
    }
  }

  var subject: String { frame.title.isEmpty ? images : frame.title.lowercased() }

  func panel(_ sources: PlotSources) throws -> Panel {
    let (pictures, count) = try pictures(sources)
    var grid = ImageGrid(
      pictures, colors: colors, range: range,
      columns: json["columns"]?.integerValue.map { Int($0) })
    grid.count = count
    return Panel(title: frame.title, drawing: grid)
  }

  /// The pictures to draw, and how many there would be without a limit.
  private func pictures(_ sources: PlotSources) throws -> (shown: [GridImage], count: Int) {
    let lookup = try ResultLookup(frame, sources)
    let array = try lookup.array(images)
    let (height, width, channels) = try pictureShape(array.dimensions)
    let count = array.dimensions.first ?? 0
    let size = height * width * channels
    let classes = try classes(lookup, count: count)
    let chosen = (0..<count).filter { index in
      switch show {
      case .all: true
      case .wrong: classes.isWrong(index)
      case .right: !classes.isWrong(index)
      }
    }
    let limit = json["limit"]?.integerValue.map { Int($0) } ?? 40
    // Colours are shares of full light; bytes count from 0 to 255.
    let unit = array.areBytes && channels == 3 ? 255.0 : 1
    let shown = chosen.prefix(limit).map { index in
      GridImage(
        width: width, height: height, channels: channels,
        values: array.elements[(index * size)..<((index + 1) * size)].map { $0 / unit },
        caption: classes.captions.isEmpty ? "" : classes.captions[index],
        isMarked: show == .all && classes.isWrong(index))
    }
    guard !shown.isEmpty else {
      throw StageFailure("no picture of '\(images)' is to be shown: none is \(show.rawValue)")
    }
    return (shown, chosen.count)
  }

  private func pictureShape(
    _ dimensions: [Int]
  ) throws -> (height: Int, width: Int, channels: Int) {
    let own = Swift.Array(dimensions.dropFirst())
    let shape = shape ?? own
    guard (2...3).contains(shape.count), shape.reduce(1, *) == own.reduce(1, *) else {
      throw StageFailure(
        "'\(images)' holds pictures of shape \(own), which "
          + (self.shape.map { "cannot be shaped to \($0)" }
            ?? "is no height and width; give 'shape'"))
    }
    return (shape[0], shape[1], shape.count == 3 ? shape[2] : 1)
  }

  private struct Classes {
    var captions: [String] = []
    var labels: [Double] = []
    var predictions: [Double] = []

    func isWrong(_ index: Int) -> Bool {
      !labels.isEmpty && !predictions.isEmpty && labels[index] != predictions[index]
    }
  }

  private func classes(_ lookup: ResultLookup, count: Int) throws -> Classes {
    let names = try lookup.names(json["classNames"])
    func checked<Element>(_ list: [Element], _ name: String) throws -> [Element] {
      guard list.count == count else {
        throw FigureError.mismatchedLengths(
          series: images, counts: "pictures: \(count), \(name): \(list.count)")
      }
      return list
    }
    func numbers(_ field: String) throws -> [Double] {
      guard let name = json[field]?.stringValue else { return [] }
      return try checked(try lookup.list(name), name)
    }
    func text(_ number: Double) -> String {
      guard let index = Int(exactly: number), names.indices.contains(index) else {
        return DecimalText.display(number, digits: nil)
      }
      return names[index]
    }
    var classes = Classes(
      labels: try numbers("labels"), predictions: try numbers("predictions"))
    if let name = json["captions"]?.stringValue {
      classes.captions = try checked(try lookup.labels(name), name)
    } else if classes.predictions.isEmpty {
      classes.captions = classes.labels.map(text)
    } else if classes.labels.isEmpty {
      classes.captions = classes.predictions.map(text)
    } else {
      classes.captions = zip(classes.labels, classes.predictions).map { label, prediction in
        label == prediction ? text(label) : "\(text(label)) as \(text(prediction))"
      }
    }
    return classes
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: ["picture", "caption", "lowest", "highest"].map { DataTable.Column($0) })
    for (index, picture) in try pictures(sources).shown.enumerated() {
      let finite = picture.values.filter(\.isFinite)
      table.append([
        .number(Double(index + 1)), .text(picture.caption),
        finite.min().map(DataTable.Cell.number) ?? .missing,
        finite.max().map(DataTable.Cell.number) ?? .missing,
      ])
    }
    return table
  }
}
