import Ink

/// A panel in its place.
enum PanelPlacement {
  case plot(PlotSolution)
  case drawing(DrawingSolution)

  /// The room that the texts around the content need.
  var margins: Margins {
    switch self {
    case .plot(let solution): solution.margins
    case .drawing(let solution): solution.margins
    }
  }

  /// What the axes leave out.
  var notes: [String] {
    switch self {
    case .plot(let solution):
      [solution.xTicks, solution.yTicks].map(\.note).filter { !$0.isEmpty }
    case .drawing: []
    }
  }

  /// Where the content stands.
  var content: Rect {
    switch self {
    case .plot(let solution): solution.plot
    case .drawing(let solution): solution.rect
    }
  }
}

/// Where a drawing and its title stand.
struct DrawingSolution {
  let drawing: any Drawing
  let title: PanelTitle
  let rect: Rect

  var margins: Margins { Margins(top: title.height) }

  func draw(theme: Theme, fonts: FontSet, into items: inout [Scene.Item]) throws {
    title.draw(above: rect, into: &items)
    try drawing.draw(in: rect, theme: theme, fonts: fonts, into: &items)
  }
}
