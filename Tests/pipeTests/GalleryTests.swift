import Foundation
import Testing

@Suite("Figures through the command line")
struct GalleryTests {
  @Test(
    "the gallery becomes a page with every figure, light and dark, described and with its table")
  func gallery() throws {
    try withProject { tool in
      let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let gallery = try String(
        contentsOf: root.appendingPathComponent("pipelines/gallery.json"), encoding: .utf8)
      try tool.write(gallery, to: "pipelines/gallery.json")
      let outcome = try tool.run("run", "pipelines/gallery.json")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let page = try tool.read("artifacts/gallery/index.html")
      #expect(
        page.contains("Confusion matrix, a confusion matrix: true class against predicted class"))
      for figure in ["lines", "scatter", "ranking", "ridges", "matrix", "confusion", "parallel"] {
        #expect(tool.exists("artifacts/gallery/figures/\(figure).png"), "\(figure)")
        #expect(tool.exists("artifacts/gallery/figures/\(figure)-dark.png"), "\(figure)")
      }
    }
  }

  @Test("a panel that does not fit its kind: 65, with the place and a suggestion")
  func wrongPanel() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "v": {"uses": "values", "with": {"values": {"a": [1, 2]}}},
          "f": {"uses": "plot", "from": {"runs": "v"},
                "with": {"title": "T", "kind": "bar",
                         "panels": [{"y": "a", "horizontl": true}]}}}}
        """, to: "pipelines/wrong.json")
      let outcome = try tool.run("run", "pipelines/wrong.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("pipelines/wrong.json:5:"), "\(outcome.errors)")
      #expect(outcome.errors.contains("unknown parameter 'horizontl'"))
      #expect(outcome.errors.contains("did you mean 'horizontal'?"))
    }
  }

  @Test("a kind that does not exist: 65, once, with a suggestion")
  func wrongKind() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "v": {"uses": "values", "with": {"values": {"a": [1, 2]}}},
          "f": {"uses": "plot", "from": {"runs": "v"},
                "with": {"title": "T", "kind": "bars", "panels": [{"y": "a"}]}}}}
        """, to: "pipelines/wrong.json")
      let outcome = try tool.run("run", "pipelines/wrong.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("cannot be 'bars'; did you mean 'bar'?"), "\(outcome.errors)")
      #expect(outcome.errors.components(separatedBy: "wrong.json:").count == 2)
    }
  }

  @Test("a value that a result lacks: 1, naming the result and what it has")
  func missingValue() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "v": {"uses": "values", "with": {"values": {"a": [1, 2]}}},
          "f": {"uses": "plot", "from": {"runs": "v"},
                "with": {"title": "T", "kind": "line", "panels": [{"x": "a", "y": "b"}]}}}}
        """, to: "pipelines/wrong.json")
      let outcome = try tool.run("run", "pipelines/wrong.json")
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains("'v' has no list of numbers 'b'; it has: a"))
    }
  }
}
