import Foundation
import Testing

@Suite("pipe run with gradcheck stages")
struct GradientCheckCommandTests {
  private static func stages(layer: String) -> String {
    """
    , "checked": { "uses": "gradcheck", "from": { "model": "net[p=0]", "data": "scaled" },
                   "with": { "layer": "\(layer)", "epsilons": [0.1, 0.01, 0.001, 1e-9] } },
      "differences": { "uses": "table", "from": { "rows": "checked" },
                       "with": { "columns": [
                         { "title": "N", "value": "inverse_epsilon", "digits": 0 },
                         { "title": "Difference", "value": "largest_absolute", "scientific": true } ] } }
    """
  }

  @Test("the difference falls with the square of the step, and rounding raises it again")
  func table() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraStage: Self.stages(layer: "dense2")),
        to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "differences")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let differences = try tool.read("artifacts/sample/tables/differences.csv")
        .split(separator: "\n").dropFirst()
        .map { Double($0.split(separator: ",").last ?? "") ?? .nan }
      #expect(differences.count == 4)
      #expect((50...200).contains(differences[0] / differences[1]), "\(differences)")
      #expect((50...200).contains(differences[1] / differences[2]), "\(differences)")
      #expect(differences[3] > differences[2], "\(differences)")
      let markdown = try tool.read("artifacts/sample/tables/differences.md")
      #expect(markdown.contains("| 1000 | ") && markdown.contains("×\u{202F}10⁻"), "\(markdown)")
    }
  }

  @Test("a layer that the network does not have: 1, and its parameters are listed")
  func unknownLayer() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraStage: Self.stages(layer: "dense3")),
        to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "differences")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors.contains("no parameter 'dense3/weight'; it has: dense1/weight"),
        "\(outcome.errors)")
    }
  }
}
