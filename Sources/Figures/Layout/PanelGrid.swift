import Ink

/// Plots of equal size in rows and columns; margins are shared along a row or a column, so that
/// all axes line up.
struct PanelGrid {
  private(set) var plots: [Rect] = []

  /// The left margin of each column.
  private(set) var left: [Double]

  /// The room for each plot; a plot with an aspect ratio may leave some of it empty.
  let room: Size

  /// - Throws: `FigureError.tooSmall` when plots would be smaller than `smallest`.
  init(
    area: Rect, margins: [Margins], rows: Int, columns: Int, gaps: Size, smallest: Size,
    aspectRatio: Double?, figure: Size
  ) throws {
    func largest(_ count: Int, _ index: (Int) -> Int, _ side: (Margins) -> Double)
      -> [Double]
    {
      var result = [Double](repeating: 0, count: count)
      for (panel, own) in margins.enumerated() {
        result[index(panel)] = max(result[index(panel)], side(own))
      }
      return result
    }
    let left = largest(columns, { $0 % columns }, \.left)
    let right = largest(columns, { $0 % columns }, \.right)
    let top = largest(rows, { $0 / columns }, \.top)
    let bottom = largest(rows, { $0 / columns }, \.bottom)
    self.left = left
    func plotSide(_ total: Double, _ margins: [Double], _ gap: Double, _ count: Int) -> Double {
      let texts = margins.reduce(0, +) + gap * Double(count - 1)
      return ((total - texts) / Double(count)).rounded(.down)
    }
    var width = plotSide(area.width, left + right, gaps.width, columns)
    var height = plotSide(area.height, top + bottom, gaps.height, rows)
    room = Size(width: width, height: height)
    if let aspectRatio {
      (width, height) = (min(width, height * aspectRatio), min(height, width / aspectRatio))
    }
    guard width >= smallest.width, height >= smallest.height else {
      throw FigureError.tooSmall(width: figure.width, height: figure.height)
    }
    for panel in margins.indices {
      let (row, column) = (panel / columns, panel % columns)
      var x = area.x + left[column]
      var y = area.y + top[row]
      for before in 0..<column { x += left[before] + width + right[before] + gaps.width }
      for before in 0..<row { y += top[before] + height + bottom[before] + gaps.height }
      plots.append(Rect(x: x, y: y, width: width, height: height))
    }
  }
}
