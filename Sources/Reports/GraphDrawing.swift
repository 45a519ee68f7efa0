import Pipelines

/// The graph of a pipeline as inline SVG: one box per stage, a matrix folded into its stage.
struct GraphDrawing {
  private struct Box {
    var name: String
    var kind: String
    var cellCount: Int
    var layer = 0
    var row = 0
    var sources: [Int] = []

    var caption: String { cellCount > 1 ? "\(kind) × \(cellCount)" : kind }
  }

  private static let rowHeight = 54
  private static let boxHeight = 38
  private static let gap = 44
  /// Wide enough for a character of the page's small sans-serif font, so that names fit their box.
  private static let characterWidth = 8

  private var boxes: [Box] = []

  init(_ pipeline: Pipeline) {
    var indices: [String: Int] = [:]
    for cell in pipeline.cells {
      let index = indices[cell.stageName] ?? boxes.count
      if index == boxes.count {
        indices[cell.stageName] = index
        boxes.append(Box(name: cell.stageName, kind: cell.kind.name, cellCount: 0))
      }
      boxes[index].cellCount += 1
      for source in cell.inputs.flatMap(\.cells) {
        guard let from = indices[pipeline[source].stageName] else { continue }
        if from != index, !boxes[index].sources.contains(from) { boxes[index].sources.append(from) }
        boxes[index].layer = max(boxes[index].layer, boxes[from].layer + 1)
      }
    }
    placeRows()
  }

  /// Orders every layer by the mean row of what its boxes take from, which keeps edges short.
  private mutating func placeRows() {
    let layerCount = (boxes.map(\.layer).max() ?? 0) + 1
    for layer in 0..<layerCount {
      let members = boxes.indices.filter { boxes[$0].layer == layer }
      let ordered = members.sorted { (meanRow($0), $0) < (meanRow($1), $1) }
      for (row, index) in ordered.enumerated() { boxes[index].row = row }
    }
  }

  private func meanRow(_ index: Int) -> Double {
    let rows = boxes[index].sources.map { Double(boxes[$0].row) }
    return rows.isEmpty ? Double(index) : rows.reduce(0, +) / Double(rows.count)
  }

  /// The drawing; colours come from the page's style sheet.
  var svg: String {
    let layerCount = (boxes.map(\.layer).max() ?? 0) + 1
    var lefts: [Int] = []
    var widths: [Int] = []
    var x = 1
    for layer in 0..<layerCount {
      let longest =
        boxes.filter { $0.layer == layer }.map { max($0.name.count, $0.caption.count) }.max() ?? 4
      lefts.append(x)
      widths.append(longest * Self.characterWidth + 20)
      x += longest * Self.characterWidth + 20 + Self.gap
    }
    let rows = (boxes.map(\.row).max() ?? 0) + 1
    let width = x - Self.gap + 1
    let height = rows * Self.rowHeight
    var body = ""
    for box in boxes {
      for source in box.sources.map({ boxes[$0] }) {
        let startX = lefts[source.layer] + widths[source.layer]
        let startY = centre(source, rows)
        let endX = lefts[box.layer]
        let endY = centre(box, rows)
        let bend = Self.gap / 2 + 4
        body +=
          "<path d=\"M\(startX) \(startY)C\(startX + bend) \(startY) \(endX - bend) \(endY) "
          + "\(endX) \(endY)\"/>"
      }
    }
    for box in boxes {
      let left = lefts[box.layer]
      let top = centre(box, rows) - Self.boxHeight / 2
      let middle = left + widths[box.layer] / 2
      body +=
        "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(widths[box.layer])\" "
        + "height=\"\(Self.boxHeight)\" rx=\"5\"/>"
        + "<text x=\"\(middle)\" y=\"\(top + 16)\">\(InlineMarkup.escaped(box.name))</text>"
        + "<text class=\"kind\" x=\"\(middle)\" y=\"\(top + 31)\">"
        + "\(InlineMarkup.escaped(box.caption))</text>"
    }
    return "<svg class=\"graph\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" role=\"img\" aria-label=\"\(InlineMarkup.escaped(altText))\">"
      + body + "</svg>"
  }

  /// The vertical middle of a box; short layers are centred against the tallest.
  private func centre(_ box: Box, _ rows: Int) -> Int {
    let count = boxes.filter { $0.layer == box.layer }.count
    return (rows - count) * Self.rowHeight / 2 + box.row * Self.rowHeight + Self.rowHeight / 2
  }

  private var altText: String {
    let parts = boxes.map { box in
      box.sources.isEmpty
        ? box.name
        : "\(box.name) from \(box.sources.map { boxes[$0].name }.joined(separator: ", "))"
    }
    return "Graph of the stages: " + parts.joined(separator: "; ")
  }
}
