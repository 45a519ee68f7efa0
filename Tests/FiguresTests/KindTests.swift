import Ink
import Testing

@testable import Figures

@Suite("Kinds of figures")
struct KindTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load() }

  private func texts(_ figure: Figure) throws -> [String] {
    try figure.scene(fonts: fonts).textRuns.map(\.text)
  }

  /// Everything drawn, with what stands in clips.
  private func items(_ figure: Figure) throws -> [Scene.Item] {
    func flat(_ items: [Scene.Item]) -> [Scene.Item] {
      items.flatMap { item -> [Scene.Item] in
        if case .clip(_, let inner) = item { flat(inner) } else { [item] }
      }
    }
    return flat(try figure.scene(fonts: fonts).items)
  }

  @Test("no two texts overlap and none leaves the figure", arguments: KindSamples.all.indices)
  func textsKeepApart(index: Int) throws {
    let (name, figure) = KindSamples.all[index]
    let scene = try figure.scene(fonts: fonts)
    let canvas = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    let boxes = try scene.textRuns.map { ($0.text, try $0.bounds(fonts: fonts)) }
    #expect(boxes.count > 4)
    for (first, (text, box)) in boxes.enumerated() {
      #expect(canvas.contains(box), "\(name): '\(text)' leaves the figure")
      for (other, otherBox) in boxes.dropFirst(first + 1) {
        let touches = box.inset(by: 0.5).overlaps(otherBox.inset(by: 0.5))
        #expect(!touches, "\(name): '\(text)' overlaps '\(other)'")
      }
    }
  }

  /// Digests of this program's own pictures, light and dark, looked at before they were written
  /// down. They must be equal in debug and release builds and on every machine.
  static let golden: [String: [UInt64]] = [
    "bars": [8_884_925_481_222_593_898, 15_550_583_643_892_288_923],
    "stacked": [5_582_576_197_257_593_091, 11_254_515_332_277_117_671],
    "scatter": [11_752_042_006_413_081_391, 17_465_789_854_984_570_039],
    "crowded scatter": [17_877_360_558_622_003_799, 3_534_914_881_629_508_282],
    "histograms": [5_682_468_950_320_443_266, 12_126_929_574_967_587_422],
    "ridges": [10_930_275_668_053_888_298, 14_297_873_759_947_612_071],
    "heat map": [10_856_026_968_783_881_828, 5_618_341_525_422_741_541],
    "raster": [12_539_012_346_903_009_469, 15_434_770_887_707_815_442],
    "error bars": [6_534_812_387_414_307_670, 50_128_074_282_815_270],
    "annotated": [1_432_666_793_664_435_352, 7_440_605_477_546_254_849],
    "symmetric log": [1_541_123_498_306_599_972, 14_821_576_355_383_138_104],
    "parallel": [3_422_853_288_009_829_453, 10_953_763_430_182_336_135],
    "shared": [9_838_801_033_193_837_243, 4_392_074_773_628_507_943],
  ]

  @Test(
    "figures have the pixels they always had", arguments: KindSamples.all.prefix(13).map(\.name))
  func golden(name: String) throws {
    var figure = try #require(KindSamples.all.first { $0.name == name }).figure
    var digests: [UInt64] = []
    for theme in [Theme.light, .dark] {
      figure.theme = theme
      digests.append(try figure.render(fonts: fonts).digest)
    }
    #expect(digests == Self.golden[name], "\"\(name)\": \(digests),")
  }

  @Test("bars begin at zero, and stacked ones where the last ended")
  func bars() throws {
    let stacked = BarMark.stacked([("a", [1, -2]), ("b", [3, 4]), ("c", [.nan, -1])])
    #expect(stacked.map(\.bases) == [[0, 0], [1, 0], [4, -2]])
    #expect(stacked[1].values == [4, 4] && stacked[2].values[1] == -3)
    let extent = BarMark("a", values: [5, 7]).extent(x: .categories(["x", "y"]), y: .linear)
    #expect(extent.y == ValueRange(0).union(ValueRange(7)))
    // A logarithmic axis has no zero: bars there begin at the border.
    let log = BarMark("a", values: [5, 7]).extent(x: .categories(["x", "y"]), y: .log10)
    #expect(log.y?.low == 5 && log.notPositive == 0)
  }

  @Test("a value stands beyond its bar, and within it where there is no room beyond")
  func barLabels() throws {
    var bar = BarMark("", values: [1, 0.02], orientation: .horizontal)
    bar.labels = ["1.00", "0.02"]
    let figure = Figure(
      panels: [
        Panel(
          xAxis: Axis(limits: 0...1), yAxis: Axis(scale: .categories(["p", "q"])), marks: [bar])
      ])
    let runs = try figure.scene(fonts: fonts).textRuns
    let (full, short) = (
      try #require(runs.first { $0.text == "1.00" }), try #require(runs.first { $0.text == "0.02" })
    )
    #expect(full.anchor == .end && short.anchor == .start)
  }

  @Test("counts of bins add up, and edges belong to the bin they begin")
  func bins() {
    let (edges, counts) = Bins.count([0, 0.1, 0.25, 0.5, 0.75, 1, .nan, .infinity], bins: 4)
    #expect(edges == [0, 0.25, 0.5, 0.75, 1])
    #expect(counts == [2, 1, 1, 2])
    #expect(Bins.count([3, 3, 3], bins: 5).counts.reduce(0, +) == 3)
    #expect(Bins.count([], bins: 2).counts == [0, 0])
    #expect(Bins.count([-1, 0.5, 9], bins: 2, limits: 0...1).counts == [0, 1])
    let values = KindSamples.noise(5000, seed: 8)
    let many = Bins.count(values, bins: 37)
    for (index, count) in many.counts.enumerated() {
      let last = index == 36
      let inside = values.count {
        $0 >= many.edges[index] && (last ? $0 <= many.edges[37] : $0 < many.edges[index + 1])
      }
      #expect(Double(inside) == count, "bin \(index)")
    }
  }

  @Test("a reversed y axis puts the first row of a matrix on top, in its colours")
  func matrixOrientation() throws {
    let values: [Double] = [0, 1, 2, 3, 4, .nan]
    let mark = HeatMapMark(
      values: values, rows: 3, columns: 2, colors: ColorScale(.viridian, from: 0, to: 4))
    for isReversed in [true, false] {
      let figure = Figure(
        panels: [
          Panel(
            xAxis: Axis(scale: .categories(["a", "b"])),
            yAxis: Axis(scale: .categories(["p", "q", "r"]), isReversed: isReversed),
            marks: [mark])
        ])
      let picture = try #require(
        try items(figure).compactMap { item -> Pixmap? in
          if case .picture(let picture, _, _) = item, picture.width == 2 { picture } else { nil }
        }.first)
      let map = ColorMap.viridian.colors(for: .light)
      #expect(picture[0, isReversed ? 0 : 2] == map[0])
      #expect(picture[0, isReversed ? 2 : 0] == map[255])
      #expect(picture[1, isReversed ? 2 : 0] == ColorMap.missing(.light))
      #expect(try texts(figure).contains("1 cell has no value and is grey"))
    }
  }

  @Test("what bands and whiskers mean is written below the figure")
  func meanings() throws {
    #expect(try texts(KindSamples.bars).contains("whiskers: mean ± 1 standard deviation of 3 runs"))
    #expect(try texts(KindSamples.annotated).contains("band: the values tried"))
    // Panels that mean different things name themselves.
    func panel(_ title: String, _ meaning: String) -> Panel {
      Panel(
        title: title,
        marks: [BandMark("a", x: [0, 1], lower: [0, 0], upper: [1, 1], meaning: meaning)])
    }
    let different = Figure(panels: [panel("A", "min to max"), panel("B", "quartiles")])
    #expect(try texts(different).contains("B: band: quartiles"))
    let same = Figure(panels: [panel("A", "min to max"), panel("B", "min to max")])
    #expect(try texts(same).filter { $0.hasSuffix("min to max") } == ["band: min to max"])
  }

  @Test("ten classes have ten colours and six shapes")
  func manyColors() {
    let table = SeriesTable(KindSamples.scatter)
    #expect(Set(table.entries.map(\.style.color)).count == 10)
    #expect(Set(table.entries.map(\.style.marker)).count == 6)
  }

  @Test("shared axes have one range, and labels only at the left and at the bottom")
  func sharedAxes() throws {
    let runs = try KindSamples.shared.scene(fonts: fonts).textRuns
    #expect(runs.count { $0.text == "loss" } == 2 && runs.count { $0.text == "epoch" } == 2)
    let top = runs.filter { $0.text == "1000" }
    #expect(top.count == 2 && Set(top.map(\.position.x)).count == 1)
    var figure = KindSamples.shared
    if case .plot(var plot) = figure.panels[1].content {
      plot.yAxis.scale = .log10
      figure.panels[1].content = .plot(plot)
    }
    #expect(throws: FigureError.self) { try figure.scene(fonts: fonts) }
  }

  @Test("a span does not widen the axes, a note stays in the plot")
  func annotations() throws {
    let lines = [LineMark("", x: [0, 1], y: [0, 1])] as [any Mark]
    let plain = Figure(panels: [Panel(marks: lines)])
    let spanned = Figure(panels: [Panel(marks: lines + [SpanMark("s", along: .x, over: -9...9)])])
    #expect(try texts(spanned).filter { $0 != "s" } == texts(plain))
    for side in NoteMark.Side.allCases {
      let note = NoteMark("a corner of the plot", x: 1, y: 1, side: side)
      let scene = try Figure(panels: [Panel(marks: lines + [note])]).scene(fonts: fonts)
      let run = try #require(scene.textRuns.first { $0.text == "a corner of the plot" })
      let box = try run.bounds(fonts: fonts)
      #expect(box.maxX <= scene.size.width - 16 && box.minY >= 16)
    }
  }

  @Test("a drawing gets the size it prefers")
  func drawings() throws {
    let preferred = Size(width: 500, height: 123)
    let figure = Figure(title: "D", panels: [Panel(title: "P", drawing: Plain(size: preferred))])
    let frames = try items(figure).compactMap { item -> Rect? in
      if case .fill(let path, _, _) = item { path.controlBounds } else { nil }
    }
    #expect(frames.map(\.width) == [500])
    #expect(abs((frames.first?.height ?? 0) - 123) <= 1)
    #expect(try texts(figure) == ["D", "a note", "P"])
  }

  private struct Plain: Drawing {
    let size: Size
    var notes: [String] { ["a note"] }
    func validate() throws {}
    func preferredSize(theme: Theme, fonts: FontSet) throws -> Size { size }
    func draw(in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]) {
      items.append(.fill(.rectangle(rect), theme.text, .nonZero))
    }
  }
}

extension Pixmap {
  /// FNV-1a over both sizes and all bytes.
  var digest: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for size in [width, height] {
      for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: size >> shift)) }
    }
    for byte in pixels { add(byte) }
    return hash
  }
}
