import Foundation
import Testing

@Suite("pipe run with embed stages")
struct EmbedCommandTests {
  private static let stages = """
    , "map": { "uses": "embed", "label": "t-SNE", "from": { "data": "scaled" },
               "with": { "part": "train", "perplexity": 20, "iterations": 400,
                         "forces": "barnes-hut" } },
      "plane": { "uses": "embed", "label": "PCA", "from": { "data": "scaled" },
                 "with": { "part": "train", "method": "pca" } },
      "quality": { "uses": "table", "from": { "rows": ["map", "plane"] },
                   "with": { "columns": [
                     { "title": "Method", "value": "label" },
                     { "title": "Divergence", "value": "divergence", "digits": 3 },
                     { "title": "Accuracy", "value": "neighbor_accuracy", "digits": 3 } ] } }
    """

  @Test("tables show an embedding's measures, and the classes of t-SNE lie apart")
  func table() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraStage: Self.stages), to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "quality")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let rows = try tool.read("artifacts/sample/tables/quality.csv")
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(rows.count == 3)
      #expect(rows[0].map(String.init) == ["Method", "Divergence", "Accuracy"])
      // What one row has not is left open.
      #expect(rows[2][1].isEmpty)
      let (neighbors, components) = (Double(rows[1][2]) ?? 0, Double(rows[2][2]) ?? 1)
      #expect(neighbors > 0.95 && neighbors > components, "\(rows)")
    }
  }

  @Test("a perplexity that the examples do not reach is refused when they are counted")
  func perplexity() throws {
    try withProject { tool in
      let stages = Self.stages.replacingOccurrences(
        of: "\"perplexity\": 20", with: "\"perplexity\": 120")
      try tool.write(SampleProject.pipeline(extraStage: stages), to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "map")
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains("the perplexity is 120"), "\(outcome.errors)")
    }
  }
}
