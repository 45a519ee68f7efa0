import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The stage probe")
struct ProbeStageTests {
  private func pipeline(_ probe: String, from: String = "") -> String {
    """
    {"stages": {
      "vectors": {"uses": "generate",
                  "with": {"source": {"gaussian": {"shape": [30], "classes": 3}}, "train": 64}},
      "net": {"uses": "train", "from": {"data": "vectors"},
              "with": {"model": [{"dense": 20}, "tanh", {"dense": 3}],
                       "optimizer": {"sgd": {"rate": 0.1}}, "batch": 16, "epochs": 2, "seed": 9}},
      "probe": {"uses": "probe", "from": {"data": "vectors"\(from)}, "with": {\(probe)}}}}
    """
  }

  private func list(_ bundle: TensorBundle, _ name: String) throws -> [Double] {
    try #require(bundle[name]?.float64?.elements, "no \(name)")
  }

  @Test("gives lists over the layers with weights, however often they are repeated")
  func layers() throws {
    let run = try SampleRun()
    let probe =
      #""model": [{"repeat": 4, "layers": [{"dense": 25}, "relu"]}, {"dense": 3}], "#
      + #""initializer": "he-normal", "gradient": "normal", "percentiles": [10, 90], "#
      + #""histograms": {"activations": {"bins": 7, "from": 0, "to": 3}}"#
    let bundle = try run.bundle(run.run(pipeline(probe)), "probe", "layers")
    #expect(try list(bundle, "layer") == [1, 2, 3, 4, 5])
    #expect(
      bundle.attributes["layer_names"]
        == .strings(["dense1", "dense2", "dense3", "dense4", "dense5"]))
    #expect(bundle["activations/percentiles"]?.dimensions == [5, 2])
    #expect(bundle["activations/histogram"]?.dimensions == [5, 7])
    #expect(bundle["gradients/histogram"] == nil)
    #expect(try list(bundle, "gradients/variance").count == 5)
    #expect(try list(bundle, "theory/forward_factor").allSatisfy { abs($0 - 2) < 1e-12 })
    #expect(bundle["loss"] == nil, "a drawn gradient is of no loss")
  }

  @Test("starts an untrained network where a training of the same seed starts")
  func initial() throws {
    let run = try SampleRun()
    let text = pipeline(#""model": [{"dense": 20}, "tanh", {"dense": 3}], "seed": 9"#)
      .replacing("\"epochs\": 2", with: "\"epochs\": 0")
      .replacing(
        "\"probe\": {",
        with:
          #""start": {"uses": "probe", "from": {"data": "vectors", "model": "net"}}, "probe": {"#)
    let result = try run.run(text)
    let described = try run.bundle(result, "probe", "layers")
    let started = try run.bundle(result, "start", "layers")
    for name in ["weights/variance", "activations/variance", "weight_gradients/norm"] {
      #expect(try list(described, name) == list(started, name), "\(name)")
    }
  }

  @Test("of a trained network, knows its loss and says nothing of its initialisers")
  func trained() throws {
    let run = try SampleRun()
    let bundle = try run.bundle(
      run.run(pipeline("", from: #", "model": "net""#)), "probe", "layers")
    #expect(bundle["theory/activations/variance"] == nil)
    #expect(try list(bundle, "theory_of_weights/activations/variance").count == 2)
    #expect(try list(bundle, "loss").first.map { $0 > 0.5 && $0 < 2.5 } == true)
  }

  @Test(
    "a probe of no network, of two, or of one that does not fit the data is refused in the file",
    arguments: [
      ("", "", "a probe needs one network"),
      (#""model": [{"dense": 3}]"#, #", "model": "net""#, "a probe needs one network"),
      (#""model": [{"dense": 2}]"#, "", "one number for each of 3 classes"),
      (
        #""model": [{"repeat": 2, "layers": ["relu", {"conv": 4, "kernel": 3}]}, {"dense": 3}]"#,
        "",
        "conv1 (layer 2)"
      ),
    ])
  func mistakes(probe: String, from: String, message: String) throws {
    let error = #expect(throws: SpecificationError.self) {
      try Pipeline(
        PipelineFile(text: pipeline(probe, from: from), file: "sample.json"), registry: .standard
      ).forecasts(in: PlanningEnvironment())
    }
    #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
  }
}
