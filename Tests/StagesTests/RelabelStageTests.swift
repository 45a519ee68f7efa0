import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What relabel makes")
struct RelabelStageTests {
  private func bundles(_ parameters: String) throws -> (before: TensorBundle, after: TensorBundle) {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing(
      #"{"parts": ["train", "validation"], "share": 0.5, "seed": 7}"#, with: parameters)
    let result = try run.run(text)
    if let error = result.firstError { throw error }
    func bundle(_ stage: String) throws -> TensorBundle {
      let cell = try #require(try result.pipeline.cells(matching: stage).first)
      let record = try #require(result[cell.id].receipt?.outputs["data"])
      guard case .tensors(let bundle) = try run.store().load(record) else {
        throw StageFailure("no tensors")
      }
      return bundle
    }
    return (try bundle("scaled"), try bundle("shuffled"))
  }

  @Test("other labels in the parts that are named, the same examples everywhere")
  func parts() throws {
    let (before, after) = try bundles(#"{"parts": ["train"], "seed": 7}"#)
    for name in ["train/inputs", "test/inputs", "validation/labels", "test/labels"] {
      #expect(before[name] == after[name], "\(name)")
    }
    let labels = try #require(before["train/labels"]?.uint8?.elements)
    let drawn = try #require(after["train/labels"]?.uint8?.elements)
    let right = zip(labels, drawn).count { $0 == $1 }
    #expect(right < 30, "\(right) of 90 labels are as they were")
    #expect(Set(drawn).isSubset(of: 0..<10) && Set(drawn).count > 7)
    guard case .string(let name)? = after.attributes["dataset"] else {
      Issue.record("the data has no name")
      return
    }
    #expect(name.hasSuffix("with random labels"))
  }

  @Test("a part that the data lacks is an error that names it")
  func missingPart() {
    #expect {
      let text = SampleRun.pipeline.replacing(#""validation": 20, "#, with: "")
      let result = try SampleRun().run(text)
      if let error = result.firstError { throw error }
    } throws: { "\($0)".contains("'scaled' has no part 'validation'") }
  }
}
