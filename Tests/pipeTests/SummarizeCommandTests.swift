import Foundation
import Testing

@Suite("pipe run with summarize stages")
struct SummarizeCommandTests {
  private static func stages(_ values: String) -> String {
    """
    , "best": { "uses": "summarize", "label": "Dropout", "from": { "runs": "net", "test": "tested" },
                "with": { "values": { \(values) }, "best": { "smallest": "error" } } },
      "winner": { "uses": "table", "from": { "rows": "best" },
                  "with": { "columns": [
                    { "title": "Tweak", "value": "label" }, { "title": "Best", "value": "best" },
                    { "title": "p", "value": "p" }, { "title": "Error", "value": "error", "digits": 3 } ] } }
    """
  }

  @Test("a table shows which network of a matrix is best, and by which value")
  func table() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraStage: Self.stages(#""error": "test/error""#)),
        to: "pipelines/sample.json")
      let outcome = try tool.run(
        "run", "pipelines/sample.json", "--only", "winner", "--only", "table")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      func rows(_ table: String) throws -> [[Substring]] {
        try tool.read("artifacts/sample/tables/\(table).csv").split(separator: "\n")
          .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      }
      let winner = try rows("winner")
      #expect(winner.count == 2)
      #expect(winner[1][0] == "Dropout")
      let errors = try rows("table").dropFirst().prefix(2).compactMap { Double($0[1]) }
      #expect(Double(winner[1][3]) == errors.min(), "\(winner) \(errors)")
      #expect(winner[1][1] == "p = \(winner[1][2])")
    }
  }

  @Test("a value that a run has not: 1, with those that it has")
  func unknownValue() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraStage: Self.stages(#""error": "test/mistakes""#)),
        to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json", "--only", "winner")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors.contains("has no number 'mistakes'; it has: accuracy"), "\(outcome.errors)")
    }
  }
}
