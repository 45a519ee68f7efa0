import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What gradcheck makes")
struct GradientCheckStageTests {
  private func values(_ text: String = SampleRun.pipeline) throws -> JSONValue {
    let run = try SampleRun()
    let result = try run.run(text)
    if let error = result.firstError { throw error }
    let cell = try #require(try result.pipeline.cells(matching: "checked").first)
    let record = try #require(result[cell.id].receipt?.outputs["values"])
    guard case .table(let json) = try run.store().load(record) else {
      throw StageFailure("not a table")
    }
    return try #require(json["values"])
  }

  @Test("backpropagation agrees with finite differences for each step size and element")
  func agreement() throws {
    let values = try values()
    func list(_ name: String) throws -> [Double] {
      try #require(values[name]?.arrayValue).compactMap(\.doubleValue)
    }
    #expect(try list("epsilon") == [0.1, 0.001])
    #expect(try list("inverse_epsilon") == [10, 1000])
    #expect(try list("gradients").count == 6)
    #expect(values["differences"]?.arrayValue?.map { $0.arrayValue?.count } == [6, 6])
    #expect(try list("examples").count == 2)
    let largest = try list("largest_absolute")
    // The step is a hundredth, so the truncation a ten-thousandth.
    #expect((5_000...20_000).contains(largest[0] / largest[1]), "\(largest)")
    #expect(values["smallest"]?.doubleValue == largest[1])
  }

  @Test(
    "what cannot be checked is said with what there is",
    arguments: [
      (
        #""layer": "dense2", "count": 6"#, #""layer": "dense9""#,
        "no parameter 'dense9/weight'; it has: dense1/weight"
      ),
      (
        #""examples": 2}"#, #""examples": 91}"#,
        "of the 90 examples of 'train', but 91 were asked for"
      ),
    ])
  func mistakes(text: String, replacement: String, message: String) throws {
    let changed = SampleRun.pipeline.replacing(text, with: replacement)
    #expect(changed != SampleRun.pipeline)
    #expect {
      try values(changed)
    } throws: { "\($0)".contains(message) }
  }

  @Test("step sizes must be positive")
  func epsilons() throws {
    let changed = SampleRun.pipeline.replacing("[0.1, 0.001]", with: "[0.1, 0]")
    #expect(throws: (any Error).self) { try values(changed) }
  }
}
