import Ink

/// Where the layers of a network stand.
struct NetworkDiagramLayout {
  /// Columns of more units have dots in their middle.
  static let mostUnits = 9

  private enum Body {
    /// Units drawn above and below the dots; `isElided` says whether there are dots.
    case units(drawn: Int, isElided: Bool)
    case maps(count: Int, map: Size)
  }

  private struct Column {
    let body: Body
    let size: Size
    let name: [String]
    let shape: String
    let left: Double
    let width: Double

    var middle: Double { left + width / 2 }
  }

  private let theme: Theme
  private var columns: [Column] = []
  private let textHeight: Double
  private let bodyHeight: Double

  let size: Size

  private static let unit = 13.0
  private static let unitStep = 19.0
  private static let mapShift = 4.0
  private static let mostMaps = 5
  private static let mapSides = (least: 8.0, most: 72.0)
  private static let gap = 40.0
  private static let widestName = 84.0
  private static let textGap = 10.0

  init(_ layers: [NetworkDiagram.Layer], theme: Theme, fonts: FontSet) throws {
    self.theme = theme
    let fitting = TextFitting(fonts: fonts)
    let largestSide =
      layers.filter { $0.shape.count == 3 }.map { max($0.shape[1], $0.shape[2]) }.max() ?? 1
    var left = 0.0
    for layer in layers {
      let (body, size) = Self.body(of: layer, largestSide: largestSide)
      let name = try fitting.wrapped(
        layer.name, width: Self.widestName, size: theme.tickSize, limit: 3)
      let shape = layer.shape.map(String.init).joined(separator: "\u{2009}×\u{2009}")
      var width = max(size.width, try fonts.width(of: shape, size: theme.noteSize))
      for line in name { width = max(width, try fonts.width(of: line, size: theme.tickSize)) }
      columns.append(
        Column(body: body, size: size, name: name, shape: shape, left: left, width: width))
      left += width + Self.gap
    }
    let lines = columns.map(\.name.count).max() ?? 0
    textHeight =
      Self.textGap + Double(lines) * TextFitting.lineHeight(theme.tickSize)
      + TextFitting.lineHeight(theme.noteSize)
    bodyHeight = columns.map(\.size.height).max() ?? 0
    size = Size(width: max(0, left - Self.gap) + 2, height: bodyHeight + textHeight + 2)
  }

  private static func body(
    of layer: NetworkDiagram.Layer, largestSide: Int
  ) -> (Body, Size) {
    if layer.shape.count == 1 {
      let isElided = layer.shape[0] > mostUnits
      let drawn = isElided ? mostUnits - 1 : layer.shape[0]
      let places = isElided ? mostUnits : drawn
      return (
        .units(drawn: drawn, isElided: isElided),
        Size(width: unit, height: Double(places - 1) * unitStep + unit)
      )
    }
    let scale = mapSides.most / Double(largestSide)
    let map = Size(
      width: max(mapSides.least, Double(layer.shape[2]) * scale),
      height: max(mapSides.least, Double(layer.shape[1]) * scale))
    let count = min(mostMaps, layer.shape[0])
    let shift = Double(count - 1) * mapShift
    return (
      .maps(count: count, map: map), Size(width: map.width + shift, height: map.height + shift)
    )
  }

  /// Draws into the upper middle of a rectangle, smaller where there is too little room.
  func draw(in rect: Rect, into items: inout [Scene.Item]) throws {
    let scale = min(1, rect.width / size.width, rect.height / size.height)
    let pen = Pen(
      origin: Point(x: rect.center.x - (size.width / 2 - 1) * scale, y: rect.minY + scale),
      scale: scale)
    for (column, next) in zip(columns, columns.dropFirst()) {
      connect(column, next, pen, into: &items)
    }
    for (index, column) in columns.enumerated() {
      draw(column, isEnd: index == 0 || index == columns.count - 1, pen, into: &items)
    }
  }

  /// Puts what is laid out into its place.
  private struct Pen {
    let origin: Point
    let scale: Double

    func place(_ x: Double, _ y: Double) -> Point { origin + Point(x: x, y: y) * scale }
  }

  /// The middles of the drawn units of a column.
  private func units(of column: Column) -> [Point] {
    guard case .units(let drawn, let isElided) = column.body else { return [] }
    let top = (bodyHeight - column.size.height) / 2 + Self.unit / 2
    return (0..<drawn).map { index in
      let place = isElided && index >= drawn / 2 ? index + 1 : index
      return Point(x: column.middle, y: top + Double(place) * Self.unitStep)
    }
  }

  private func connect(
    _ column: Column, _ next: Column, _ pen: Pen, into items: inout [Scene.Item]
  ) {
    let (from, to) = (units(of: column), units(of: next))
    if from.isEmpty || to.isEmpty {
      let y = bodyHeight / 2
      DiagramArrow(color: theme.subtleText, width: 1.1).draw(
        from: pen.place(column.middle + column.size.width / 2 + 6, y),
        to: pen.place(next.middle - next.size.width / 2 - 6, y), scale: pen.scale, into: &items)
      return
    }
    var lines = Path()
    for start in from {
      for end in to {
        lines.move(to: pen.place(start.x, start.y))
        lines.line(to: pen.place(end.x, end.y))
      }
    }
    let color = theme.background.mixed(with: theme.subtleText, share: 110)
    items.append(.stroke(lines, StrokeStyle(width: 0.5 * pen.scale), color))
  }

  private func draw(
    _ column: Column, isEnd: Bool, _ pen: Pen, into items: inout [Scene.Item]
  ) {
    let hue = theme.palette[isEnd ? 0 : 2 % theme.palette.count]
    let fill = theme.background.mixed(with: hue, share: 60)
    let style = StrokeStyle(width: 1.1 * pen.scale)
    switch column.body {
    case .units(_, let isElided):
      for center in units(of: column) {
        let circle = Path.circle(
          center: pen.place(center.x, center.y), radius: Self.unit / 2 * pen.scale)
        items.append(.fill(circle, fill, .nonZero))
        items.append(.stroke(circle, style, hue))
      }
      if isElided { drawDots(column, pen, into: &items) }
    case .maps(let count, let map):
      let left = column.middle - column.size.width / 2
      let top = (bodyHeight - column.size.height) / 2
      for index in (0..<count).reversed() {
        let corner = pen.place(
          left + Double(count - 1 - index) * Self.mapShift, top + Double(index) * Self.mapShift)
        let rect = Path.rectangle(
          Rect(
            x: corner.x, y: corner.y, width: map.width * pen.scale, height: map.height * pen.scale))
        items.append(.fill(rect, fill, .nonZero))
        items.append(.stroke(rect, style, hue))
      }
    }
    write(column, pen, into: &items)
  }

  private func drawDots(_ column: Column, _ pen: Pen, into items: inout [Scene.Item]) {
    for step in [-1.0, 0, 1] {
      let center = pen.place(column.middle, bodyHeight / 2 + step * 5)
      items.append(
        .fill(.circle(center: center, radius: 1.2 * pen.scale), theme.text, .nonZero))
    }
  }

  private func write(_ column: Column, _ pen: Pen, into items: inout [Scene.Item]) {
    var y = bodyHeight + Self.textGap + theme.tickSize
    func line(_ text: String, size: Double, color: Color) {
      items.append(
        .text(
          TextRun(
            text, at: pen.place(column.middle, y), size: size * pen.scale, color: color,
            anchor: .middle)))
      y += TextFitting.lineHeight(size)
    }
    for name in column.name { line(name, size: theme.tickSize, color: theme.text) }
    line(column.shape, size: theme.noteSize, color: theme.subtleText)
  }
}
