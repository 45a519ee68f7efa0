import Foundation
import Testing

@Suite("pipe report")
struct ReportCommandTests {
  private let pipeline = """
    {"title": "Kettle", "result": "{{v:degrees[-1]}} degrees.",
     "stages": {
       "v": {"uses": "values", "with": {"values": {"minute": [0, 1], "degrees": [20, 41]}}},
       "f": {"uses": "plot", "from": {"runs": "v"},
             "with": {"title": "T", "panels": [{"x": "minute", "y": "degrees"}]}},
       "t": {"uses": "table", "from": {"rows": "v"},
             "with": {"columns": [{"title": "Minute", "value": "minute"}]}}},
     "report": [{"heading": "At {{v:degrees[0]}}"}, {"figure": "f", "caption": "A **curve**."},
                {"table": "t", "caption": "By the minute.", "number": "K1"}, {"setup": "v"}]}
    """

  @Test("writes the page of a run again, byte by byte")
  func again() throws {
    try withProject { tool in
      try tool.write(pipeline, to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json")
      let page = try tool.read("artifacts/k/index.html")
      let outcome = try tool.run("report", "pipelines/k.json", "--output", "other")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.output == "other/k/index.html\n")
      #expect(try tool.read("other/k/index.html") == page)
      let document = try tool.run("report", "pipelines/k.json", "--json").json()
      #expect(document["schema"] as? String == "pipe.report/1")
      #expect(document["file"] as? String == "artifacts/k/index.html")
      #expect(document["complete"] as? Bool == true && document["present"] as? Int == 3)
    }
  }

  @Test("cells whose names differ in letters that a file name cannot have get files of their own")
  func fileNames() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
           "v": {"uses": "values", "matrix": {"n": ["ü", "ö", "a, b"]}, "label": "${n}",
                 "with": {"values": {"x": [1]}}},
           "t": {"uses": "table", "matrix": {"n": ["ü", "ö", "a, b"]}, "from": {"rows": "v[n=${n}]"},
                 "with": {"columns": [{"title": "N", "value": "label"}]}},
           "plain": {"uses": "table", "from": {"rows": "v[n=a, b]"},
                     "with": {"columns": [{"title": "N", "value": "label"}]}}}}
        """, to: "pipelines/names.json")
      #expect(try tool.run("run", "pipelines/names.json").exitCode == 0)
      let files = tool.files(below: "artifacts/names/tables").filter { $0.hasSuffix(".csv") }
      #expect(files.count == 4 && files.contains("plain.csv"), "\(files)")
      let texts = try files.map { try tool.read("artifacts/names/tables/\($0)") }
      for label in ["ü", "ö", "\"a, b\""] { #expect(texts.contains("N\n\(label)\n")) }
    }
  }

  @Test("marks what is not there yet and leaves with 3, without making it")
  func incomplete() throws {
    try withProject { tool in
      try tool.write(pipeline, to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json", "--only", "v")
      let outcome = try tool.run("report", "pipelines/k.json")
      #expect(outcome.exitCode == 3)
      #expect(outcome.errors.contains("1 of 3 results are there"), "\(outcome.errors)")
      let page = try tool.read("artifacts/k/index.html")
      #expect(page.contains("<p class=\"result\">41 degrees.</p>"))
      #expect(
        page.contains(
          "<b>Figure 1.</b> A <strong>curve</strong>. <mark>not yet computed</mark>"))
      #expect(page.contains("<b>Table K1.</b> By the minute. <mark>not yet computed</mark>"))
      #expect(!tool.exists("artifacts/k/figures/f.png"))
    }
  }

  @Test("prints a report as Markdown")
  func markdown() throws {
    try withProject { tool in
      try tool.write(pipeline, to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json")
      let outcome = try tool.run("report", "pipelines/k.json", "--markdown")
      #expect(
        outcome.output == """
          # Kettle

          41 degrees.

          *from k.json*

          ## At 20

          ![Figure 1](figures/f.png)

          **Figure 1.** A **curve**.

          **Table K1.** By the minute.

          | Minute |
          | ---: |
          | 0 |
          | 1 |

          | Stage | Parameter | Value |
          | --- | --- | --- |
          | v | values | degrees (20, 41), minute (0, 1) |

          """)
    }
  }
}
