import Artifacts
import Testing

@testable import Pipelines

@Suite("Values that texts of the page quote")
struct ReportTextTests {
  private func text(_ block: String) -> String {
    """
    {"params": {"v": 2},
     "stages": {"a": {"uses": "number", "matrix": {"p": [0.5, 1]}, "with": {"value": "${p}"}},
                "b": {"uses": "number", "with": {"value": 1}}},
     "report": [\(block)]}
    """
  }

  @Test(
    "a stage, a cell, a selection and a format are told apart at the colons outside of brackets")
  func references() throws {
    let block = #"{"text": "First {{b:h/x[:,2]}}, then {{ a[p=0.50] : error : percent1 }}."}"#
    let pipeline = try pipeline(text(block))
    guard case .text(let found)? = pipeline.report.first else {
      Issue.record("the block is not a text")
      return
    }
    #expect(found.references.map { pipeline[$0.cell].name } == ["b", "a[p=0.5]"])
    #expect(found.references.map(\.name) == ["h/x[:,2]", "error"])
    #expect(found.references.map(\.format) == [.automatic, .percent(1)])
    #expect(found.pieces.first == .literal("First "))
    #expect(found.pieces.last == .literal("."))
  }

  @Test("parameters are filled in before values are looked up")
  func parameters() throws {
    let pipeline = try pipeline(
      #"{"params": {"p": 1}, "stages": {"a": {"uses": "number", "matrix": {"p": [0.5, 1]}, "with": {"value": 1}}},"#
        + #" "result": "It is {{a[p=${p}]:error}}.", "report": []}"#)
    #expect(try #require(pipeline.result).references.map { pipeline[$0.cell].name } == ["a[p=1]"])
  }

  @Test(
    "a reference that cannot be right is reported where its text stands",
    arguments: [
      ("{{q:error}}", "4:22: the text quotes the unknown stage 'q'; did you mean 'a'?"),
      ("{{a[p=3]:error}}", "the text quotes the unknown cell 'a[p=3]'; did you mean 'a[p=1]'?"),
      (
        "{{a:error}}", "'{{a:error}}' selects 2 cells; a text quotes one, such as 'a[p=0.5]'"
      ),
      ("{{b}}", "'{{b}}' must be {{STAGE:VALUE}} or {{STAGE:VALUE:FORMAT}}"),
      ("{{b:}}", "must be {{STAGE:VALUE}}"),
      ("{{b:error:percent}} {{b:error:%}}", "'{{b:error:%}}' has the unknown format '%'"),
      ("{{b:error", "'{{' without a closing '}}'"),
    ])
  func problemsOfReferences(quotation: String, message: String) {
    let found = problems(text("{\"text\": \"\(quotation)\"}"))
    #expect(found.count == 1)
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  @Test("what is known not to be in a result is reported when planning, with the nearest name")
  func unknownValues() throws {
    let file = """
      {"stages": {"a": {"uses": "known", "matrix": {"p": [0.5]}}}, "report": [
        {"heading": "{{a:eror}}"}, {"text": "{{a:error}} {{a:losses[-1]}} {{a:p}} {{a:label}}"}]}
      """
    let pipeline = try Pipeline(
      PipelineFile(text: file, file: "p.json"), registry: StageRegistry([KnownStage.self]))
    let error = #expect(throws: SpecificationError.self) {
      try pipeline.forecasts(in: PlanningEnvironment())
    }
    #expect(
      error?.description
        == "p.json:2:15: '{{a:eror}}': 'a[p=0.5]' has no value 'eror'; did you mean 'error'?")
  }

  @Test(
    "'setup' selects the cells of all stages that it names, and reports those that are not there")
  func setup() throws {
    let pipeline = try pipeline(text(#"{"setup": ["a", "b"]}, {"setup": "a[p=1]"}"#))
    let names = pipeline.report.map { block -> [String] in
      if case .setup(let cells) = block { cells.map { pipeline[$0].name } } else { [] }
    }
    #expect(names == [["a[p=0.5]", "a[p=1]", "b"], ["a[p=1]"]])
    #expect(
      problems(text(#"{"setup": ["c", 1]}"#)) == [
        "p.json:4:24: 'setup' names the unknown stage 'c'; did you mean 'a'?",
        "p.json:4:29: 'setup' of a report block must name stages, not be an integer",
      ])
  }
}

/// Says before it runs what values it will have.
private struct KnownStage: Stage {
  static let declaration = StageDeclaration(
    name: "known", version: 1, summary: "Has values.", produces: "values", outputs: ["values"])

  init(_ parameters: Parameters) throws(SpecificationError) {}

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    var forecast = Forecast.unknown
    forecast.valueNames = ["error", "losses"]
    return forecast
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    ["values": .table(["values": ["error": 0.5, "losses": [1, 2]]])]
  }
}
