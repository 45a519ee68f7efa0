import Figures
import Ink
import Tensors

extension Work {
  /// Figures from numbers to the bytes of a PNG file, layout included; fonts are loaded before.
  static let figures: [Work] = [
    figure("figure-lines", lines), figure("figure-scatter", scatter),
    figure("figure-confusion", confusion), figure("figure-histograms", scale: 2, histograms),
  ]

  private static func figure(
    _ name: String, scale: Double = 1, _ make: @escaping @Sendable () -> Figure
  ) -> Work {
    Work(name: name, unit: "figures/s", usesOneThread: true) { _ in
      let fonts = try FontSet.load()
      let figure = make()
      return {
        _ = try PNG.encode(try figure.render(fonts: fonts, scale: scale))
        return 1
      }
    }
  }

  /// 640 x 480 device pixels.
  private static let single = Size(width: 640, height: 480)

  private static func normal(_ name: String, _ count: Int) -> [Double] {
    let stream = RandomStream(seed: 1, name: name)
    // Twelve uniform numbers: near enough to a normal one for a picture.
    return (0..<count).map { index in
      (0..<12).reduce(-6.0) {
        $0 + Double(stream.bits(at: UInt64(index * 12 + $1))) / 4_294_967_296
      }
    }
  }

  /// Six noisy curves of 1,000 points.
  private static func lines() -> Figure {
    let epochs = (0..<1000).map { Double($0) }
    let marks = (0..<6).map { run in
      let noise = normal("line \(run)", 1000)
      return LineMark(
        "run \(run)", x: epochs,
        y: zip(epochs, noise).map { 0.2 + Double(run + 2) / ($0 + 10) + $1 / 100 })
    }
    return Figure(
      title: "Training loss",
      panels: [Panel(xAxis: Axis(label: "step"), yAxis: Axis(label: "loss"), marks: marks)],
      size: single)
  }

  /// 10,000 points in ten colours.
  private static func scatter() -> Figure {
    let marks = (0..<10).map { group in
      ScatterMark(
        "class \(group)",
        x: normal("x \(group)", 1000).map { $0 + 3 * Double(group % 4) },
        y: normal("y \(group)", 1000).map { $0 + 3 * Double(group / 4) })
    }
    return Figure(
      title: "Clusters",
      panels: [Panel(xAxis: Axis(label: "first"), yAxis: Axis(label: "second"), marks: marks)],
      size: single)
  }

  /// 10 x 10 counts with a colour bar.
  private static func confusion() -> Figure {
    let counts = (0..<100).map { (cell: Int) -> Double in
      let isRight = cell % 11 == 0
      return Double(isRight ? 880 + cell : cell * 37 % 23)
    }
    let digits = (0..<10).map { "\($0)" }
    let mark = HeatMapMark(
      values: counts, rows: 10, columns: 10,
      colors: ColorScale(.blues, spanning: counts, label: "examples"),
      labels: counts.map { "\(Int($0))" })
    return Figure(
      title: "Confusion",
      panels: [
        Panel(
          xAxis: Axis(label: "predicted class", scale: .categories(digits)),
          yAxis: Axis(label: "true class", scale: .categories(digits), isReversed: true),
          marks: [mark])
      ], size: single)
  }

  /// 4 x 5 histograms of 1,000 values in 40 bins, 2000 x 1600 device pixels.
  private static func histograms() -> Figure {
    Figure(
      title: "Activations",
      panels: (0..<20).map { layer in
        let (edges, heights) = Bins.count(normal("layer \(layer)", 1000), bins: 40)
        return Panel(
          title: "layer \(layer)", xAxis: Axis(label: "activation"), yAxis: Axis(label: "units"),
          marks: [HistogramMark("", edges: edges, heights: heights)])
      }, columns: 4, size: Size(width: 1000, height: 800))
  }
}
