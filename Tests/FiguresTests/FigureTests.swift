import Ink
import Testing

@testable import Figures

@Suite("Figures")
struct FigureTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load() }

  private func texts(_ figure: Figure) throws -> [String] {
    try figure.scene(fonts: fonts).textRuns.map(\.text)
  }

  @Test("no two texts overlap and none leaves the figure", arguments: Samples.all.indices)
  func textsKeepApart(index: Int) throws {
    let (name, figure) = Samples.all[index]
    let scene = try figure.scene(fonts: fonts)
    let canvas = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    let boxes = try scene.textRuns.map { ($0.text, try $0.bounds(fonts: fonts)) }
    #expect(boxes.count > 4)
    for (first, (text, box)) in boxes.enumerated() {
      #expect(canvas.contains(box), "\(name): '\(text)' leaves the figure")
      for (other, otherBox) in boxes.dropFirst(first + 1) {
        // Boxes reach from ascender to descender; half a pixel of that is never ink.
        let touches = box.inset(by: 0.5).overlaps(otherBox.inset(by: 0.5))
        #expect(!touches, "\(name): '\(text)' overlaps '\(other)'")
      }
    }
  }

  @Test("every sample renders, light and dark, and shows its lines")
  func rendering() throws {
    for (name, figure) in Samples.all {
      var figure = figure
      for theme in [Theme.light, .dark] {
        figure.theme = theme
        let picture = try figure.render(fonts: fonts, scale: 1)
        var hasColor = false
        for offset in stride(from: 0, to: picture.pixels.count, by: 3) {
          let pixel = picture.pixels[offset..<(offset + 3)]
          hasColor = hasColor || (pixel.max() ?? 0) - (pixel.min() ?? 0) > 60
        }
        #expect(hasColor, "\(name)")
        #expect(picture[0, 0] == theme.background)
      }
    }
  }

  @Test("up to six names stand beside their lines, in the order of the line ends")
  func directLabels() throws {
    let scene = try Samples.crowd(5).scene(fonts: fonts)
    let labels = scene.textRuns.filter { $0.text.hasPrefix("s") && $0.text.hasSuffix("mm") }
    #expect(labels.count == 5)
    #expect(Set(labels.map(\.position.x)).count == 1)
    // s4 ends highest, so it stands highest: y grows downwards.
    #expect(labels.sorted { $0.position.y < $1.position.y }.first?.text == "s4mm")
  }

  @Test("more names, or long ones, go to a legend that says how many it leaves out")
  func legends() throws {
    #expect(try texts(Samples.crowd(7)).filter { $0.hasSuffix("mm") }.count == 7)
    #expect(try texts(Samples.crowd(90)).contains { $0.hasPrefix("and ") })
    var hidden = Samples.crowd(7)
    hidden.legend = .none
    #expect(try texts(hidden).filter { $0.hasSuffix("mm") }.isEmpty)
  }

  @Test("panels that show the same series share one legend and one look")
  func sharedLegend() throws {
    let figure = Samples.twoPanels
    #expect(try texts(figure).filter { $0 == "no dropout" }.count == 1)
    let table = SeriesTable(figure)
    #expect(table.named.map(\.name) == ["dropout p = 0.5", "no dropout"])
    for panel in figure.panels {
      #expect(table.style(of: panel.marks[1]) == table.entries[1].style)
    }
  }

  @Test("no two of the first 42 series look alike")
  func looks() {
    for theme in [Theme.light, .dark] {
      let looks = (0..<42).map { SeriesStyle(number: $0, theme: theme) }
      #expect(Set(looks).count == 42)
      // Not by colour alone: neighbours differ in dashes and markers too.
      for (left, right) in zip(looks, looks.dropFirst()) {
        #expect(left.dashes != right.dashes && left.marker != right.marker)
      }
    }
  }

  @Test("the first five colours have a contrast of at least 3:1 on their background")
  func contrast() {
    func luminance(_ color: Color) -> Double {
      func linear(_ byte: UInt8) -> Double {
        // WCAG's curve by square and fifth root; precise enough for a ratio of two digits.
        let value = (Double(byte) / 255 + 0.055) / 1.055
        if value <= 0.0905 { return Double(byte) / 255 / 12.92 }
        var root = 1.0
        for _ in 0..<60 { root = (4 * root + value * value / (root * root * root * root)) / 5 }
        return value * value * root
      }
      return 0.2126 * linear(color.red) + 0.7152 * linear(color.green)
        + 0.0722 * linear(color.blue)
    }
    for theme in [Theme.light, .dark] {
      for color in theme.palette.prefix(5) + [theme.text, theme.subtleText] {
        let pair = [luminance(color) + 0.05, luminance(theme.background) + 0.05].sorted()
        #expect(pair[1] / pair[0] >= 3, "\(color)")
      }
    }
  }

  @Test("what is not drawn is said in the figure")
  func omissions() throws {
    let written = try texts(Samples.odd)
    #expect(written.contains("gaps: 4 values not finite"))
    #expect(written.contains { $0.hasPrefix("nan: 2 values") })
    #expect(written.contains { $0.hasPrefix("zeros: 7 values not positive") })
    #expect(written.filter { $0 == "no data" }.count == 2)
  }

  @Test("a gap interrupts the line and a point between two gaps gets a marker")
  func gaps() throws {
    let mark = LineMark("a", x: [1, 2, 3, 4, 5, 6], y: [1, .nan, 3, .nan, 5, 6], points: .never)
    let mapping = AxisMapping(scale: .linear, low: 0, high: 10, start: 0, end: 100)
    let context = PlotContext(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: mapping, y: mapping,
      style: SeriesStyle(number: 0, theme: .light), theme: .light, fonts: fonts)
    var layers = PlotLayers()
    mark.draw(in: context, into: &layers)
    // Rim and disc for each of the two lone points.
    #expect(layers.whole.count == 4)
    #expect(PointRuns(x: mark.x, y: mark.y, in: context).runs.map(\.count) == [1, 1, 2])
  }

  @Test("wrong data are errors that name the series")
  func wrongData() {
    func figure(_ mark: any Mark, _ yAxis: Axis = Axis()) -> Figure {
      Figure(panels: [Panel(title: "P", yAxis: yAxis, marks: [mark])])
    }
    #expect(throws: FigureError.noPanels) { try Figure(panels: []).scene(fonts: fonts) }
    let short = FigureError.mismatchedLengths(series: "loss", counts: "x: 2, y: 1")
    #expect(throws: short) {
      try figure(LineMark("loss", x: [1, 2], y: [1])).scene(fonts: fonts)
    }
    #expect(short.description.contains("'loss'"))
    #expect(throws: FigureError.mismatchedLengths(series: "b", counts: "x: 1, lower: 1, upper: 0"))
    {
      try figure(BandMark("b", x: [1], lower: [1], upper: [])).scene(fonts: fonts)
    }
    #expect(throws: FigureError.noPositiveValues(panel: "panel 1 (P)", axis: "y")) {
      try figure(LineMark("a", x: [1], y: [-1]), Axis(scale: .log10)).scene(fonts: fonts)
    }
  }

  @Test("a figure too small for its texts is an error, not a mess")
  func tooSmall() {
    for side in [1.0, 40, 90] {
      var figure = Samples.twoPanels
      figure.size = Size(width: side, height: side)
      #expect(throws: FigureError.tooSmall(width: side, height: side)) {
        try figure.scene(fonts: fonts)
      }
    }
    for side in [0, -1, .nan, .infinity, 1e9] {
      var figure = Samples.twoPanels
      figure.size = Size(width: side, height: side)
      #expect(throws: FigureError.self) { try figure.scene(fonts: fonts) }
    }
  }

  @Test("limits cut lines at the border of the plot and leave out points beyond")
  func limits() throws {
    var figure = Samples.twoPanels
    var plot = try #require(figure.panels[0].plot)
    plot.yAxis.limits = 0.5...0.6
    figure.panels = [Panel(plot: plot)]
    let written = try texts(figure)
    #expect(written.contains("0.500") && written.contains("0.600"))
    _ = try figure.render(fonts: fonts, scale: 1)
  }

  @Test("figures have the pixels they always had")
  func golden() throws {
    // Digests of this program's own output, looked at before they were written down. They must
    // be equal in debug and release builds and on every machine.
    let two = try Samples.twoPanels.render(fonts: fonts)
    #expect(two.width == 1800 && two.height == 740)
    #expect(two.digest == 2_850_557_601_590_646_890)
    var dark = Samples.ensemble
    dark.theme = .dark
    let ensemble = try dark.render(fonts: fonts)
    #expect(ensemble.digest == 4_256_141_374_148_845_690)
  }
}
