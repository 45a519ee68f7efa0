/// The values that the marks of a plot show, and what must be said of them.
struct PlotExtent {
  var x: ValueRange?
  var y: ValueRange?

  /// What the axes cannot show.
  private(set) var omissions: [String] = []

  /// What marks say of themselves.
  private(set) var notes: [String] = []

  /// Whether the marks have nothing to draw.
  let isEmpty: Bool

  /// - Throws: `FigureError` for data that no mark can draw.
  init(_ plot: Plot) throws {
    for mark in plot.marks {
      try mark.validate()
      let extent = mark.extent(x: plot.xAxis.scale, y: plot.yAxis.scale)
      x = ValueRange.union(x, extent.x)
      y = ValueRange.union(y, extent.y)
      omissions += FigureNotes.omissions(mark.series, extent)
      for note in mark.notes where !notes.contains(note) { notes.append(note) }
    }
    isEmpty = x == nil || y == nil
  }
}
