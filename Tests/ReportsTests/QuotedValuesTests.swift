import Artifacts
import Foundation
import Pipelines
import SystemPackage
import Tensors
import Testing

@testable import Reports

/// Holds the values that it is given.
private struct GivenStage: Stage {
  static let declaration = StageDeclaration(
    name: "given", version: 1, summary: "Holds values.", produces: "values", outputs: ["values"],
    parameters: [ParameterField("values", .map(of: .any), .required, help: "the values")])

  private let values: JSONValue

  init(_ parameters: Parameters) throws(SpecificationError) {
    values = parameters["values"] ?? .null
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    ["values": .table(values)]
  }
}

private struct GivenValues: NamedValues {
  let json: JSONValue

  func value(_ name: String) throws -> DataTable.Cell {
    switch json[name] {
    case .string(let text)?: return .text(text)
    case .null?: return .missing
    case let value?: return .number(value.doubleValue ?? .nan)
    case nil: throw StageFailure("no value '\(name)'")
    }
  }
}

@Suite("Texts that quote values")
struct QuotedValuesTests {
  private static let text = """
    {"title": "T", "result": "The error is {{v:error:percent1}}.",
     "stages": {"v": {"uses": "given", "label": "the <v>",
                      "with": {"values": {"error": 0.0512, "name": "a*b*<c>", "none": null}}}},
     "report": [{"heading": "Down to {{v:error:2}}"},
                {"text": "**{{v:error}}** of *{{v:name}}*, {{v:none}}.\\n\\nBy {{v:label}}; {{v:lost}}."}]}
    """

  private func written(
    only: Bool = false, _ body: (String, URL, [Diagnostic]) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipe-quotes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipeline = try Pipeline(
      PipelineFile(text: Self.text, file: "q.json"), registry: StageRegistry([GivenStage.self]))
    let store = try Store(at: FilePath(folder.appendingPathComponent("store").path))
    let runner = Runner(
      planner: Planner(store: store, environment: PlanningEnvironment()),
      compute: try ComputeContext(threads: 1), toolVersion: "test")
    let writer = ReportWriter(store: store, output: FilePath(folder.path)) { input in
      GivenValues(json: try input.table("values"))
    }
    let result = try runner.run(pipeline, options: RunOptions(targets: only ? [] : nil))
    let page = try writer.write(result)
    try body(try String(contentsOfFile: page.path.string, encoding: .utf8), folder, page.problems)
  }

  @Test("numbers are formatted, and nothing in a value is taken for markup or HTML")
  func values() throws {
    try written { page, _, _ in
      #expect(page.contains("<h2 id=\"section-1\">Down to 0.05</h2>"))
      #expect(page.contains("<p><strong>0.0512</strong> of <em>a*b*&lt;c&gt;</em>, –.</p>"))
      #expect(page.contains("<p>By the &lt;v&gt;; "))
    }
  }

  @Test("the result stands at the top of the page and in the index")
  func result() throws {
    try written { page, folder, _ in
      let line = "The error is 5.1\u{202F}%."
      #expect(page.contains("<p class=\"result\">\(line)</p>"))
      let index = try String(
        contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
      #expect(index.contains("<span class=\"result\">\(line)</span>"))
    }
  }

  @Test("a value that a result does not have is marked, and named with its place")
  func unknown() throws {
    try written { page, _, problems in
      #expect(page.contains("<mark>no such value: {{v:lost}}</mark>"))
      #expect(problems.map(\.description) == ["q.json:5:22: '{{v:lost}}': no value 'lost'"])
    }
  }

  @Test("a result that is not there yet leaves a mark and is no mistake")
  func notComputed() throws {
    try written(only: true) { page, _, problems in
      #expect(page.contains("<strong><mark>not yet computed</mark></strong>"))
      #expect(page.contains("The error is (not yet computed)."))
      #expect(problems.isEmpty)
    }
  }
}
