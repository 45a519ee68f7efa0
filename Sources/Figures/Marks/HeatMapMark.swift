import Ink

/// A matrix as coloured cells, with its numbers written where they have room.
public struct HeatMapMark: Mark {
  public var series: String { "" }

  /// Row by row, `rows * columns` numbers; not a number for an empty cell.
  public var values: [Double]
  public var rows: Int
  public var columns: Int
  public var colors: ColorScale

  /// What the axes measure from the first edge to the last. Nil means named or numbered places: cell
  /// (row, column) is the place (column, row).
  public var xRange: ClosedRange<Double>?
  public var yRange: ClosedRange<Double>?

  /// What stands in the cells, row by row, lines parted by line feeds; empty for nothing.
  public var labels: [String]

  public var hasColorBar: Bool

  public init(
    values: [Double], rows: Int, columns: Int, colors: ColorScale,
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil, labels: [String] = [],
    hasColorBar: Bool = true
  ) {
    self.values = values
    self.rows = rows
    self.columns = columns
    self.colors = colors
    self.xRange = xRange
    self.yRange = yRange
    self.labels = labels
    self.hasColorBar = hasColorBar
  }

  public var takesColor: Bool { false }

  public var depth: Int { 0 }

  public var colorScale: ColorScale? { hasColorBar && !values.isEmpty ? colors : nil }

  public var notes: [String] {
    let missing = values.count(where: \.isNaN)
    guard missing > 0 else { return [] }
    return [
      "\(missing == 1 ? "1 cell has" : "\(missing) cells have") no value and \(missing == 1 ? "is" : "are") grey"
    ]
  }

  public func validate() throws {
    guard rows >= 0, columns >= 0, values.count == rows * columns,
      labels.isEmpty || labels.count == values.count
    else {
      throw FigureError.unusableData(
        what: "the heat map",
        problem: "\(values.count) values and \(labels.count) labels for \(rows) x \(columns) cells")
    }
    guard rows <= Self.mostCells, columns <= Self.mostCells else {
      throw FigureError.unusableData(
        what: "the heat map",
        problem: "\(rows) x \(columns) cells; at most \(Self.mostCells) each way")
    }
    guard colors.low.isFinite, colors.high.isFinite, colors.low < colors.high else {
      throw FigureError.unusableData(
        what: "the heat map",
        problem: "its colours span \(colors.low) to \(colors.high); the range must ascend")
    }
  }

  private static let mostCells = 16384

  private var xEdges: ClosedRange<Double> { xRange ?? -0.5...(Double(columns) - 0.5) }
  private var yEdges: ClosedRange<Double> { yRange ?? -0.5...(Double(rows) - 0.5) }

  public func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    var extent = DataExtent()
    guard !values.isEmpty else { return extent }
    extent.add(x: xEdges.lowerBound, y: yEdges.lowerBound, xScale: xScale, yScale: yScale)
    extent.add(x: xEdges.upperBound, y: yEdges.upperBound, xScale: xScale, yScale: yScale)
    return extent
  }

  public func draw(in context: PlotContext, into layers: inout PlotLayers) throws {
    guard !values.isEmpty,
      let first = context.place(x: xEdges.lowerBound, y: yEdges.lowerBound),
      let last = context.place(x: xEdges.upperBound, y: yEdges.upperBound)
    else { return }
    let theme = context.theme
    let table = colors.colors(for: theme)
    let missing = ColorMap.missing(theme)
    let cellColors = values.map { colors.index(of: $0).map { table[$0] } ?? missing }
    // The first row is where values begin, which may be the bottom.
    let (flipsX, flipsY) = (last.x < first.x, last.y < first.y)
    var picture = Pixmap(width: columns, height: rows, color: theme.background)
    for row in 0..<rows {
      for column in 0..<columns {
        picture[flipsX ? columns - 1 - column : column, flipsY ? rows - 1 - row : row] =
          cellColors[row * columns + column]
      }
    }
    let area = Rect(
      x: min(first.x, last.x), y: min(first.y, last.y), width: abs(last.x - first.x),
      height: abs(last.y - first.y))
    layers.clipped.append(.picture(picture, area, .nearest))
    let cell = Size(width: area.width / Double(columns), height: area.height / Double(rows))
    drawSeams(area, cell, theme, into: &layers.clipped)
    for index in labels.indices where !labels[index].isEmpty {
      let (row, column) = (index / columns, index % columns)
      let center = Point(
        x: first.x + (Double(column) + 0.5) * cell.width * (flipsX ? -1 : 1),
        y: first.y + (Double(row) + 0.5) * cell.height * (flipsY ? -1 : 1))
      guard context.isVisible(center) else { continue }
      try write(
        labels[index], at: center, cell: cell, on: cellColors[index], context, &layers.whole)
    }
  }

  /// Thin lines of the background between cells that are large enough for them.
  private func drawSeams(_ area: Rect, _ cell: Size, _ theme: Theme, into items: inout [Scene.Item])
  {
    guard min(cell.width, cell.height) >= 10 else { return }
    var seams = Path()
    for column in 1..<max(1, columns) {
      let x = area.minX + Double(column) * cell.width
      seams.append(.line(from: Point(x: x, y: area.minY), to: Point(x: x, y: area.maxY)))
    }
    for row in 1..<max(1, rows) {
      let y = area.minY + Double(row) * cell.height
      seams.append(.line(from: Point(x: area.minX, y: y), to: Point(x: area.maxX, y: y)))
    }
    items.append(.stroke(seams, StrokeStyle(width: 1, snapsToPixels: true), theme.background))
  }

  /// Writes the lines of a label that fit into the cell, the first ones first.
  private func write(
    _ label: String, at center: Point, cell: Size, on color: Color, _ context: PlotContext,
    _ items: inout [Scene.Item]
  ) throws {
    let sizes = [context.theme.tickSize, 9, 8]
    let lines = label.split(separator: "\n").map(String.init)
    let ink = color.readableInk
    for kept in (1...max(1, lines.count)).reversed() {
      for size in sizes where Double(kept) * (size + 2.5) <= cell.height - 2 {
        let shown = lines.prefix(kept)
        let fits = try shown.enumerated().allSatisfy { index, line in
          try context.fonts.width(of: line, size: index == 0 ? size : size - 1.5) <= cell.width - 4
        }
        guard fits else { continue }
        for (index, line) in shown.enumerated() {
          let y = center.y + (Double(index) - Double(kept - 1) / 2) * (size + 2)
          items.append(
            .text(
              TextRun(
                line, at: Point(x: center.x, y: y), size: index == 0 ? size : size - 1.5,
                color: index == 0 ? ink : ink.withOpacity(205), anchor: .middle, baseline: .middle))
          )
        }
        return
      }
    }
  }

  public func drawKey(
    in rect: Rect, style: SeriesStyle, theme: Theme, into items: inout [Scene.Item]
  ) {}
}
