import Ink
import Testing

@testable import Figures

/// Whatever the numbers are, there is a sensible figure with a note, or an error with a name.
@Suite("Bad data")
struct BadDataTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load() }

  static let columns: [(name: String, values: [Double])] = [
    ("empty", []), ("one point", [0.7]), ("equal", [2, 2, 2, 2]), ("zeros", [0, 0, 0]),
    ("nothing finite", [.nan, .infinity, -.infinity]),
    ("some not finite", [1, .nan, 3, .infinity]),
    ("negative", [-1, -2, -3]), ("both signs", [-1, 0, 1]), ("tiny", [1e-300, 3e-300]),
    ("huge", [1e299, 3e299]), ("subnormal", [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude]),
    ("one outlier", [1, 2, 1e18]),
  ]

  /// Every kind of mark made of one column of numbers.
  static func marks(_ values: [Double]) -> [(name: String, mark: any Mark)] {
    let x = values.indices.map(Double.init)
    let (edges, counts) = Bins.count(values, bins: 7)
    let square = Array((values + values + values + values).prefix(values.count / 2 * 2))
    return [
      ("line", LineMark("s", x: x, y: values)),
      ("band", BandMark("s", x: x, lower: values, upper: values.map { $0 * 2 })),
      ("scatter", ScatterMark("s", x: values, y: values)),
      ("bars", BarMark("s", values: values)),
      (
        "error bars",
        ErrorBarMark(
          "s", x: x, y: values, lower: values.map { $0 - 1 }, upper: values.map { $0 + 1 },
          meaning: "m")
      ),
      ("histogram", HistogramMark("s", edges: edges, heights: counts)),
      ("ridge", RidgeMark("s", ridges: [RidgeMark.Ridge(edges: edges, heights: counts)])),
      (
        "heat map",
        HeatMapMark(
          values: square, rows: 2, columns: square.count / 2,
          colors: ColorScale(.viridian, spanning: square))
      ),
    ]
  }

  @Test(
    "gives a figure or an error, on every scale",
    arguments: columns.indices,
    [Scale.linear, .log10, .symmetricLog(limit: 0.1), .categories(["a", "b", "c", "d"])])
  func anyColumn(index: Int, scale: Scale) throws {
    let (name, values) = Self.columns[index]
    for (kind, mark) in Self.marks(values) {
      let figure = Figure(panels: [Panel(yAxis: Axis(scale: scale), marks: [mark])])
      do {
        let picture = try figure.render(fonts: fonts, scale: 1)
        #expect(picture.width == 640)
        // What cannot be drawn is said.
        let texts = try figure.scene(fonts: fonts).textRuns.map(\.text)
        if kind == "line", values.contains(where: { !$0.isFinite }) {
          #expect(texts.contains { $0.contains("not finite") }, "\(kind), \(name)")
        }
        if values.isEmpty && kind == "line" { #expect(texts.contains("no data")) }
      } catch let error as FigureError {
        // Only what no axis can hold is refused.
        switch error {
        case .noPositiveValues: #expect(scale == .log10, "\(kind), \(name): \(error)")
        case .rangeTooLarge: #expect(name == "huge", "\(kind), \(name): \(error)")
        default: Issue.record("\(kind), \(name), \(scale): \(error)")
        }
      }
    }
  }

  /// Every kind of content that no mark can hold, made of one column of numbers.
  static func contents(_ values: [Double]) -> [(name: String, panel: Panel)] {
    let side = values.count / 2
    let raster = ClassRaster(
      columns: side, rows: 2, classCount: 2,
      scores: Array((values + values + values + values).prefix(4 * side)), xRange: 0...1,
      yRange: 0...1)
    return [
      (
        "parallel coordinates",
        Panel(
          drawing: ParallelCoordinates(
            axes: [.init(label: "p", values: values), .init(label: "q", values: values)],
            colorValues: values, colors: ColorScale(.viridian, spanning: values)))
      ),
      ("regions", Panel(marks: [RegionMark("s", class: 0, of: raster)])),
      (
        "pictures",
        Panel(
          drawing: ImageGrid([
            GridImage(
              width: values.count, height: 1, values: values,
              caption: String(repeating: "W", count: 200))
          ]))
      ),
    ]
  }

  @Test("drawings, regions and pictures give a figure or an error too", arguments: columns.indices)
  func anyContent(index: Int) throws {
    let (name, values) = Self.columns[index]
    for (kind, panel) in Self.contents(values) {
      do {
        let picture = try Figure(panels: [panel]).render(fonts: fonts, scale: 1)
        #expect(picture.width > 0 && picture.height > 0)
      } catch let error as FigureError {
        let isRefused = values.count < 4 || name == "huge"
        #expect(isRefused, "\(kind), \(name): \(error)")
        #expect("\(error)".count > 20, "\(kind), \(name): an error that says nothing")
      }
    }
  }

  @Test("columns of different lengths are errors that name the series and all lengths")
  func lengths() {
    func message(_ mark: any Mark) -> String {
      do {
        _ = try Figure(panels: [Panel(marks: [mark])]).scene(fonts: fonts)
        return ""
      } catch {
        return "\(error)"
      }
    }
    let whiskers = ErrorBarMark(
      "acc", x: [1, 2], y: [1], lower: [1], upper: [], meaning: "")
    #expect(message(whiskers).contains("series 'acc'"))
    #expect(message(whiskers).contains("(x: 2, y: 1, lower: 1, upper: 0)"))
    #expect(message(ScatterMark("pts", x: [1], y: [])).contains("series 'pts'"))
    #expect(message(HistogramMark("h", edges: [0, 1], heights: [1, 2])).contains("series 'h'"))
    #expect(message(HistogramMark("h", edges: [0, 0], heights: [1])).contains("must be finite"))
    var bars = BarMark("b", values: [1, 2])
    bars.labels = ["one"]
    #expect(message(bars).contains("(values: 2, labels: 1)"))
    bars.labels = []
    bars.upper = [1, 2, 3]
    #expect(message(bars).contains("(values: 2, upper: 3)"))
    let map = HeatMapMark(
      values: [1, 2, 3], rows: 2, columns: 2, colors: ColorScale(.blues, from: 0, to: 1))
    #expect(message(map).contains("2 x 2 cells"))
    #expect(message(NoteMark("here", x: .nan, y: 0)).contains("note 'here'"))
    let drawing = ParallelCoordinates(
      axes: [.init(label: "p", values: [1, 2]), .init(label: "q", values: [1])],
      colorValues: [1, 2], colors: ColorScale(.viridian, from: 0, to: 1))
    #expect(throws: FigureError.mismatchedLengths(series: "q", counts: "values: 1, lines: 2")) {
      try Figure(panels: [Panel(drawing: drawing)]).scene(fonts: fonts)
    }
  }

  @Test("scales that cannot be drawn are errors that name the axis")
  func scales() {
    func message(_ scale: Scale) -> String {
      do {
        let marks = [LineMark("", x: [0], y: [0])]
        _ = try Figure(panels: [Panel(xAxis: Axis(scale: scale), marks: marks)])
          .scene(fonts: fonts)
        return ""
      } catch {
        return "\(error)"
      }
    }
    for limit in [0, -1, .nan, .infinity, .leastNonzeroMagnitude] {
      #expect(message(.symmetricLog(limit: limit)).hasPrefix("panel 1, x axis:"))
    }
    #expect(message(.categories([])).contains("no categories"))
  }

  @Test("of ten thousand names so many are written as have room, and the figure says so")
  func manyCategories() throws {
    for figure in [KindSamples.categories(10_000), KindSamples.sideways(10_000)] {
      let texts = try figure.scene(fonts: fonts).textRuns.map(\.text)
      let written = texts.filter { $0.hasPrefix("c") && $0.dropFirst().first?.isNumber == true }
      #expect(written.count >= 4 && written.count < 40)
      let note = try #require(texts.first { $0.contains("names is written") })
      #expect(note.contains("of 10\u{2009}000 names"))
    }
  }
}
