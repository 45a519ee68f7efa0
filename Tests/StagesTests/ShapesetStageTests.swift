import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The generator shapeset-3x2")
struct ShapesetStageTests {
  private func pipeline(_ source: String, outputs: Int = 9) -> String {
    """
    {"stages": {
      "pictures": {"uses": "generate", "with": {"source": \(source), "train": 300, "test": 20, "seed": 4}},
      "scaled": {"uses": "normalize", "from": {"data": "pictures"}, "with": {"mode": "standardize"}},
      "net": {"uses": "train", "from": {"data": "scaled"},
              "with": {"model": ["flatten", {"dense": 30}, "tanh", {"dense": \(outputs)}],
                       "optimizer": {"adam": {"rate": 0.003}}, "batch": 30, "epochs": 20}}}}
    """
  }

  @Test("gives grey pictures with named classes, which a network learns by heart")
  func trained() throws {
    let run = try SampleRun()
    let result = try run.run(pipeline(#"{"shapeset-3x2": {}}"#))
    #expect(result.firstError == nil)
    let data = try run.bundle(result, "pictures", "data")
    #expect(data["train/inputs"]?.dimensions == [300, 32, 32])
    #expect(data["test/inputs"]?.dimensions == [20, 32, 32])
    #expect(data.attributes[DataAttribute.dataset] == .string("Shapeset-3x2"))
    guard case .strings(let names)? = data.attributes[DataAttribute.classNames] else {
      Issue.record("the data name no classes")
      return
    }
    #expect(names.first == "triangle alone" && names.last == "ellipse + ellipse")
    #expect(names.count == 9)
    let errors = try #require(
      try run.bundle(result, "net", "model")["history/train_error"]?.float64?.elements)
    #expect((errors.last ?? 1) < 0.1, "300 pictures were not learnt by heart: \(errors)")
  }

  @Test("lets a network of too few outputs be refused before anything runs")
  func forecast() throws {
    let pipeline = try Pipeline(
      PipelineFile(
        text: pipeline(#"{"shapeset-3x2": {"extent": 16}}"#, outputs: 8), file: "sample.json"),
      registry: .standard)
    let error = #expect(throws: SpecificationError.self) {
      try pipeline.forecasts(in: PlanningEnvironment())
    }
    #expect(error.map { "\($0)".contains("9 classes") } == true, "\(String(describing: error))")
  }
}
