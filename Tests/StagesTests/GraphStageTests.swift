import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What graph makes")
struct GraphStageTests {
  private func values(_ expression: String, _ inputs: String) throws -> JSONValue {
    let run = try SampleRun()
    let result = try run.run(
      """
      {"stages": {"g": {"uses": "graph", "with": {"expression": "\(expression)", "values": \(inputs)}}}}
      """)
    if let error = result.firstError { throw error }
    let record = try #require(result[result.pipeline.cells[0].id].receipt?.outputs["values"])
    guard case .table(let table) = try run.store().load(record) else {
      throw StageFailure("no table")
    }
    return try #require(table["values"])
  }

  @Test("every node with its sign, text, value and gradient, and the edges between them")
  func nodes() throws {
    let values = try values("q = w10*x - 2; q / q^-3", #"{"w10": 3, "x": 1}"#)
    #expect(values["node"] == ["w_{10}", "x", "2", "×", "−", "( )^{−3}", "/"])
    #expect(values["text"] == ["w10", "x", "2", "w10*x", "q", "q^-3", "q / q^-3"])
    #expect(values["shape"] == ["box", "box", "box", "circle", "circle", "circle", "circle"])
    #expect(values["group"] == [0, 0, 3, 2, 2, 2, 1])
    #expect(values["value"] == [3, 1, 2, 3, 1, 1, 1])
    #expect(values["gradient"] == [4, 12, -4, 4, 4, -1, 1])
    #expect(
      values["edge"] == [[0, 3], [1, 3], [3, 4], [2, 4], [4, 5], [4, 6], [5, 6]])
    #expect(values["derivative"] == [1, 3, 1, -1, -3, 1, -1])
    #expect(values["result"] == 1)
  }

  @Test(
    "a mistake in the expression or its values stops the file before anything runs",
    arguments: [
      ("w *", "{}", "sample.json:1:59: column 4: found the end"),
      ("w * x", #"{"w": 1, "y": 2}"#, "no value is given for 'x'"),
      ("w * 2", #"{"w": 1, "y": 2}"#, "'y' does not occur in the expression; its inputs are 'w'"),
      ("w / 0", #"{"w": 1}"#, "the value of 'w / 0' is infinite or not a number"),
    ])
  func mistakes(expression: String, inputs: String, message: String) {
    #expect {
      try values(expression, inputs)
    } throws: { error in
      error is SpecificationError && "\(error)".contains(message)
    }
  }
}
