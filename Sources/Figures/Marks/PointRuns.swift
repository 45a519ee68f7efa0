import Ink

/// The points of a curve in logical pixels, cut at values that cannot be drawn.
struct PointRuns {
  private(set) var runs: [[Point]] = []

  init(x: [Double], y: [Double], in context: PlotContext) {
    var run: [Point] = []
    run.reserveCapacity(x.count)
    for index in x.indices {
      if let point = context.place(x: x[index], y: y[index]) {
        run.append(point)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
  }

  /// Points between two gaps, which no line would show.
  var lonePoints: [Point] { runs.compactMap { $0.count == 1 ? $0.first : nil } }
}
