import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The train stage")
struct TrainStageTests {
  /// The sample with other text in the place of its optimizer.
  private func train(_ replacement: String) throws -> TensorBundle {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing(
      "\"batch\": 16, \"epochs\": 3", with: "\"batch\": 16, \"epochs\": 3, \(replacement)")
    let result = try run.run(text)
    #expect(result.firstError == nil)
    let cell = try #require(try result.pipeline.cells(matching: "net").first)
    let output = try #require(result[cell.id].receipt?.outputs["model"])
    guard case .tensors(let bundle) = try run.store().load(output) else {
      throw StageFailure("not a bundle")
    }
    return bundle
  }

  @Test("keeps what it is asked to record, with shapes, units and meanings")
  func recorders() throws {
    let bundle = try train(
      """
      "record": ["gradient-norms", "dead-units", {"images": {"units": 2, "layers": ["dense1"]}},
                 {"activations": {"every": 4, "examples": 20, "percentiles": [2, 98],
                                  "histogram": {"bins": 10, "from": -1, "to": 1}}},
                 {"updates": {"every": "step"}}]
      """)
    func dimensions(_ name: String) -> [Int]? { bundle["history/\(name)"]?.dimensions }
    #expect(dimensions("gradient_norm/dense1") == [3])
    #expect(dimensions("images/weights/dense1") == [3, 2, 28, 28])
    // 90 examples in batches of 16 are 6 steps an epoch, 18 in all.
    #expect(dimensions("activations/at_step") == [4])
    #expect(dimensions("activations/tanh1/percentiles") == [4, 2])
    #expect(dimensions("activations/tanh1/histogram") == [4, 10])
    #expect(dimensions("updates/dense2/norm") == [18])
    for (name, entry) in bundle.entries where name.hasPrefix("history/") {
      #expect(entry.attributes["meaning"] != nil && entry.attributes["unit"] != nil, "\(name)")
      #expect(entry.attributes["meaning"] != .string("recorded in training"), "\(name)")
    }
  }

  @Test("recording changes no parameter")
  func harmless() throws {
    let plain = try train("\"record\": []").entries.filter { $0.name.hasPrefix("parameters/") }
    let watched = try train("\"record\": [\"gradient-norms\", \"weights\"]")
    for (name, entry) in plain { #expect(watched[name] == entry.tensor) }
  }

  @Test(
    "what cannot work is said before anything runs, at its place in the file",
    arguments: [
      ("[\"flatten\", ", "[", "13:", "gets inputs of shape 28x28"),
      ("{\"dense\": 10}]", "{\"dense\": 9}]", "13:", "one number for each of 10 classes"),
      ("\"batch\": 16", "\"rates\": {\"dense7\": 1}, \"batch\": 16", "16:", "'dense7'"),
      (
        "\"batch\": 16", "\"record\": [\"weights\", {\"weights\": {}}], \"batch\": 16", "16:",
        "'weights' is recorded twice"
      ),
      (
        "\"batch\": 16",
        "\"record\": [{\"weights\": {\"histogram\": {\"bins\": 3, \"from\": 2, \"to\": 1}}}], \"batch\": 16",
        "16:", "above 2"
      ),
    ])
  func misfits(text: String, replacement: String, line: String, message: String) throws {
    let error = #expect(throws: SpecificationError.self) {
      try SampleRun().run(SampleRun.pipeline.replacing(text, with: replacement))
    }
    #expect(
      error.map { "\($0)".contains(message) && "\($0)".contains("sample.json:\(line)") } == true,
      "\(String(describing: error))")
  }
}
