import Pipelines

/// The graph of a pipeline as SVG: one box per node, in layers from left to right.
public struct GraphDrawing {
  private static let rowHeight = 54
  private static let boxHeight = 38
  private static let gap = 44
  /// Wide enough for a character of the page's small sans-serif font, so that names fit their box.
  private static let characterWidth = 8

  private let graph: StageGraph
  private let captions: [String]
  private let states: [StageGraph.State?]
  /// By layer.
  private let lefts: [Int]
  private let widths: [Int]
  private let rowCount: Int

  /// - Parameter plan: the states to show by colour, outline and word; nil for none.
  public init(_ graph: StageGraph, plan: Plan? = nil) {
    self.graph = graph
    let captions = graph.nodes.map { node in
      plan.map { "\(node.caption) · \(graph.progress(of: node, in: $0))" } ?? node.caption
    }
    states = graph.nodes.map { node in plan.map { graph.state(of: node, in: $0) } }
    var lefts: [Int] = []
    var widths: [Int] = []
    var x = 1
    let layout = graph.layout
    var longest = [Int](repeating: 4, count: layout.heights.count)
    for (index, node) in graph.nodes.enumerated() {
      let layer = layout.layers[index]
      longest[layer] = max(longest[layer], node.name.count, captions[index].count)
    }
    for layer in longest.indices {
      lefts.append(x)
      widths.append(longest[layer] * Self.characterWidth + 20)
      x += widths[layer] + Self.gap
    }
    self.captions = captions
    self.lefts = lefts
    self.widths = widths
    rowCount = layout.rowCount
  }

  private var width: Int { (lefts.last ?? 1) + (widths.last ?? 0) + 1 }
  private var height: Int { rowCount * Self.rowHeight }

  /// The drawing for a page, whose style sheet has the colours.
  var svg: String {
    "<svg class=\"graph\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" role=\"img\" aria-label=\"\(InlineMarkup.escaped(altText))\">"
      + body + "</svg>"
  }

  /// The drawing as a file of its own, with colours for light and dark surroundings.
  public var standaloneSVG: String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -6 \(width + 24) \(height + 12)\" "
      + "width=\"\(width + 24)\" height=\"\(height + 12)\" role=\"img\" "
      + "aria-label=\"\(InlineMarkup.escaped(altText))\">\n<style>\(Self.style)</style>\n"
      + "<rect class=\"page\" x=\"-12\" y=\"-6\" width=\"100%\" height=\"100%\"/>\n"
      + body.replacing("><", with: ">\n<") + "\n</svg>\n"
  }

  private static let style = """
    .page { fill: #fff; stroke: none } rect { fill: #f5f5f3; stroke: #666; stroke-width: 1 }
    path { fill: none; stroke: #888; stroke-width: 1.2 }
    text { fill: #111; font: 13px "DejaVu Sans", sans-serif; text-anchor: middle }
    .kind { fill: #555; font-size: 11px }
    .done { fill: #d5ecdb; stroke: #2f7d4a }
    .ready { fill: #fbe3c4; stroke: #a2611a; stroke-width: 2 }
    .waiting { fill: #eee; stroke: #777; stroke-dasharray: 4 3 }
    @media (prefers-color-scheme: dark) {
      .page { fill: #16181c } rect { fill: #23262c; stroke: #999 } text { fill: #eee }
      .kind { fill: #bbb } .done { fill: #1d3b28; stroke: #6cc08b }
      .ready { fill: #4a3417; stroke: #e0a458 } .waiting { fill: #23262c; stroke: #888 } }
    """

  private var body: String {
    var body = ""
    for (index, node) in graph.nodes.enumerated() {
      for source in node.sources { body += edge(from: source, to: index) }
    }
    for index in graph.nodes.indices { body += box(index) }
    return body
  }

  private func edge(from source: Int, to target: Int) -> String {
    let layers = graph.layout.layers
    guard layers[source] < layers[target] else { return "" }
    var path = ""
    for layer in layers[source]..<layers[target] {
      let startX = lefts[layer] + widths[layer]
      let startY = centre(graph.layout.row(ofEdgeFrom: source, inLayer: layer), layer)
      let endX = lefts[layer + 1]
      let isLast = layer + 1 == layers[target]
      let endRow =
        isLast
        ? graph.layout.rows[target] : graph.layout.row(ofEdgeFrom: source, inLayer: layer + 1)
      let endY = centre(endRow, layer + 1)
      let bend = Self.gap / 2 + 4
      path += path.isEmpty ? "M\(startX) \(startY)" : "H\(startX)"
      path += "C\(startX + bend) \(startY) \(endX - bend) \(endY) \(endX) \(endY)"
    }
    return "<path d=\"\(path)\"/>"
  }

  private func box(_ index: Int) -> String {
    let layer = graph.layout.layers[index]
    let left = lefts[layer]
    let top = centre(graph.layout.rows[index], layer) - Self.boxHeight / 2
    let middle = left + widths[layer] / 2
    let style = states[index].map { " class=\"\($0)\"" } ?? ""
    return "<rect\(style) x=\"\(left)\" y=\"\(top)\" width=\"\(widths[layer])\" "
      + "height=\"\(Self.boxHeight)\" rx=\"5\"/>"
      + "<text x=\"\(middle)\" y=\"\(top + 16)\">"
      + "\(InlineMarkup.escaped(graph.nodes[index].name))</text>"
      + "<text class=\"kind\" x=\"\(middle)\" y=\"\(top + 31)\">"
      + "\(InlineMarkup.escaped(captions[index]))</text>"
  }

  /// The vertical middle of a row; short layers are centred against the tallest.
  private func centre(_ row: Int, _ layer: Int) -> Int {
    (rowCount - graph.layout.heights[layer]) * Self.rowHeight / 2 + row * Self.rowHeight
      + Self.rowHeight / 2
  }

  private var altText: String {
    let parts = graph.nodes.map { node in
      node.sources.isEmpty
        ? node.name
        : "\(node.name) from \(node.sources.map { graph.nodes[$0].name }.joined(separator: ", "))"
    }
    return "Graph of the stages: " + parts.joined(separator: "; ")
  }
}
