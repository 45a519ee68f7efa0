import Ink

extension PlotSolution {
  /// Draws the axes with all their texts, but not the marks.
  func drawFurniture(
    theme: Theme, fonts: FontSet, hasGrid: Bool, into items: inout [Scene.Item]
  ) throws {
    if hasGrid { drawGrid(theme, into: &items) }
    drawSpines(theme, into: &items)
    drawTickLabels(theme, into: &items)
    title.draw(above: plot, into: &items)
    try drawAxisLabels(theme, fonts, into: &items)
    colorBar?.draw(theme: theme, fonts: fonts, into: &items)
  }

  /// Lines at the values: across from the y axis, or up from the x axis where y has categories.
  private func drawGrid(_ theme: Theme, into items: inout [Scene.Item]) {
    var grid = Path()
    if y.scale.categories == nil {
      for tick in yTicks.ticks {
        grid.move(to: Point(x: plot.minX, y: tick.position))
        grid.line(to: Point(x: plot.maxX, y: tick.position))
      }
    } else if x.scale.categories == nil {
      for tick in xTicks.ticks {
        grid.move(to: Point(x: tick.position, y: plot.minY))
        grid.line(to: Point(x: tick.position, y: plot.maxY))
      }
    }
    items.append(
      .stroke(grid, StrokeStyle(width: theme.gridWidth, snapsToPixels: true), theme.grid))
  }

  private func drawSpines(_ theme: Theme, into items: inout [Scene.Item]) {
    var path = Path()
    path.move(to: Point(x: plot.minX, y: plot.minY))
    path.line(to: Point(x: plot.minX, y: plot.maxY))
    path.line(to: Point(x: plot.maxX, y: plot.maxY))
    func xTick(_ x: Double, _ length: Double) {
      path.move(to: Point(x: x, y: plot.maxY))
      path.line(to: Point(x: x, y: plot.maxY + length))
    }
    func yTick(_ y: Double, _ length: Double) {
      path.move(to: Point(x: plot.minX, y: y))
      path.line(to: Point(x: plot.minX - length, y: y))
    }
    if xTicks.hasMarks { for tick in xTicks.ticks { xTick(tick.position, theme.tickLength) } }
    if yTicks.hasMarks { for tick in yTicks.ticks { yTick(tick.position, theme.tickLength) } }
    for position in xTicks.minor { xTick(position, theme.tickLength * 0.5) }
    for position in yTicks.minor { yTick(position, theme.tickLength * 0.5) }
    items.append(
      .stroke(path, StrokeStyle(width: theme.spineWidth, snapsToPixels: true), theme.spine))
  }

  private func drawTickLabels(_ theme: Theme, into items: inout [Scene.Item]) {
    let distance = theme.tickLength + Self.tickGap
    let size = theme.tickSize
    for tick in labelling.x ? xTicks.ticks : [] {
      if xTicks.isUpright {
        // A quarter turn makes the end of the line its top: the middle of a letter's height then
        // stands on the tick.
        items.append(
          .text(
            TextRun(
              tick.label, at: Point(x: tick.position, y: plot.maxY + distance), size: size,
              color: theme.text, anchor: .end, baseline: .middle, degrees: -90)))
        continue
      }
      for (index, line) in tick.lines.enumerated() {
        let drop = distance + Double(index) * TextFitting.lineHeight(size)
        items.append(
          .text(
            TextRun(
              String(line), at: Point(x: tick.position, y: plot.maxY + drop), size: size,
              color: theme.text, anchor: .middle, baseline: .top)))
      }
    }
    for tick in labelling.y ? yTicks.ticks : [] {
      for (index, line) in tick.lines.enumerated() {
        let shift = Double(index) - Double(tick.lines.count - 1) / 2
        let y = tick.position + shift * TextFitting.lineHeight(size)
        items.append(
          .text(
            TextRun(
              String(line), at: Point(x: plot.minX - distance, y: y), size: size,
              color: theme.text, anchor: .end, baseline: .middle)))
      }
    }
  }

  private func drawAxisLabels(
    _ theme: Theme, _ fonts: FontSet, into items: inout [Scene.Item]
  ) throws {
    let labelHeight = TextFitting.lineHeight(theme.labelSize)
    let below =
      plot.maxY + theme.tickLength + Self.tickGap + (try xLabelsHeight(theme, fonts))
      + Self.labelGap
    for (index, line) in xLabel.enumerated() {
      items.append(
        .text(
          TextRun(
            line, at: Point(x: plot.center.x, y: below + Double(index + 1) * labelHeight - 2),
            size: theme.labelSize, color: theme.text, anchor: .middle)))
    }
    // The label's column stands at the outer edge of the margin that all plots of a column share.
    let left = plot.minX - sharedLeft
    for (index, line) in yLabel.enumerated() {
      let x = left + fonts.ascent(size: theme.labelSize) + Double(index) * labelHeight
      items.append(
        .text(
          TextRun(
            line, at: Point(x: x, y: plot.center.y), size: theme.labelSize, color: theme.text,
            anchor: .middle, degrees: -90)))
    }
  }
}
