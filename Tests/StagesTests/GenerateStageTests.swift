import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The stage generate")
struct GenerateStageTests {
  private func pipeline(_ source: String, _ stages: String = "") -> String {
    """
    {"stages": {
      "points": {"uses": "generate", "with": {"train": 40, "validation": 12, "seed": 3, "source": \(source)}},
      "scaled": {"uses": "normalize", "from": {"data": "points"}, "with": {"mode": "standardize", "per": "feature"}},
      "net": {"uses": "train", "from": {"data": "scaled"},
              "with": {"model": [{"dense": 8}, "relu", {"dense": 2}], "optimizer": {"adam": {"rate": 0.02}},
                       "batch": 40, "epochs": 150}}\(stages)}}
    """
  }

  @Test("gives parts that normalize and train take as they take any data")
  func trained() throws {
    let run = try SampleRun()
    let result = try run.run(pipeline(#"{"circles": {"radii": [1, 3], "centerX": 10}}"#))
    #expect(result.firstError == nil)
    let data = try run.bundle(result, "points", "data")
    #expect(data["train/inputs"]?.dimensions == [40, 2])
    #expect(data["validation/labels"]?.dimensions == [12])
    #expect(data["test/inputs"] == nil)
    #expect(data.attributes[DataAttribute.classNames] == .strings(["inner", "outer"]))
    let errors = try #require(
      try run.bundle(result, "net", "model")["history/train_error"]?.float64?.elements)
    #expect((errors.last ?? 1) < 0.1, "the two circles were not told apart: \(errors)")
  }

  @Test("draws the parts apart from each other")
  func parts() throws {
    let run = try SampleRun()
    let data = try run.bundle(
      run.run(pipeline(#"{"gaussian": {"shape": [4], "classes": 2}}"#)), "points", "data")
    let training = try #require(data["train/inputs"]?.float32?.elements)
    let validation = try #require(data["validation/inputs"]?.float32?.elements)
    #expect(Set(training).isDisjoint(with: validation))
  }

  @Test("lets a network that does not take the examples be refused before anything runs")
  func forecast() throws {
    let pipeline = try Pipeline(
      PipelineFile(
        text: pipeline(#"{"gaussian": {"shape": [4, 4], "classes": 2}}"#), file: "sample.json"),
      registry: .standard)
    let error = #expect(throws: SpecificationError.self) {
      try pipeline.forecasts(in: PlanningEnvironment())
    }
    #expect(error.map { "\($0)".contains("dense1 (layer 1)") } == true)
  }

  @Test(
    "points at a wrong setting",
    arguments: [
      (#"{"circles": {"radii": [2, 1]}}"#, "a radius is 1.0"),
      (#"{"circle": {"radii": [1, 2]}}"#, "'circle' is not a generator; did you mean 'circles'?"),
      (#"{"circles": {"radius": [1, 2]}}"#, "did you mean 'radii'?"),
      (#"{"gaussian": {"shape": [16777216, 2]}}"#, "an extent of the shape is 2.0"),
      (#"{"gaussian": {"shape": [16777216]}}, "test": 1000"#, "1000 examples of shape 16777216"),
    ])
  func mistakes(source: String, message: String) throws {
    let error = #expect(throws: SpecificationError.self) {
      try Pipeline(
        PipelineFile(text: pipeline(source), file: "sample.json"), registry: .standard)
    }
    #expect(error.map { "\($0)".hasPrefix("sample.json:2:") } == true)
    #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
  }
}
