import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The table stage")
struct TableStageTests {
  /// The sample with a table of a trained network.
  private func table(columns: String, parameters: String = "") throws -> DataTable {
    let run = try SampleRun()
    let result = try run.run(
      SampleRun.pipeline.replacing(
        #""copied": {"#,
        with: #""shown": {"uses": "table", "from": {"rows": "net"}, "with": {\#(parameters)"#
          + #""columns": [\#(columns)]}}, "copied": {"#))
    if let error = result.firstError { throw error }
    let cell = try #require(try result.pipeline.cells(matching: "shown").first)
    let record = try #require(result[cell.id].receipt?.outputs["table"])
    guard case .table(let json) = try run.store().load(record) else {
      throw StageFailure("not a table")
    }
    return try #require(DataTable(json: json))
  }

  @Test("a trained network has its layers as rows, with a row of totals and published numbers")
  func layers() throws {
    let table = try table(
      columns: #"""
        {"title": "Layer", "value": "label"}, {"title": "Output", "value": "layers/output"},
        {"title": "Parameters", "value": "layers/parameter_count", "total": true},
        {"title": "published", "published": {"dense1": 13345, "dense2": 180}, "total": true},
        {"title": "Multiply-adds", "value": "layers/multiply_adds"}
        """#, parameters: #""rowLabels": {"a net": "{layers/name}"}, "#)
    #expect(
      table.rows == [
        [.text("flatten1"), .text("784"), .number(0), .missing, .number(0)],
        [.text("dense1"), .text("17"), .number(13345), .number(13345), .number(13328)],
        [.text("dropout1"), .text("17"), .number(0), .missing, .number(0)],
        [.text("tanh1"), .text("17"), .number(0), .missing, .number(0)],
        [.text("dense2"), .text("10"), .number(180), .number(180), .number(170)],
        [.text("total"), .text(""), .number(13525), .number(13525), .text("")],
      ])
  }

  @Test("who holds an error has the accuracy, and a model its number of parameters")
  func derived() throws {
    let table = try table(
      columns: #"""
        {"title": "error", "value": "history/validation_error[-1]"},
        {"title": "accuracy", "value": "history/validation_accuracy[-1]", "markFrom": 0.5},
        {"title": "parameters", "value": "parameter_count", "scientific": true, "digits": 1}
        """#)
    guard case .number(let error) = table.rows[0][0], case .number(let accuracy) = table.rows[0][1]
    else {
      Issue.record("\(table.rows)")
      return
    }
    #expect(accuracy == 1 - error)
    #expect(table.isMarked(row: 0, column: 1) == (accuracy >= 0.5))
    #expect(table.displayText(row: 0, column: 2) == DecimalText.scientific(13525, digits: 1))
  }

  @Test("an accuracy without an error is unknown, and the message lists what there is")
  func unknown() throws {
    #expect {
      try table(columns: #"{"title": "x", "value": "history/other_accuracy[-1]"}"#)
    } throws: { "\($0)".contains("no value 'history/other_accuracy[-1]'; it has: ") }
  }
}
