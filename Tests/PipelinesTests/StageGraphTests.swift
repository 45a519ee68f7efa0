import Artifacts
import Tensors
import Testing

@testable import Pipelines

@Suite("The layout of a graph in layers")
struct StageGraphLayoutTests {
  @Test("a node stands in the layer after the last that it takes from")
  func layers() {
    #expect(StageGraphLayout(sources: [[], [0], [0], [1, 2], [0, 3]]).layers == [0, 1, 1, 2, 3])
  }

  @Test("a layer is ordered by where its nodes come from")
  func rows() {
    // Two chains, given crosswise.
    let layout = StageGraphLayout(sources: [[], [], [1], [0]])
    #expect(layout.layers == [0, 0, 1, 1])
    #expect(layout.rows == [0, 1, 1, 0])
  }

  @Test("an edge that passes a layer has a row there, which no node has")
  func passages() {
    let layout = StageGraphLayout(sources: [[], [0], [1], [0, 2]])
    for layer in 1...2 {
      #expect(layout.row(ofEdgeFrom: 0, inLayer: layer) != layout.rows[layer])
    }
    #expect(layout.heights == [1, 2, 2, 1])
  }

  @Test("edges from one node share their row")
  func sharedPassage() {
    #expect(StageGraphLayout(sources: [[], [0], [0, 1], [0, 1]]).heights == [1, 2, 2])
  }

  @Test("an edge from a later node moves nothing; a graph without nodes has no layers")
  func extremes() {
    #expect(StageGraphLayout(sources: [[1], [0]]).layers == [0, 1])
    #expect(StageGraphLayout(sources: []).rowCount == 0)
  }
}

@Suite("The graph of a pipeline as text")
struct StageGraphTests {
  private static let text = """
    {"stages": {
      "a \\"b\\"": {"uses": "number", "with": {"value": 1}},
      "m": {"uses": "number", "matrix": {"v": [1, 2]}, "with": {"value": "${v}"}},
      "s": {"uses": "sum", "from": {"terms": ["m", "a \\"b\\""]}}}}
    """

  @Test("a matrix is one node, or one for each of its cells")
  func nodes() throws {
    let folded = StageGraph(try pipeline(Self.text))
    #expect(folded.nodes.map(\.name) == ["a \"b\"", "m", "s"])
    #expect(folded.nodes.map(\.caption) == ["number", "number × 2", "sum"])
    #expect(folded.nodes.map(\.sources) == [[], [], [1, 0]])
    let cells = StageGraph(try pipeline(Self.text), showsCells: true)
    #expect(cells.nodes.map(\.name) == ["a \"b\"", "m[v=1]", "m[v=2]", "s"])
    #expect(cells.nodes.last?.sources == [1, 2, 0])
  }

  @Test("Graphviz: quotes are escaped, edges go from an input to what takes it")
  func dot() throws {
    let text = StageGraph(try pipeline(Self.text)).dot(name: "p", plan: nil)
    #expect(text.hasPrefix("digraph \"p\" {\n"))
    #expect(text.contains("  \"a \\\"b\\\"\" [label=\"a \\\"b\\\"\\nnumber\"];\n"))
    #expect(text.contains("  \"m\" -> \"s\";\n  \"a \\\"b\\\"\" -> \"s\";\n}\n"))
  }

  @Test("Mermaid: names go by number, what has a meaning there is written out")
  func mermaid() throws {
    let text = StageGraph(try pipeline(Self.text)).mermaid(plan: nil)
    #expect(
      text == """
        flowchart LR
          n0["a #quot;b#quot;<br/>number"]
          n1["m<br/>number × 2"]
          n2["s<br/>sum"]
          n1 --> n2
          n0 --> n2

        """)
  }

  @Test("the state shows by style and by word; a matrix counts what is done")
  func states() throws {
    let folder = TemporaryFolder()
    let pipeline = try pipeline(Self.text)
    let planner = Planner(
      store: try Store(at: folder.path), environment: PlanningEnvironment())
    let compute = try ComputeContext(threads: 1)
    _ = try Runner(planner: planner, compute: compute, toolVersion: "test").run(
      pipeline, options: RunOptions(targets: try pipeline.cells(matching: "m[v=1]").map(\.id)))
    let graph = StageGraph(pipeline)
    let plan = try planner.plan(pipeline)
    // The stage "a" is the same number as the first cell of "m", so that it is done as well.
    #expect(
      graph.nodes.map { graph.progress(of: $0, in: plan) } == ["done", "1 of 2 done", "waits"])
    #expect(graph.nodes.map { graph.state(of: $0, in: plan) } == [.done, .ready, .waiting])
    let dot = graph.dot(name: "p", plan: plan)
    for style in ["style=\"filled\"", "style=\"filled,bold\"", "style=\"filled,dashed\""] {
      #expect(dot.contains(style))
    }
    let mermaid = graph.mermaid(plan: plan)
    #expect(mermaid.contains("n1([\"m<br/>number × 2<br/>1 of 2 done\"]):::ready"))
    #expect(mermaid.contains("n2{{\"s<br/>sum<br/>waits\"}}:::waiting"))
  }
}
