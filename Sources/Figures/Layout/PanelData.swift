import Ink

/// What the layout knows of a panel before anything has a place.
enum PanelData {
  case plot(Plot, domains: (x: Domain, y: Domain), isEmpty: Bool)
  case drawing(any Drawing, preferred: Size)

  /// How high the content should be when it is `width` wide; nil takes what there is.
  func wantedHeight(width: Double) -> Double? {
    switch self {
    case .plot(let plot, _, _): plot.aspectRatio.map { width / $0 }
    case .drawing(_, let preferred): preferred.height
    }
  }

  /// What the panels of a figure show, checked.
  ///
  /// - Throws: `FigureError`.
  static func all(
    of figure: Figure, fonts: FontSet
  ) throws -> (panels: [PanelData], notes: [String]) {
    var extents = try figure.panels.map { try $0.plot.map { try PlotExtent($0) } }
    try share(figure, &extents)
    var omissions: [String] = []
    var notes = [[String]](repeating: [], count: figure.panels.count)
    var panels: [PanelData] = []
    for (index, panel) in figure.panels.enumerated() {
      switch (panel.content, extents[index]) {
      case (.plot(let plot), let extent?):
        omissions += extent.omissions
        notes[index] = extent.notes
        let name = figure.panelName(index)
        let domains = (
          x: try Domain(plot.xAxis, data: extent.x, margin: 0.025, isX: true, panel: name),
          y: try Domain(plot.yAxis, data: extent.y, margin: 0.05, isX: false, panel: name)
        )
        panels.append(.plot(plot, domains: domains, isEmpty: extent.isEmpty))
      case (.drawing(let drawing), _):
        try drawing.validate()
        notes[index] = drawing.notes
        let preferred = try drawing.preferredSize(theme: figure.theme, fonts: fonts)
        panels.append(.drawing(drawing, preferred: preferred))
      case (.plot, nil): break
      }
    }
    return (panels, omissions + FigureNotes.merged(notes, titles: figure.panels.map(\.title)))
  }

  /// Gives all plots the range of all of them where the figure shares an axis.
  private static func share(_ figure: Figure, _ extents: inout [PlotExtent?]) throws {
    for (isShared, axis, range) in [
      (figure.sharesX, \Plot.xAxis, \PlotExtent.x), (figure.sharesY, \Plot.yAxis, \PlotExtent.y),
    ] where isShared {
      var union: ValueRange?
      var first: Axis?
      for (index, panel) in figure.panels.enumerated() {
        guard let plot = panel.plot, let extent = extents[index] else { continue }
        let own = plot[keyPath: axis]
        guard own.scale == (first ?? own).scale, own.limits == (first ?? own).limits else {
          throw FigureError.unusableScale(
            panel: figure.panelName(index), axis: axis == \Plot.xAxis ? "x" : "y",
            problem: "panels that share an axis need one scale and the same limits")
        }
        first = own
        union = ValueRange.union(union, extent[keyPath: range])
      }
      for index in extents.indices { extents[index]?[keyPath: range] = union }
    }
  }
}

extension Figure {
  /// What messages call a panel.
  func panelName(_ index: Int) -> String {
    let title = panels[index].title
    return title.isEmpty ? "panel \(index + 1)" : "panel \(index + 1) (\(title))"
  }
}
