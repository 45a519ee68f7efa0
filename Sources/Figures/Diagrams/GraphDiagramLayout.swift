import Ink

/// A diagram with its texts fitted and everything in its place.
struct GraphDiagramLayout {
  /// A node's texts and the outline they need.
  private struct Body {
    let lines: [String]
    let caption: String
    let outline: Size
    /// With what is written above and below.
    let room: Size
  }

  private let nodes: [GraphDiagram.Node]
  private let edges: [GraphDiagram.Edge]
  private let direction: LayeredLayout.Direction
  private let theme: Theme
  private let fonts: FontSet
  private let bodies: [Body]
  private let layout: LayeredLayout

  private static let widestText = 128.0
  private static let besideGap = 5.0
  private static let padding = Size(width: 9, height: 7)

  /// - Throws: `FigureError.unusableData` for a graph with a cycle.
  init(
    nodes: [GraphDiagram.Node], edges: [GraphDiagram.Edge], direction: LayeredLayout.Direction,
    theme: Theme, fonts: FontSet
  ) throws {
    self.nodes = nodes
    self.edges = edges
    self.direction = direction
    self.theme = theme
    self.fonts = fonts
    bodies = try nodes.map {
      try Self.body(of: $0, direction: direction, theme: theme, fonts: fonts)
    }
    let widestLabel =
      try edges.map { try fonts.width(of: $0.label, size: theme.noteSize) }.max() ?? 0
    var gaps = LayeredLayout.Gaps()
    if widestLabel > 0 {
      gaps.layers =
        direction == .right ? max(gaps.layers, widestLabel + 40) : max(gaps.layers, 58)
    }
    guard
      let layout = LayeredLayout(
        sizes: bodies.map(\.room), edges: edges.map { (from: $0.from, to: $0.to) },
        direction: direction, gaps: gaps)
    else {
      throw FigureError.unusableData(what: "the diagram", problem: "its edges go in a circle")
    }
    self.layout = layout
  }

  /// A half pixel around for the outlines' own width.
  var size: Size { Size(width: layout.size.width + 2, height: layout.size.height + 2) }

  private static func body(
    of node: GraphDiagram.Node, direction: LayeredLayout.Direction, theme: Theme,
    fonts: FontSet
  ) throws -> Body {
    let fitting = TextFitting(fonts: fonts)
    let lines = try fitting.wrapped(
      node.name, width: widestText, size: theme.labelSize, limit: 2)
    let caption = try fitting.elided(node.caption, width: widestText, size: theme.noteSize)
    var width = 0.0
    for line in lines { width = max(width, try fonts.width(of: line, size: theme.labelSize)) }
    width = max(width, try fonts.width(of: caption, size: theme.noteSize))
    let height =
      Double(lines.count) * TextFitting.lineHeight(theme.labelSize)
      + (caption.isEmpty ? 0 : TextFitting.lineHeight(theme.noteSize))
    var outline = Size(width: width + 2 * padding.width, height: height + 2 * padding.height)
    if node.shape == .circle {
      // The diagonal of the text, so that its corners stay inside.
      let diameter = max(30, (width * width + height * height).squareRoot() + 6)
      outline = Size(width: diameter, height: diameter)
    }
    var room = outline
    let around = [node.above, node.below].filter { !$0.isEmpty }
    let widest = try around.map { try fonts.width(of: $0, size: theme.tickSize) }.max() ?? 0
    if direction == .right {
      room.width = max(room.width, widest + 4)
      if !around.isEmpty { room.height += 2 * TextFitting.lineHeight(theme.tickSize) }
    } else if !around.isEmpty {
      // As much on the other side, so that the node stands in the middle.
      room.width += 2 * (widest + Self.besideGap)
    }
    return Body(lines: lines, caption: caption, outline: outline, room: room)
  }

  /// Draws into the middle of a rectangle, smaller where there is too little room.
  func draw(in rect: Rect, into items: inout [Scene.Item]) throws {
    let scale = min(1, rect.width / size.width, rect.height / size.height)
    let origin = Point(
      x: rect.center.x - layout.size.width * scale / 2,
      y: rect.minY + scale)
    func place(_ point: Point) -> Point { origin + point * scale }
    let color = theme.subtleText
    for (index, route) in layout.routes.enumerated() {
      DiagramArrow(color: color, width: 1.1).draw(
        along: trimmed(route.points, edge: edges[index]).map(place), direction: direction,
        scale: scale, into: &items)
    }
    for (edge, route) in zip(edges, layout.routes) where !edge.label.isEmpty {
      try drawLabel(edge.label, on: route.points.map(place), scale: scale, into: &items)
    }
    for (index, node) in nodes.enumerated() {
      draw(node, bodies[index], at: place(layout.centers[index]), scale: scale, into: &items)
    }
  }

  /// Moves the ends of a route from the room of a node to its outline.
  private func trimmed(_ points: [Point], edge: GraphDiagram.Edge) -> [Point] {
    var points = points
    let last = points.count - 1
    points[0] = rim(of: edge.from, from: points[0], side: 1)
    points[last] = rim(of: edge.to, from: points[last], side: -1)
    return points
  }

  private func rim(of index: Int, from point: Point, side: Double) -> Point {
    let (center, outline) = (layout.centers[index], bodies[index].outline)
    let isRight = direction == .right
    let drift = isRight ? point.y - center.y : point.x - center.x
    var reach = (isRight ? outline.width : outline.height) / 2
    if nodes[index].shape == .circle {
      reach = max(0, reach * reach - drift * drift).squareRoot()
    }
    return isRight
      ? Point(x: center.x + side * reach, y: point.y)
      : Point(x: point.x, y: center.y + side * reach)
  }

  private func drawLabel(
    _ label: String, on points: [Point], scale: Double, into items: inout [Scene.Item]
  ) throws {
    let middle = (points[1] + points[2]) * 0.5
    let size = theme.noteSize * scale
    let run = TextRun(
      label, at: middle, size: size, color: theme.text, anchor: .middle, baseline: .middle)
    let ground = try run.bounds(fonts: fonts).inset(by: -scale)
    items.append(.fill(.rectangle(ground), theme.background, .nonZero))
    items.append(.text(run))
  }

  private func draw(
    _ node: GraphDiagram.Node, _ body: Body, at center: Point, scale: Double,
    into items: inout [Scene.Item]
  ) {
    let (width, height) = (body.outline.width * scale, body.outline.height * scale)
    let rect = Rect(
      x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    let outline: Path =
      node.shape == .circle
      ? .circle(center: center, radius: width / 2) : .roundedRectangle(rect, radius: 5 * scale)
    let hue = node.group.map { theme.palette[Int($0.magnitude) % theme.palette.count] }
    let fill = theme.background.mixed(with: hue ?? theme.subtleText, share: hue == nil ? 18 : 40)
    items.append(.fill(outline, fill, .nonZero))
    items.append(.stroke(outline, StrokeStyle(width: 1.1 * scale), hue ?? theme.spine))

    func write(_ text: String, y: Double, size: Double, color: Color) {
      items.append(
        .text(
          TextRun(
            text, at: Point(x: center.x, y: y), size: size * scale, color: color, anchor: .middle,
            baseline: .middle)))
    }
    let lineHeight = TextFitting.lineHeight(theme.labelSize) * scale
    let captionHeight =
      body.caption.isEmpty ? 0 : TextFitting.lineHeight(theme.noteSize) * scale
    var y = center.y - (Double(body.lines.count) * lineHeight + captionHeight) / 2
    for line in body.lines {
      write(line, y: y + lineHeight / 2, size: theme.labelSize, color: theme.text)
      y += lineHeight
    }
    if !body.caption.isEmpty {
      write(
        body.caption, y: y + captionHeight / 2, size: theme.noteSize, color: theme.subtleText)
    }
    annotate(node, rect, scale: scale, into: &items)
  }

  /// Writes what belongs above and below a node: beside it where edges come from above.
  private func annotate(
    _ node: GraphDiagram.Node, _ rect: Rect, scale: Double, into items: inout [Scene.Item]
  ) {
    let lineHeight = TextFitting.lineHeight(theme.tickSize) * scale
    let colors = theme.annotationColors
    for (text, color, side) in [(node.above, colors.above, -1.0), (node.below, colors.below, 1)]
    where !text.isEmpty {
      let isBeside = direction == .down
      let position =
        isBeside
        ? Point(x: rect.maxX + Self.besideGap * scale, y: rect.center.y + side * lineHeight / 2)
        : Point(x: rect.center.x, y: rect.center.y + side * (rect.height + lineHeight) / 2)
      items.append(
        .text(
          TextRun(
            text, at: position, size: theme.tickSize * scale, color: color,
            anchor: isBeside ? .start : .middle, baseline: .middle)))
    }
  }
}

extension Theme {
  /// For what stands above and below nodes: two colours of the palette, nearer to the text's so
  /// that they can be read at a small size.
  fileprivate var annotationColors: (above: Color, below: Color) {
    (
      palette[0].mixed(with: text, share: 60),
      palette[1 % palette.count].mixed(with: text, share: 60)
    )
  }
}
