import Artifacts
import Foundation
import Ink
import Pipelines
import SystemPackage
import Tensors
import Testing

@testable import Reports

/// Makes what a page shows, without data or training.
private struct ShowStage: Stage {
  static let declaration = StageDeclaration(
    name: "show", version: 1, summary: "Makes a figure.", produces: "figure",
    outputs: ["light", "dark", "data"])

  init(_ parameters: Parameters) throws(SpecificationError) {}

  func execute(in context: StageContext) throws -> [String: Artifact] {
    var table = DataTable(columns: [DataTable.Column("x"), DataTable.Column("y", digits: 2)])
    table.append([.number(1), .number(-0.5)])
    return [
      "light": .figure(Pixmap(width: 20, height: 10, color: Color(0xFFFFFF))),
      "dark": .figure(Pixmap(width: 20, height: 10, color: Color(0x111111))),
      "data": .table(["alt": "a <line>", "table": table.json]),
    ]
  }
}

private struct ListStage: Stage {
  static let declaration = StageDeclaration(
    name: "list", version: 1, summary: "Makes a table.", produces: "table", outputs: ["table"])

  init(_ parameters: Parameters) throws(SpecificationError) {}

  func execute(in context: StageContext) throws -> [String: Artifact] {
    var table = DataTable(columns: [
      DataTable.Column("Model"), DataTable.Column("Error", digits: 3, markedFrom: 0.1),
    ])
    table.append([.text("a & b"), .number(0.12345)])
    table.append([.text("c, \"d\""), .missing])
    return ["table": .table(table.json)]
  }
}

private struct NoValues: NamedValues {
  func value(_ name: String) throws -> DataTable.Cell { throw StageFailure("no value '\(name)'") }
}

@Suite("The page of a run")
struct ReportPageTests {
  private static let text = """
    {"title": "Tests & <pages>", "params": {"rate": 0.1},
     "stages": {"f": {"uses": "show"}, "t": {"uses": "list"}},
     "report": [{"heading": "First"}, {"text": "Some **words**.\\n\\nMore."},
                {"figure": "f", "caption": "A *curve*.", "number": "A1"},
                {"figure": "f", "caption": "Again.", "number": "A1"},
                {"heading": "Second"}, {"table": "t", "caption": "Numbers."}]}
    """

  private func withPage(_ body: (URL, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipe-reports-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipeline = try Pipeline(
      PipelineFile(text: Self.text, file: "pipelines/tests.json"),
      registry: StageRegistry([ShowStage.self, ListStage.self]))
    let store = try Store(at: FilePath(folder.appendingPathComponent("store").path))
    let runner = Runner(
      planner: Planner(store: store, environment: PlanningEnvironment()),
      compute: try ComputeContext(threads: 1), toolVersion: "test")
    let writer = ReportWriter(store: store, output: FilePath(folder.path)) { _ in NoValues() }
    let path = try writer.write(try runner.run(pipeline)).path
    try body(folder, try String(contentsOfFile: path.string, encoding: .utf8))
  }

  @Test("shows headings, texts, figures and tables in the order of the file")
  func order() throws {
    try withPage { _, page in
      let parts = [
        "<h1>Tests &amp; &lt;pages&gt;</h1>", "id=\"section-1\">First",
        "Some <strong>words</strong>.",
        "<p>More.</p>", "<b>Figure A1.</b> A <em>curve</em>.", "id=\"section-2\">Second",
        "<b>Table 1.</b> Numbers.", "Setup and provenance",
      ]
      var rest = page[...]
      for part in parts {
        let found = rest.firstRange(of: part)
        #expect(found != nil, "\(part) is missing or out of order")
        if let found { rest = rest[found.upperBound...] }
      }
    }
  }

  @Test("stands alone: nothing is loaded from anywhere and no script runs")
  func selfContained() throws {
    try withPage { _, page in
      #expect(page.contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'"))
      #expect(!page.contains("<script"))
      for attribute in ["src=\"", "srcset=\""] {
        for piece in page.components(separatedBy: attribute).dropFirst() {
          #expect(piece.hasPrefix("data:image/png;base64,"))
        }
      }
      #expect(!page.contains("http://") && !page.contains("https://"))
    }
  }

  @Test("gives every figure a size, a description, its numbers and its provenance")
  func figure() throws {
    try withPage { _, page in
      #expect(page.contains("width=\"10\" height=\"5\" alt=\"a &lt;line&gt;\""))
      #expect(page.contains("<td class=\"number\">\u{2212}0.50</td>"))
      #expect(page.contains("stage f · key "))
      #expect(page.contains("swift run pipe run pipelines/tests.json --only f"))
    }
  }

  @Test("writes figures and tables as files beside the page, and the index")
  func files() throws {
    try withPage { folder, _ in
      let base = folder.appendingPathComponent("tests")
      let png = try Data(contentsOf: base.appendingPathComponent("figures/f.png"))
      #expect(try PNG.decode([UInt8](png)).width == 20)
      let csv = try String(
        contentsOf: base.appendingPathComponent("tables/t.csv"), encoding: .utf8)
      #expect(csv == "Model,Error\na & b,0.12345\n\"c, \"\"d\"\"\",\n")
      let markdown = try String(
        contentsOf: base.appendingPathComponent("tables/t.md"), encoding: .utf8)
      #expect(markdown.contains("| a & b | **0.123** |"))
      let index = try String(
        contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
      #expect(index.contains("<a href=\"tests/index.html\">"))
      #expect(index.contains("2 figures, 1 table"))
      #expect(index.contains("prefers-color-scheme: dark)\" srcset=\"data:image/png;base64,"))
      let data = try String(
        contentsOf: base.appendingPathComponent("figures/f.csv"), encoding: .utf8)
      #expect(data == "x,y\n1,-0.5\n")
    }
  }

  @Test("gives each of several figures of one number an identifier of its own")
  func identifiers() throws {
    try withPage { _, page in
      let ids = page.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      #expect(ids.contains("figure-a1") && ids.contains("figure-a1-2"))
    }
  }

  @Test("shows a figure at full size on a click, without a script, and links to its files")
  func fullSize() throws {
    try withPage { folder, page in
      #expect(page.contains("<input type=\"checkbox\" class=\"full\" id=\"full-figure-a1\""))
      #expect(page.contains("<label for=\"full-figure-a1\""))
      for piece in page.components(separatedBy: "<a href=\"").dropFirst() {
        let link = String(piece.prefix { $0 != "\"" })
        guard !link.hasPrefix("#"), !link.hasPrefix("..") else { continue }
        let path = folder.appendingPathComponent("tests/\(link)").path
        #expect(FileManager.default.fileExists(atPath: path), "\(link)")
      }
    }
  }

  @Test("draws the graph of the stages with a description")
  func graph() throws {
    try withPage { _, page in
      #expect(page.contains("aria-label=\"Graph of the stages: f; t\""))
    }
  }
}
