import Foundation
import Testing

@Suite("pipe run with predict stages")
struct PredictCommandTests {
  private static let stages = """
    , "mistakes": { "uses": "predict",
                    "from": { "model": "net[p=0]", "data": "scaled", "pictures": "split" },
                    "with": { "what": { "misclassified": 6 }, "part": "train" } },
      "taken": { "uses": "plot", "from": { "runs": "mistakes" },
                 "with": { "kind": "images", "title": "Taken for another class",
                           "panels": [ { "images": "images", "captions": "captions" } ] } }
    """

  @Test("misclassified examples become a figure whose table says what was taken for what")
  func pictures() throws {
    try withProject { tool in
      // Hardly trained, so that there are mistakes.
      try tool.write(
        SampleProject.pipeline(rate: "0.001", epochs: 1, extraStage: Self.stages),
        to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "taken")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(tool.exists("artifacts/sample/figures/taken.png"))
    }
  }

  @Test("a layer that the network has not: 1, with those that it has")
  func unknownLayer() throws {
    try withProject { tool in
      let stages = Self.stages.replacingOccurrences(
        of: #"{ "misclassified": 6 }"#, with: #"{ "activations": "relu9" }"#
      ).replacingOccurrences(of: #", "pictures": "split""#, with: "")
      try tool.write(SampleProject.pipeline(extraStage: stages), to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "mistakes")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors.contains("has no layer 'relu9', only flatten1, dense1, dropout1, relu1"),
        "\(outcome.errors)")
    }
  }
}
