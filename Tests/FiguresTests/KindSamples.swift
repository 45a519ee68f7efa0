import Figures
import Ink

/// A figure of each kind of mark and drawing.
enum KindSamples {
  /// Numbers between -1 and 1 that look random and are the same on every machine.
  static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int(state >> 40) - 8_388_608) / 8_388_608
    }
  }

  static let names = ["Glorot uniform", "He normal", "orthogonal"]

  static var bars: Figure {
    var marks = BarMark.grouped([
      ("ReLU", [0.02, 0.014, 0.02]), ("tanh", [0.026, 0.023, 0.027]),
    ])
    marks[0].labels = ["0.020", "0.014", "0.020"]
    marks[1].lower = [0.02, 0.02, 0.02]
    marks[1].upper = [0.03, 0.026, 0.032]
    marks[1].meaning = "mean ± 1 standard deviation of 3 runs"
    return Figure(
      title: "Bars",
      panels: [
        Panel(
          xAxis: Axis(label: "initialiser", scale: .categories(names)),
          yAxis: Axis(label: "test error", format: .percent), marks: marks)
      ])
  }

  static var stacked: Figure {
    let marks = BarMark.stacked(
      [("computing", [2, 61, 12]), ("reading", [14, 3, 2])], orientation: .horizontal)
    return Figure(
      title: "Stacked",
      panels: [
        Panel(
          xAxis: Axis(label: "time", format: .duration),
          yAxis: Axis(scale: .categories(["download", "train", "evaluate"]), isReversed: true),
          marks: marks)
      ])
  }

  static var scatter: Figure {
    let marks = (0..<10).map { (index: Int) -> ScatterMark in
      let (column, row) = (Double(index % 4), Double(index / 4))
      let x = noise(40, seed: UInt64(index)).map { $0 + column }
      let y = noise(40, seed: UInt64(100 + index)).map { $0 + row }
      return ScatterMark("class \(index)", x: x, y: y)
    }
    return Figure(title: "Scatter", panels: [Panel(plot: Plot(marks: marks, aspectRatio: 1))])
  }

  static var crowdedScatter: Figure {
    Figure(
      title: "Many points",
      panels: [
        Panel(marks: [ScatterMark("", x: noise(3000, seed: 1), y: noise(3000, seed: 2))])
      ])
  }

  static var histograms: Figure {
    let widths: [Double] = [0.3, 1]
    let marks = widths.enumerated().map { (index: Int, width: Double) -> HistogramMark in
      let pairs = zip(noise(400, seed: 3), noise(400, seed: UInt64(4 + index)))
      let values = pairs.map { (first: Double, second: Double) in (first + second) * width }
      let (edges, counts) = Bins.count(values, bins: 20, limits: -2...2)
      return HistogramMark(index == 0 ? "narrow" : "wide", edges: edges, heights: counts)
    }
    return Figure(
      title: "Histograms",
      panels: [Panel(xAxis: Axis(label: "activation"), yAxis: Axis(label: "units"), marks: marks)])
  }

  static var ridges: Figure {
    let ridges = (1...4).map { (layer: Int) -> RidgeMark.Ridge in
      let (edges, counts) = Bins.count(
        noise(300, seed: UInt64(layer)).map { $0 / Double(layer) }, bins: 24, limits: -1...1)
      return RidgeMark.Ridge(edges: edges, heights: counts)
    }
    return Figure(
      title: "Ridges",
      panels: [
        Panel(
          xAxis: Axis(label: "activation"),
          yAxis: Axis(scale: .categories((1...4).map { "layer \($0)" })),
          marks: [RidgeMark(ridges: ridges)])
      ])
  }

  static var heatMap: Figure {
    var values = noise(12, seed: 9)
    values[7] = .nan
    let mark = HeatMapMark(
      values: values, rows: 3, columns: 4,
      colors: ColorScale(.blueRed, spanning: values, label: "weight"),
      labels: values.indices.map { values[$0].isNaN ? "" : "\($0)\n\(10 * $0)%" })
    return Figure(
      title: "Heat map",
      panels: [
        Panel(
          xAxis: Axis(label: "column", scale: .categories(["a", "b", "c", "d"])),
          yAxis: Axis(label: "row", scale: .categories(names), isReversed: true), marks: [mark])
      ])
  }

  static var raster: Figure {
    let values = (0..<9600).map { Double(($0 / 120) * ($0 % 120)) }
    let mark = HeatMapMark(
      values: values, rows: 80, columns: 120, colors: ColorScale(.viridian, spanning: values),
      xRange: -1...1, yRange: 0...2)
    return Figure(title: "Raster", panels: [Panel(plot: Plot(marks: [mark], aspectRatio: 1.5))])
  }

  static var errorBars: Figure {
    Figure(
      title: "Whiskers",
      panels: [
        Panel(
          xAxis: Axis(scale: .categories(names)), yAxis: Axis(label: "accuracy"),
          marks: [
            ErrorBarMark(
              "ReLU", x: [0, 1, 2], y: [0.97, 0.98, 0.975], lower: [0.96, 0.97, 0.975],
              upper: [0.98, 0.985, 0.975], meaning: "smallest to largest of 5 runs", offset: -6)
          ])
      ])
  }

  static var annotated: Figure {
    var steps = LineMark("rate", x: [0, 10, 20, 30], y: [0.1, 0.01, 0.001, 0.001])
    steps.interpolation = .steps
    return Figure(
      title: "Annotations",
      panels: [
        Panel(
          xAxis: Axis(label: "epoch"), yAxis: Axis(label: "step size", scale: .log10),
          marks: [
            steps, SpanMark("warm-up", along: .x, over: 0...5),
            NoteMark("annealed here", x: 20, y: 0.01, side: .above),
            BandMark(
              "rate", x: [0, 30], lower: [0.0005, 0.0005], upper: [0.2, 0.2],
              meaning: "the values tried"),
          ])
      ])
  }

  static var symmetricLog: Figure {
    Figure(
      title: "Signed",
      panels: [
        Panel(
          yAxis: Axis(label: "derivative", scale: .symmetricLog(limit: 0.01)),
          marks: [LineMark("", x: [0, 1, 2, 3, 4, 5], y: [-100, -1, -0.001, 0, 0.5, 40])])
      ])
  }

  static var shared: Figure {
    var figure = Figure(
      title: "Shared axes",
      panels: [1.0, 10, 100, 1000].map { scale in
        Panel(
          title: "Case \(Int(scale))", xAxis: Axis(label: "epoch"), yAxis: Axis(label: "loss"),
          marks: [LineMark("", x: Samples.epochs, y: Samples.decay(scale, 0.7, 0))])
      })
    figure.sharesX = true
    figure.sharesY = true
    return figure
  }

  static var parallel: Figure {
    let accuracy = noise(12, seed: 5).map { 0.9 + $0 / 20 }
    return Figure(
      title: "Parallel coordinates",
      panels: [
        Panel(
          drawing: ParallelCoordinates(
            axes: [
              .init(
                label: "activation", scale: .categories(["ReLU", "tanh", "sigmoid"]),
                values: (0..<12).map { Double($0 % 3) }),
              .init(
                label: "step size", scale: .log10,
                values: (0..<12).map { $0.isMultiple(of: 2) ? 0.1 : 0.01 }),
              .init(label: "accuracy", values: accuracy),
            ], colorValues: accuracy,
            colors: ColorScale(.viridian, spanning: accuracy, label: "accuracy")))
      ])
  }

  /// `count` bars whose names have `length` letters or more.
  static func categories(_ count: Int, length: Int = 2) -> Figure {
    let names = (0..<count).map { "c\($0)" + String(repeating: "x", count: max(0, length - 2)) }
    return Figure(
      title: "\(count) categories",
      panels: [
        Panel(
          xAxis: Axis(label: "category", scale: .categories(names)), yAxis: Axis(label: "value"),
          marks: [BarMark("", values: noise(count, seed: 1).map { $0 + 1 })])
      ])
  }

  static func sideways(_ count: Int, length: Int = 2) -> Figure {
    var figure = categories(count, length: length)
    if case .plot(var plot) = figure.panels[0].content, var bars = plot.marks[0] as? BarMark {
      bars.orientation = .horizontal
      plot.marks = [bars]
      (plot.xAxis, plot.yAxis) = (plot.yAxis, plot.xAxis)
      figure.panels[0].content = .plot(plot)
    }
    return figure
  }

  static var all: [(name: String, figure: Figure)] {
    [
      ("bars", bars), ("stacked", stacked), ("scatter", scatter),
      ("crowded scatter", crowdedScatter), ("histograms", histograms), ("ridges", ridges),
      ("heat map", heatMap), ("raster", raster), ("error bars", errorBars),
      ("annotated", annotated), ("symmetric log", symmetricLog), ("shared", shared),
      ("parallel", parallel), ("12 categories", categories(12)),
      ("12 long names", categories(12, length: 30)), ("80 categories", categories(80)),
      ("10000 categories", categories(10_000)), ("200 letters", categories(5, length: 200)),
      ("sideways", sideways(9, length: 60)), ("10000 sideways", sideways(10_000)),
    ]
  }
}
