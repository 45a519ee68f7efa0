import Foundation
import Testing

@Suite("pipe model")
struct ModelCommandTests {
  /// The two-layer networks of the search in the MNIST report, with their published sizes.
  private static let pipeline = """
    {"stages": {
      "images": {"uses": "dataset", "with": {"source": ["mnist", "fashion-mnist"]}},
      "scaled": {"uses": "normalize", "from": {"data": "split"}, "with": {"mode": "standardize"}},
      "split": {"uses": "split", "from": {"data": "images"}, "with": {"train": 10}},
      "nets": {"uses": "train", "from": {"data": "scaled"},
        "matrix": [{"a": 784, "b": 256}, {"a": 512, "b": 384}, {"a": 666, "b": 333}, {"a": 666, "b": 666}],
        "with": {"model": ["flatten", {"dense": "${a}"}, "relu", {"dense": "${b}"}, "relu",
                           {"dense": 10}],
                 "optimizer": {"sgd": {"rate": 0.1}}, "batch": 4, "epochs": 1}}}}
    """

  private func withProject(
    _ pipeline: String, _ body: (CommandLineTool) throws -> Void
  ) throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    try tool.write(pipeline, to: "p.json")
    try body(tool)
  }

  @Test("prints the published numbers of parameters, without data and without running anything")
  func published() throws {
    try withProject(Self.pipeline) { tool in
      let outcome = try tool.run("model", "p.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      for total in ["818,970", "602,762", "748,261", "973,702"] {
        #expect(outcome.output.contains(total))
      }
      #expect(!tool.exists("artifacts/store"))
      let one = try tool.run("model", "p.json", "nets[a=512,b=384]", "--json")
      let models = try one.json()["models"] as? [[String: Any]] ?? []
      #expect(models.count == 1)
      #expect(models.first?["parameters"] as? Int == 602_762)
    }
  }

  @Test("a layer that does not take its input: 65, with its place, the layer and both shapes")
  func misfit() throws {
    try withProject(Self.pipeline.replacing("\"flatten\", ", with: "")) { tool in
      let outcome = try tool.run("model", "p.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("p.json:7:"))
      #expect(outcome.errors.contains("dense1 (layer 1): gets inputs of shape 28x28"))
    }
  }

  @Test("a stage without a network: 64, and what to do")
  func noNetwork() throws {
    try withProject(Self.pipeline) { tool in
      let outcome = try tool.run("model", "p.json", "split")
      #expect(outcome.exitCode == 64)
      #expect(outcome.errors.contains("'split' of p.json trains no network"))
    }
  }
}
