import Ink
import SystemPackage
import Testing

@testable import Figures

@Suite("Diagrams")
struct DiagramTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load(from: FontSet.systemFolders) }

  /// f = (w0 + w1 x1 + w2 x2)^2 at w = (-3, 2, -2), x = (-2, -1), with the values and gradients of
  /// each node.
  static var expression: GraphDiagram {
    typealias Node = GraphDiagram.Node
    return GraphDiagram(
      nodes: [
        Node("w_{1}", above: "2", below: "20", group: 0),
        Node("x_{1}", above: "\u{2212}2", below: "\u{2212}20", group: 0),
        Node("w_{2}", above: "\u{2212}2", below: "10", group: 0),
        Node("x_{2}", above: "\u{2212}1", below: "20", group: 0),
        Node("w_{0}", above: "\u{2212}3", below: "\u{2212}10", group: 0),
        Node("×", shape: .circle, above: "\u{2212}4", below: "\u{2212}10"),
        Node("×", shape: .circle, above: "2", below: "\u{2212}10"),
        Node("+", shape: .circle, above: "\u{2212}2", below: "\u{2212}10"),
        Node("+", shape: .circle, above: "\u{2212}5", below: "\u{2212}10"),
        Node("square", above: "25", below: "1", group: 1),
      ],
      edges: [(0, 5), (1, 5), (2, 6), (3, 6), (5, 7), (6, 7), (4, 8), (7, 8), (8, 9)].map {
        GraphDiagram.Edge(from: $0.0, to: $0.1)
      }, aboveMeaning: "value", belowMeaning: "gradient")
  }

  static var network: NetworkDiagram {
    NetworkDiagram(layers: [
      .init("image", shape: [1, 28, 28]), .init("conv 3 × 3, ReLU", shape: [16, 26, 26]),
      .init("max pool", shape: [16, 13, 13]), .init("dense, ReLU", shape: [100]),
      .init("dense, softmax", shape: [3]),
    ])
  }

  private func figure(_ drawing: any Drawing, size: Size? = nil) -> Figure {
    Figure(title: "A diagram", panels: [Panel(drawing: drawing)], size: size)
  }

  private func chain(_ names: [String]) -> GraphDiagram {
    GraphDiagram(
      nodes: names.map { GraphDiagram.Node($0) },
      edges: names.indices.dropLast().map { GraphDiagram.Edge(from: $0, to: $0 + 1) })
  }

  @Test("every node shows its name, its value and its gradient, and the note says which is which")
  func expression() throws {
    let texts = try figure(Self.expression).scene(fonts: fonts).textRuns.map(\.text)
    for node in Self.expression.nodes {
      for text in [node.name, node.above, node.below] { #expect(texts.contains(text)) }
    }
    #expect(texts.contains("above each node: value; below it: gradient"))
  }

  @Test(
    "texts lie inside the figure and apart from each other",
    arguments: [LayeredLayout.Direction.right, .down])
  func textsApart(direction: LayeredLayout.Direction) throws {
    var diagram = Self.expression
    diagram.direction = direction
    let scene = try figure(diagram).scene(fonts: fonts)
    let whole = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    let boxes = try scene.textRuns.map { try $0.bounds(fonts: fonts) }
    for (index, own) in boxes.enumerated() {
      #expect(whole.contains(own))
      // Bounds reach from the highest accent to the lowest tail; letters themselves need less.
      for other in boxes[(index + 1)...] { #expect(!own.inset(by: 2).overlaps(other.inset(by: 2))) }
    }
  }

  @Test("long names are broken into two lines and then cut, so boxes stay small")
  func longNames() throws {
    let name = "ensemble of a great many networks trained apart from one another"
    let diagram = chain([name, String(repeating: "x", count: 300), "short"])
    let scene = try figure(diagram).scene(fonts: fonts)
    #expect(scene.size.width < 640)
    #expect(
      scene.textRuns.contains { $0.text.hasPrefix("ensemble") && !$0.text.contains("another") })
    #expect(scene.textRuns.filter { $0.text.hasSuffix("\u{2026}") }.count >= 2)
  }

  @Test("a diagram in a small figure is drawn smaller, not cut")
  func smaller() throws {
    let diagram = chain((0..<12).map { "stage \($0)" })
    let natural = try figure(diagram).scene(fonts: fonts)
    let scene = try figure(diagram, size: Size(width: 500, height: 220)).scene(fonts: fonts)
    #expect(natural.size.width > 1000)
    let whole = Rect(x: 0, y: 0, width: 500, height: 220)
    for run in scene.textRuns { #expect(whole.contains(try run.bounds(fonts: fonts))) }
    #expect(scene.textRuns.count { $0.text.hasPrefix("stage") } == 12)
  }

  @Test("large graphs are folded, and a note counts what is drawn")
  func folding() throws {
    let nodes = (0..<300).map { GraphDiagram.Node("cell \($0)", caption: "train") }
    // One source, 298 readers of it, one reader of all of them.
    let edges = (1..<299).flatMap {
      [GraphDiagram.Edge(from: 0, to: $0), GraphDiagram.Edge(from: $0, to: 299)]
    }
    let diagram = GraphDiagram(nodes: nodes, edges: edges, mostNodes: 200)
    let texts = try figure(diagram).scene(fonts: fonts).textRuns.map(\.text)
    #expect(texts.contains("cell 1 × 298"))
    #expect(texts.contains("300 nodes are drawn as 3"))

    let chains = GraphDiagram(
      nodes: (0..<400).map { GraphDiagram.Node("n\($0)") },
      edges: (0..<200).map { GraphDiagram.Edge(from: $0, to: $0 + 200) }, mostNodes: 50)
    let folded = try figure(chains).scene(fonts: fonts).textRuns.map(\.text)
    #expect(folded.count { $0.hasPrefix("+ ") && $0.hasSuffix(" more") } == 2)
  }

  @Test("impossible diagrams are errors that say what to do")
  func impossible() throws {
    func problem(_ drawing: any Drawing) -> String {
      do {
        _ = try figure(drawing).scene(fonts: fonts)
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem(GraphDiagram(nodes: [], edges: [])).contains("no node"))
    let outside = GraphDiagram(
      nodes: [GraphDiagram.Node("a")], edges: [GraphDiagram.Edge(from: 0, to: 7)])
    #expect(problem(outside).contains("there are 1 nodes"))
    var names = ["load", "train", "evaluate"].map { GraphDiagram.Node($0) }
    let circle = [(0, 1), (1, 2), (2, 1)].map { GraphDiagram.Edge(from: $0.0, to: $0.1) }
    #expect(
      problem(GraphDiagram(nodes: names, edges: circle))
        .contains("'train' → 'evaluate' → 'train'"))
    names = (0..<900).map { GraphDiagram.Node("n\($0)") }
    let line = (1..<900).map { GraphDiagram.Edge(from: $0 - 1, to: $0) }
    #expect(problem(GraphDiagram(nodes: names, edges: line)).contains("at most 400"))
    #expect(problem(NetworkDiagram(layers: [])).contains("no layer"))
    #expect(
      problem(NetworkDiagram(layers: [.init("odd", shape: [3, 4])])).contains("layer 'odd'"))
    #expect(
      problem(NetworkDiagram(layers: [.init("none", shape: [0])])).contains("positive"))
  }

  @Test("a network names its layers with their shapes and says where units are left out")
  func network() throws {
    let texts = try figure(Self.network).scene(fonts: fonts).textRuns.map(\.text)
    #expect(texts.contains("16\u{2009}×\u{2009}26\u{2009}×\u{2009}26"))
    #expect(texts.contains("100") && texts.contains("dense, ReLU"))
    #expect(texts.contains { $0.contains("more units than are drawn") })
    let small = NetworkDiagram(layers: [.init("in", shape: [2]), .init("out", shape: [2])])
    #expect(small.notes.isEmpty)
  }

  @Test("diagrams have the pixels they always had, light and dark")
  func golden() throws {
    // Digests of this program's own output, looked at before they were written down.
    let drawings: [(any Drawing, light: UInt64, dark: UInt64)] = [
      (Self.expression, 17_785_896_403_780_808_009, 3_381_169_641_835_340_863),
      (Self.network, 7_593_227_609_518_529_224, 1_713_312_002_558_506_158),
    ]
    for (drawing, light, dark) in drawings {
      var figure = figure(drawing)
      let onLight = try figure.render(fonts: fonts, scale: 1)
      #expect(onLight.digest == light)
      figure.theme = .dark
      let onDark = try figure.render(fonts: fonts, scale: 1)
      #expect(onDark.digest == dark)
    }
  }
}
