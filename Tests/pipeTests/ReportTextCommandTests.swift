import Foundation
import Testing

@Suite("Values in texts, through the command line")
struct ReportTextCommandTests {
  private func pipeline(_ text: String) -> String {
    """
    {"title": "T", "result": "Half of {{v:whole}} is {{v:parts[0]:1}}.",
     "stages": {
       "v": {"uses": "values", "with": {"values": {"whole": 3, "parts": [1.5, 1.25]}}},
       "t": {"uses": "table", "label": "the table", "from": {"rows": "v"},
             "with": {"columns": [{"title": "Whole", "value": "whole"}]}}},
     "report": [{"text": "\(text)"}, {"setup": ["v"]}]}
    """
  }

  @Test("the page says what came out, in its texts and at its top, and shows the setup")
  func quoted() throws {
    try withProject { tool in
      try tool.write(pipeline("At last {{v:parts[-1]}}, by {{t:label}}."), to: "pipelines/q.json")
      let outcome = try tool.run("run", "pipelines/q.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let page = try tool.read("artifacts/q/index.html")
      #expect(page.contains("<p>At last 1.25, by the table.</p>"))
      #expect(page.contains("<p class=\"result\">Half of 3 is 1.5.</p>"))
      #expect(page.contains("<th scope=\"row\">values</th><td>parts (1.5, 1.25), whole 3</td>"))
      #expect(try tool.read("artifacts/index.html").contains("Half of 3 is 1.5."))
    }
  }

  @Test("a value that cannot be there: 65 with its place, before anything runs")
  func unknownValue() throws {
    try withProject { tool in
      try tool.write(pipeline("{{v:wole}}"), to: "pipelines/q.json")
      let outcome = try tool.run("run", "pipelines/q.json")
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.errors.contains(
          "pipelines/q.json:6:22: '{{v:wole}}': 'v' has no value 'wole'; did you mean 'whole'?"),
        "\(outcome.errors)")
      #expect(!tool.exists("artifacts/q/index.html"))
    }
  }

  @Test("a value that turns out not to be there: 65 with its place, and a page that shows where")
  func missingValue() throws {
    try withProject { tool in
      try tool.write(pipeline("{{t:lost}} and {{v:parts[2]}}"), to: "pipelines/q.json")
      let outcome = try tool.run("run", "pipelines/q.json")
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.errors.contains("error: pipelines/q.json:6:22: '{{t:lost}}'"), "\(outcome.errors)")
      #expect(outcome.errors.contains("'{{v:parts[2]}}'"), "\(outcome.errors)")
      let page = try tool.read("artifacts/q/index.html")
      #expect(page.contains("<mark>no such value: {{t:lost}}</mark>"))
    }
  }
}
