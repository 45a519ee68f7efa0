import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What summarize makes")
struct SummarizeStageTests {
  /// Two rates with three seeds each; the courses of loss and accuracy, and a test of each.
  private static let runs = """
    "run": {"uses": "values", "label": "rate ${rate}, seed ${seed}",
            "matrix": [
              {"rate": 0.1, "seed": 1, "loss": [3, 1, 2], "accuracy": [0.1, 0.7, 0.6]},
              {"rate": 0.1, "seed": 2, "loss": [3, 2, 1], "accuracy": [0.1, 0.5, 0.8]},
              {"rate": 0.1, "seed": 3, "loss": [3, 2, null], "accuracy": [0.1, 0.5, 0.4]},
              {"rate": 0.01, "seed": 1, "loss": [4, 4, 4], "accuracy": [0.1, 0.2, 0.3]},
              {"rate": 0.01, "seed": 2, "loss": [4, 4, 4], "accuracy": [0.1, 0.2, 0.5]},
              {"rate": 0.01, "seed": 3, "loss": [4, 4, 4], "accuracy": [0.1, 0.2, 0.1]}],
            "with": {"values": {"loss": "${loss}", "accuracy": "${accuracy}", "epoch": [1, 2, 3]}}},
    "tested": {"uses": "values",
               "matrix": [
                 {"seed": 3, "rate": 0.1, "error": 0.5}, {"seed": 2, "rate": 0.1, "error": 0.25},
                 {"seed": 1, "rate": 0.1, "error": 0.375}, {"seed": 1, "rate": 0.01, "error": 0.875},
                 {"seed": 2, "rate": 0.01, "error": 0.75}, {"seed": 3, "rate": 0.01, "error": 0.625}],
               "with": {"values": {"error": "${error}"}}},
    "diverged": {"uses": "values", "with": {"values": {"loss": []}}},
    "overflown": {"uses": "summarize", "from": {"runs": "diverged"},
                  "with": {"values": {"loss": "loss[-1]"}}},
    "whole": {"uses": "values", "with": {"values": {"error": 1}}}
    """

  private func values(
    _ parameters: String, from: String = #""runs": "run""#
  ) throws -> JSONValue {
    let run = try SampleRun()
    let result = try run.run(
      """
      {"stages": {
        \(Self.runs),
        "summary": {"uses": "summarize", "from": {\(from)}, "with": {\(parameters)}}}}
      """)
    if let error = result.firstError { throw error }
    let cell = try #require(try result.pipeline.cells(matching: "summary").first)
    let record = try #require(result[cell.id].receipt?.outputs["values"])
    guard case .table(let table) = try run.store().load(record) else {
      throw StageFailure("no table")
    }
    return try #require(table["values"])
  }

  @Test("the best run gives its values, its label and its matrix variables")
  func best() throws {
    let values = try values(
      """
      "values": {"accuracy": "accuracy[-1]", "first": "accuracy[0]"}, "best": {"largest": "accuracy"}
      """)
    #expect(values["accuracy"]?.doubleValue == 0.8)
    #expect(values["first"]?.doubleValue == 0.1)
    #expect(values["best"]?.stringValue == "rate 0.1, seed 2")
    #expect(values["rate"]?.doubleValue == 0.1)
    #expect(values["seed"]?.doubleValue == 2)
    #expect(values["runs"]?.doubleValue == 6)
  }

  @Test("what is no number is never best, and of equal runs the first is")
  func extremes() throws {
    let values = try values(
      #""values": {"loss": "loss[-1]"}, "best": {"largest": "loss"}, "by": "rate""#)
    #expect(values["loss"] == [2, 4])
    #expect(values["best"] == ["rate 0.1, seed 1", "rate 0.01, seed 1"])
    #expect {
      try self.values(
        #""values": {"loss": "loss[-1]"}, "best": {"largest": "loss"}"#,
        from: #""runs": "run[rate=0.1,seed=3]""#)
    } throws: { "\($0)".contains("'loss' is a number for none of 'rate 0.1, seed 3'") }
  }

  @Test("a training that diverged before anything was measured has no numbers, and is not best")
  func nothingMeasured() throws {
    let values = try values(
      #""values": {"loss": "loss[-1]"}, "best": {"smallest": "loss"}"#,
      from: #""runs": ["diverged", "run"]"#)
    #expect(values["best"]?.stringValue == "rate 0.1, seed 2")
    #expect(values["runs"]?.doubleValue == 7)
    let tested = try self.values(
      #""values": {"loss": "loss"}"#, from: #""runs": "overflown""#)
    #expect(tested["loss"] == .null)
    let spread = try self.values(
      #""values": {"loss": "loss[-1]"}, "shares": {"learned": {"of": "loss", "below": 10}}"#,
      from: #""runs": ["diverged", "run[rate=0.01]"]"#)
    #expect(spread["loss"] == .null)
    #expect(spread["learned"]?.doubleValue == 0.75)
  }

  @Test("a value can be taken where another list of the run is smallest")
  func places() throws {
    let values = try values(
      """
      "values": {"accuracy": {"value": "accuracy", "at": {"smallest": "loss"}},
                 "epoch": {"value": "epoch", "at": {"smallest": "loss"}},
                 "lost": {"value": "accuracy", "minus": "epoch", "at": {"smallest": "loss"}}},
      "best": {"largest": "accuracy"}
      """, from: #""runs": "run[rate=0.1]""#)
    #expect(values["accuracy"]?.doubleValue == 0.8)
    #expect(values["epoch"]?.doubleValue == 3)
    #expect(values["lost"]?.doubleValue == 0.8 - 3)
    #expect(values["best"]?.stringValue == "rate 0.1, seed 2")
  }

  @Test("groups give mean, standard deviation, range and median, in the order of the file")
  func spread() throws {
    let values = try values(#""values": {"score": "accuracy[-1]"}, "by": "rate""#)
    #expect(values["rate"] == [0.1, 0.01])
    #expect(values["runs"] == [3, 3])
    func close(_ name: String, _ expected: [Double]) throws {
      let found = try #require(values[name]?.arrayValue).map { $0.doubleValue ?? .nan }
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(name): \(found)")
    }
    try close("score", [0.6, 0.3])
    // Deviations of ±0.2 and 0, and a division by n - 1.
    try close("score_sd", [0.2, 0.2])
    try close("score_min", [0.4, 0.1])
    try close("score_max", [0.8, 0.5])
    try close("score_median", [0.6, 0.3])
    #expect(values["score_lower"] == nil)
  }

  @Test("an interval holds the mean and lies within the range; one run has no spread")
  func interval() throws {
    let values = try values(
      #""values": {"score": "accuracy[-1]"}, "interval": 0.9"#, from: #""runs": "run[rate=0.1]""#)
    let (lower, upper) = (values["score_lower"]?.doubleValue, values["score_upper"]?.doubleValue)
    let mean = try #require(values["score"]?.doubleValue)
    #expect(try #require(lower) < mean && mean < #require(upper))
    #expect(try #require(lower) >= 0.4 && #require(upper) <= 0.8)
    let alone = try self.values(
      #""values": {"score": "accuracy[-1]"}"#, from: #""runs": "run[rate=0.1,seed=1]""#)
    #expect(alone["score"]?.doubleValue == 0.6)
    #expect(alone["score_sd"] == .null)
  }

  @Test("shares count the runs within bounds; what is no number is not within them")
  func shares() throws {
    let values = try values(
      """
      "values": {"loss": "loss[-1]"}, "by": "rate",
      "shares": {"learned": {"of": "loss", "below": 3}, "between": {"of": "loss", "above": 1, "below": 4}}
      """)
    #expect(values["learned"] == [.number(2.0 / 3), 0])
    #expect(values["learned_count"] == [2, 0])
    #expect(values["between_count"] == [1, 0])
    // A mean over a run that diverged is no number, and is not hidden.
    #expect(values["loss"] == [.null, 4])
  }

  @Test("results of other stages belong to the run with their matrix variables, in any order")
  func otherSlots() throws {
    let values = try values(
      """
      "values": {"error": "test/error", "gap": {"value": "accuracy[-1]", "minus": "test/error"}},
      "best": {"smallest": "error"}, "by": "rate"
      """, from: #""runs": "run", "test": "tested""#)
    #expect(values["error"] == [0.25, 0.625])
    #expect(values["seed"] == [2, 3])
    #expect(values["gap"] == [.number(0.8 - 0.25), .number(0.1 - 0.625)])
  }

  @Test("a result that belongs to no run, or one of several, is an error that names them")
  func unmatched() throws {
    #expect {
      try values(
        #""values": {"error": "test/error"}"#,
        from: #""runs": "run", "test": "tested[rate=0.1]""#)
    } throws: { "\($0)".contains("no result with the matrix variables of 'run[rate=0.01,seed=1") }
    #expect {
      try values(
        #""values": {"error": "test/error"}"#,
        from: #""runs": "run[rate=0.1,seed=1]", "test": ["tested[rate=0.1,seed=1]", "whole"]"#)
    } throws: { error in
      "\(error)".contains("belongs to 'run[rate=0.1,seed=1")
        && "\(error)".contains(", 'whole' have its matrix variables")
    }
  }

  @Test(
    "what cannot be is said with its place before anything runs",
    arguments: [
      (#""best": {"largest": "b"}"#, "'b' is not one of 'values': a"),
      (#""best": {"largest": "a", "smallest": "a"}"#, "either 'largest' or 'smallest'"),
      (#""best": {}"#, "either 'largest' or 'smallest'"),
      (#""shares": {"s": {"of": "b"}}"#, "'b' is not one of 'values': a"),
      (#""best": {"largest": "a"}, "interval": 0.9"#, "neither 'shares' nor an 'interval'"),
      (#""interval": 1"#, "must be a number in (0, 1)"),
    ])
  func mistakes(parameters: String, message: String) {
    #expect {
      try values(#""values": {"a": "loss[-1]"}, "# + parameters)
    } throws: { error in
      "\(error)".contains(message) && "\(error)".contains("sample.json:")
    }
  }
}
