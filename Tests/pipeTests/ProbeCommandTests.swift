import Foundation
import Testing

@Suite("pipe run with generate and probe stages")
struct ProbeCommandTests {
  private static let pipeline = """
    {
      "title": "Variance by layer",
      "params": { "width": 96 },
      "stages": {
        "vectors": { "uses": "generate",
                     "with": { "source": { "gaussian": { "shape": ["${width}"] } }, "train": 200 } },
        "net": { "uses": "probe", "matrix": { "weights": ["he-normal", "glorot-normal"] }, "label": "${weights}",
                 "from": { "data": "vectors" },
                 "with": { "model": [{ "repeat": 8, "layers": [{ "dense": "${width}" }, "relu"] }],
                           "initializer": "${weights}", "gradient": "normal" } },
        "variance": { "uses": "plot", "from": { "runs": "net" },
                      "with": { "title": "Variance", "panels": [{ "x": "layer", "yScale": "log", "series": [
                        { "name": "", "y": "preactivations/variance" },
                        { "name": "theory", "y": "theory/preactivations/variance", "dash": "dashed", "once": true } ] }] } },
        "last": { "uses": "table", "from": { "rows": "net" },
                  "with": { "columns": [{ "title": "Weights", "value": "label" },
                                        { "title": "Measured", "value": "preactivations/variance[-1]" },
                                        { "title": "Theory", "value": "theory/preactivations/variance[-1]" }] } }
      },
      "report": [ { "figure": "variance", "caption": "By layer." }, { "table": "last", "caption": "At the end." } ]
    }
    """

  @Test("one command makes vectors, sends them through, and draws measurement and theory")
  func figure() throws {
    try withProject { tool in
      try tool.write(Self.pipeline, to: "pipelines/depth.json")
      let outcome = try tool.run("run", "pipelines/depth.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let rows = try tool.read("artifacts/depth/tables/last.csv").split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      #expect(rows.map { $0[0] } == ["Weights", "he-normal", "glorot-normal"])
      // He's weights keep the variance of pre-activations at 2 for inputs of variance 1; Glorot's begin
      // with 1 and halve it in each of seven layers. Of the 19,200 inputs the variance deviates by 0.01.
      for (row, expected) in [(rows[1], 2), (rows[2], 1.0 / 128)] {
        let (measured, theory) = (Double(row[1]) ?? 0, Double(row[2]) ?? 0)
        #expect(abs(theory / expected - 1) < 0.04, "\(row)")
        #expect(measured / expected > 0.4 && measured / expected < 2.5, "\(row)")
      }
      #expect(tool.exists("artifacts/depth/figures/variance.png"))
    }
  }

  @Test("a generator that does not exist is named with its place, and nothing runs")
  func mistake() throws {
    try withProject { tool in
      try tool.write(
        Self.pipeline.replacingOccurrences(of: "gaussian", with: "gausian"),
        to: "pipelines/depth.json")
      let outcome = try tool.run("run", "pipelines/depth.json")
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.errors.contains("'gausian' is not a generator; did you mean 'gaussian'?"),
        "\(outcome.errors)")
      #expect(!tool.exists("artifacts/store/objects"))
    }
  }
}
