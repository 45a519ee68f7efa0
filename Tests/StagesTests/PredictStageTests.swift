import Artifacts
import Foundation
import SystemPackage
import Tensors
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What predict makes")
struct PredictStageTests {
  /// The outputs of a stage of the sample pipeline that asks the sample network.
  private func outputs(
    _ parameters: String, from: String = #""model": "net", "data": "scaled""#,
    in run: SampleRun, text: String? = nil
  ) throws -> (bundle: TensorBundle, values: JSONValue) {
    let stage = #"""
      "untrained": {"extends": "net", "with": {"epochs": 0}},
      "question": {"uses": "predict", "from": {\#(from)}, "with": {\#(parameters)}}}}
      """#
    let whole = text ?? SampleRun.pipeline
    let pipeline = whole.trimmingCharacters(in: .whitespacesAndNewlines).dropLast(2) + ", " + stage
    let result = try run.run(String(pipeline))
    if let error = result.firstError { throw error }
    let cell = try #require(try result.pipeline.cells(matching: "question").first)
    let records = try #require(result[cell.id].receipt?.outputs)
    guard case .tensors(let bundle) = try run.store().load(#require(records["predictions"])),
      case .table(let table) = try run.store().load(#require(records["values"]))
    else { throw StageFailure("other outputs than declared") }
    return (bundle, try #require(table["values"]))
  }

  @Test("probabilities of every example agree with what evaluate finds")
  func probabilities() throws {
    let run = try SampleRun()
    let (bundle, values) = try outputs(#""part": "validation""#, in: run)
    #expect(bundle["probabilities"]?.dimensions == [20, 10])
    let labels = try #require(bundle["labels"]?.int32?.elements)
    let predictions = try #require(bundle["predictions"]?.int32?.elements)
    let wrong = zip(labels, predictions).count { $0 != $1 }
    #expect(values["error"]?.doubleValue == Double(wrong) / 20)
    let tested = try run.run(
      SampleRun.pipeline.replacing(
        #""tested": {"uses": "evaluate", "from": {"model": "net", "data": "scaled"}}"#,
        with:
          #""tested": {"uses": "evaluate", "from": {"model": "net", "data": "scaled"}, "with": {"part": "validation"}}"#
      ))
    let cell = try #require(try tested.pipeline.cells(matching: "tested").first)
    let record = try #require(tested[cell.id].receipt?.outputs["values"])
    guard case .table(let table) = try run.store().load(record) else { return }
    #expect(table["values"]?["error"] == values["error"])
  }

  @Test("misclassified examples come with their pictures, the most confident first")
  func misclassified() throws {
    let run = try SampleRun()
    let (bundle, values) = try outputs(
      #""what": {"misclassified": 5}"#,
      from: #""model": "untrained", "data": "scaled", "pictures": "split""#, in: run)
    let labels = try #require(bundle["labels"]?.int32?.elements)
    let predictions = try #require(bundle["predictions"]?.int32?.elements)
    let confidences = try #require(bundle["confidences"]?.float32?.elements)
    #expect(labels.count == 5, "a network that has learned nothing makes many mistakes")
    #expect(zip(labels, predictions).allSatisfy { $0 != $1 })
    #expect(confidences == confidences.sorted(by: >))
    #expect(bundle["images"]?.dimensions.first == 5)
    #expect(bundle["images"]?.elementType == .uint8, "as they were before they were normalised")
    guard case .strings(let captions)? = bundle.attributes["captions"] else {
      Issue.record("there are no captions")
      return
    }
    let first = DecimalText.fixed(Double(confidences[0]), digits: 2)
    #expect(captions[0] == "\(labels[0]) taken for \(predictions[0]), \(first)")
    #expect(try #require(values["error"]?.doubleValue) >= 5.0 / 30)

    let (drawn, _) = try outputs(
      #""what": {"misclassified": 5, "choose": "drawn"}, "seed": 3"#,
      from: #""model": "untrained", "data": "scaled""#, in: run)
    let places = try #require(drawn["examples"]?.int32?.elements)
    #expect(places == places.sorted())
    #expect(drawn["images"]?.elementType == .float32)
  }

  @Test("activations are the outputs of a layer, of as many examples as were asked for")
  func activations() throws {
    let run = try SampleRun()
    let (bundle, _) = try outputs(
      #""what": {"activations": "tanh1"}, "examples": 7"#, in: run)
    #expect(bundle["activations"]?.dimensions == [7, 17])
    let activations = try #require(bundle["activations"]?.float32?.elements)
    #expect(activations.allSatisfy { abs($0) <= 1 } && activations.contains { $0 != 0 })
    #expect(bundle["labels"]?.dimensions == [7])
    #expect {
      try outputs(#""what": {"activations": "dense7"}"#, in: run)
    } throws: { "\($0)".contains("has no layer 'dense7', only flatten1, dense1") }
  }

  /// Two classes left and right of x = 0, learned by a single layer.
  private func plane(_ run: SampleRun) throws -> String {
    var inputs: [Float] = []
    for index in 0..<40 {
      let distance = 1 + Float(index) / 40
      inputs += [index.isMultiple(of: 2) ? -distance : distance, Float(index) / 10]
    }
    var bundle = TensorBundle()
    bundle.set("train/inputs", .float32(Tensor(shape: [40, 2], elements: inputs)))
    bundle.set("train/labels", .int32(Tensor((0..<40).map { Int32($0 % 2) })))
    let file = run.folder.appendingPathComponent("points.h5").path
    try bundle.write(to: FilePath(file))
    return """
      {"stages": {
        "points": {"uses": "command", "with": {
          "run": ["cp", "\(file)", "{output:data}"], "outputs": {"data": "tensors"},
          "produces": "data"}},
        "net": {"uses": "train", "from": {"data": "points"},
                "with": {"model": [{"dense": 2}], "optimizer": {"sgd": {"rate": 0.5}},
                         "batch": 40, "epochs": 60}}}}
      """
  }

  @Test("a grid over the plane of the examples shows where the classes lie")
  func grid() throws {
    let run = try SampleRun()
    let (bundle, values) = try outputs(
      #""what": {"grid": 21, "margin": 0.25}, "part": "train""#,
      from: #""model": "net", "data": "points""#, in: run, text: plane(run))
    let x = try #require(bundle["grid/x"]?.float64?.elements)
    let y = try #require(bundle["grid/y"]?.float64?.elements)
    #expect(x.count == 21 && y.count == 21)
    #expect(x == x.sorted() && x[0] < -1.95 && x[20] > 1.975)
    #expect(bundle["grid/probabilities"]?.dimensions == [21, 21, 2])
    let probabilities = try #require(bundle["grid/probabilities"]?.float32?.elements)
    for row in 0..<21 {
      #expect(probabilities[(row * 21 + 0) * 2] > 0.9, "far left is class 0")
      #expect(probabilities[(row * 21 + 20) * 2 + 1] > 0.9, "far right is class 1")
    }
    #expect(values["accuracy"]?.doubleValue == 1)
    #expect(bundle["points/x"]?.dimensions == [40])
    #expect {
      try outputs(
        #""what": {"misclassified": 1}, "part": "train""#,
        from: #""model": "net", "data": "points""#, in: run, text: plane(run))
    } throws: { "\($0)".contains("there is no mistake to show") }
  }

  @Test("figures take regions and mistakes as they are")
  func figures() throws {
    let run = try SampleRun()
    let regions = try run.run(
      plane(run).trimmingCharacters(in: .whitespacesAndNewlines).dropLast(2) + """
        , "question": {"uses": "predict", "from": {"model": "net", "data": "points"},
                    "with": {"what": {"grid": 20}, "part": "train"}},
          "figure": {"uses": "plot", "from": {"runs": "question"}, "with": {
            "kind": "regions", "title": "Regions", "panels": [{
              "x": "grid/x", "y": "grid/y", "scores": "grid/probabilities",
              "points": {"x": "points/x", "y": "points/y", "classes": "labels"}}]}}}}
        """)
    #expect(regions.firstError == nil)
    let mistakes = try run.run(
      SampleRun.pipeline.replacing(
        #""figure": {"uses": "plot", "from": {"runs": "net"},"#,
        with: #"""
          "untrained": {"extends": "net", "with": {"epochs": 0}},
          "mistaken": {"uses": "predict",
                       "from": {"model": "untrained", "data": "scaled", "pictures": "split"},
                       "with": {"what": {"misclassified": 4}}},
          "taken": {"uses": "plot", "from": {"runs": "mistaken"}, "with": {
            "kind": "images", "title": "Mistakes",
            "panels": [{"images": "images", "captions": "captions"}]}},
          "figure": {"uses": "plot", "from": {"runs": "net"},
          """#))
    #expect(mistakes.firstError == nil)
    let cell = try #require(try mistakes.pipeline.cells(matching: "taken").first)
    let record = try #require(mistakes[cell.id].receipt?.outputs["data"])
    guard case .table(let data) = try run.store().load(record) else { return }
    #expect(try data.canonicalText().contains(" taken for "))
  }

  @Test(
    "what cannot be is said before anything runs",
    arguments: [
      (#""what": {"grid": 50}"#, "", "a grid needs examples of two numbers; these have shape"),
      (
        #""what": "probabilities""#, #", "pictures": "split""#,
        "only misclassified examples take the input 'pictures'"
      ),
      (
        #""what": {"misclassified": 3}"#, #", "pictures": ["split", "scaled"]"#,
        "takes one input at most"
      ),
    ])
  func mistakesInTheFile(parameters: String, more: String, message: String) throws {
    let run = try SampleRun()
    #expect {
      try outputs(parameters, from: #""model": "net", "data": "scaled""# + more, in: run)
    } throws: { error in
      error is SpecificationError && "\(error)".contains(message)
    }
  }

  @Test("pictures of another part than the data's are refused")
  func otherPictures() throws {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing(
      #""scaled": {"#,
      with: #"""
        "other": {"extends": "split", "with": {"test": 25}},
              "scaled": {
        """#)
    #expect {
      try outputs(
        #""what": {"misclassified": 3}"#,
        from: #""model": "untrained", "data": "scaled", "pictures": "other""#, in: run, text: text)
    } throws: { "\($0)".contains("their examples differ in number") }
  }
}
