import Figures
import Ink

/// Figures that the tests lay out and draw.
enum Samples {
  static let epochs = (1...10).map(Double.init)

  static func decay(_ start: Double, _ rate: Double, _ floor: Double) -> [Double] {
    var value = start
    return epochs.map { _ in
      defer { value *= rate }
      return floor + value
    }
  }

  /// Training loss and validation error of two networks.
  static var twoPanels: Figure {
    func marks(_ scale: Double) -> [any Mark] {
      [
        LineMark("dropout p = 0.5", x: epochs, y: decay(0.8 * scale, 0.75, 0.3 * scale)),
        LineMark("no dropout", x: epochs, y: decay(0.6 * scale, 0.7, 0.1 * scale)),
      ]
    }
    return Figure(
      title: "Dropout slows training", subtitle: "784-800-800-10, ReLU, σ = 0.1, λ = 10^{−3}",
      panels: [
        Panel(
          title: "Training loss", xAxis: Axis(label: "Epoch"),
          yAxis: Axis(label: "Mean cross-entropy"), marks: marks(1)),
        Panel(
          title: "Validation error", xAxis: Axis(label: "Epoch"),
          yAxis: Axis(label: "Error", format: .percent), marks: marks(0.2)),
      ])
  }

  /// Error against the size of an ensemble, with a band and a reference line.
  static var ensemble: Figure {
    let error = [0.0569, 0.0548, 0.0533, 0.0534, 0.0536, 0.0535]
    let passes: [Double] = [10, 50, 100, 500, 1000, 2000]
    return Figure(
      title: "Monte-Carlo dropout",
      panels: [
        Panel(
          xAxis: Axis(label: "Passes", scale: .log10), yAxis: Axis(label: "Test error"),
          marks: [
            LineMark("Monte-Carlo", x: passes, y: error),
            BandMark(
              "Monte-Carlo", x: passes, lower: error.map { $0 - 0.0008 },
              upper: error.map { $0 + 0.0008 }),
            RuleMark("one pass", at: .horizontal(0.0541)),
          ])
      ])
  }

  /// `count` curves, with names of `length` letters or more.
  static func crowd(_ count: Int, length: Int = 4, scale: Scale = .linear) -> Figure {
    let marks: [any Mark] = (0..<count).map { index in
      let name = "s\(index)" + String(repeating: "m", count: max(0, length - 2))
      return LineMark(name, x: epochs, y: decay(Double(index + 1) * 1e-3, 0.2, 1e-9))
    }
    return Figure(
      title: "Crowd", subtitle: "\(count) series",
      panels: [
        Panel(
          xAxis: Axis(label: "Epoch"), yAxis: Axis(label: "Loss", scale: scale), marks: marks)
      ])
  }

  static var grid: Figure {
    Figure(
      title: "Six cases",
      panels: (0..<6).map { index in
        let scale = [1e-7, 0.1, 1, 20, 3e4, 5e9][index]
        return Panel(
          title: "Case \(index)", xAxis: Axis(label: "Epoch"), yAxis: Axis(label: "Loss"),
          marks: [LineMark("train", x: epochs, y: decay(scale, 0.7, 0))])
      })
  }

  static var longTexts: Figure {
    let words = Array(repeating: "interminable", count: 18).joined(separator: " ")
    let letters = String(repeating: "W", count: 200)
    return Figure(
      title: words, subtitle: letters,
      panels: [
        Panel(
          title: words, xAxis: Axis(label: letters), yAxis: Axis(label: words),
          marks: [LineMark(letters, x: epochs, y: decay(1, 0.5, 0))])
      ])
  }

  /// Gaps, a lone point, nothing finite, equal values.
  static var odd: Figure {
    Figure(
      title: "Odd data",
      panels: [
        Panel(
          title: "gaps",
          marks: [
            LineMark("gaps", x: epochs, y: [1, .nan, 2, .infinity, 3, 4, -.infinity, 5, 6, .nan])
          ]),
        Panel(title: "one point", marks: [LineMark("one", x: [3], y: [0.7])]),
        Panel(title: "equal", marks: [LineMark("equal", x: epochs, y: epochs.map { _ in 2 })]),
        Panel(title: "empty", marks: [LineMark("empty", x: [], y: [])]),
        Panel(title: "nothing finite", marks: [LineMark("nan", x: [1, 2], y: [.nan, .nan])]),
        Panel(
          title: "log", yAxis: Axis(scale: .log10),
          marks: [LineMark("zeros", x: epochs, y: [1, 0, -1, 0.1, 0.01, 0, 0, 0, 0, 0])]),
      ])
  }

  static var all: [(name: String, figure: Figure)] {
    [
      ("two panels", twoPanels), ("ensemble", ensemble), ("one series", crowd(1)),
      ("five series", crowd(5)), ("six on a log axis", crowd(6, scale: .log10)),
      ("seven series", crowd(7)), ("forty series", crowd(40)),
      ("long names", crowd(4, length: 60)), ("ninety long names", crowd(90, length: 30)),
      ("grid", grid), ("long texts", longTexts), ("odd", odd),
    ]
  }
}
