import Foundation
import Testing

@Suite("Expressions through the command line")
struct PaperPipelineTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("the committed exercise ends in the published numbers, on a page with every graph")
  func exercise() throws {
    try withProject { tool in
      let pipeline = try String(
        contentsOf: Self.root.appendingPathComponent("pipelines/graph_on_paper.json"),
        encoding: .utf8)
      try tool.write(pipeline, to: "pipelines/graph_on_paper.json")
      let outcome = try tool.run("run", "pipelines/graph_on_paper.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let rows = try tool.read("artifacts/graph_on_paper/tables/tablePaper.csv")
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(rows.count == 11)
      for row in rows.dropFirst() {
        for (ours, published) in [(1, 2), (3, 4)] where !row[published].isEmpty {
          #expect(row[ours] == row[published], "\(row)")
        }
      }
      #expect(rows.dropFirst().count { !$0[2].isEmpty } == 5)
      #expect(rows.dropFirst().count { !$0[4].isEmpty } == 10)
      for figure in ["figurePaper", "figureNeuron", "figureGate", "figureLargest", "figureTwice"] {
        #expect(tool.exists("artifacts/graph_on_paper/figures/\(figure).png"), "\(figure)")
      }
    }
  }

  @Test("a mistake in an expression: 65, with the place in the file and the column in the text")
  func mistake() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "g": {"uses": "graph",
                "with": {"expression": "w * sin(x)", "values": {"w": 1, "x": 2}}}}}
        """, to: "pipelines/wrong.json")
      let outcome = try tool.run("run", "pipelines/wrong.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("pipelines/wrong.json:3:"), "\(outcome.errors)")
      #expect(
        outcome.errors.contains("column 5: there is no function 'sin'; there are exp, log, tanh"),
        "\(outcome.errors)")
    }
  }

  @Test("random labels are learned worse than true ones, by the same network")
  func randomLabels() throws {
    try withProject { tool in
      let stages = """
        , "shuffled": { "uses": "relabel", "from": { "data": "scaled" } },
          "fooled": { "extends": "net", "matrix": { "p": [0] }, "from": { "data": "shuffled" } },
          "errors": { "uses": "table", "from": { "rows": ["net[p=0]", "fooled"] },
                      "with": { "columns": [ { "title": "Error", "value": "history/train_error[-1]" } ] } }
        """
      try tool.write(SampleProject.pipeline(extraStage: stages), to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "errors")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let errors = try tool.read("artifacts/sample/tables/errors.csv")
        .split(separator: "\n").dropFirst().compactMap { Double($0) }
      #expect(errors.count == 2 && errors[0] < 0.1 && errors[1] > 0.4, "\(errors)")
    }
  }
}
