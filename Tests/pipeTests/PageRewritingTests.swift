import Foundation
import Testing

@Suite("When a page is written again")
struct PageRewritingTests {
  private let pipeline = """
    {"title": "Kettle",
     "stages": {
       "v": {"uses": "values", "with": {"values": {"minute": [0, 1], "degrees": [20, 41]}}},
       "f": {"uses": "plot", "from": {"runs": "v"},
             "with": {"title": "T", "panels": [{"x": "minute", "y": "degrees"}]}}},
     "report": [{"figure": "f", "caption": "A curve."}]}
    """

  private func withPage(_ body: (CommandLineTool) throws -> Void) throws {
    try withProject { tool in
      try tool.write(pipeline, to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json")
      try body(tool)
    }
  }

  /// Puts other bytes into a file, as many as there were, and gives it its time back.
  private func forge(_ path: String, in tool: CommandLineTool) throws {
    let file = tool.folder.appendingPathComponent(path)
    let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
    let count = try Data(contentsOf: file).count
    try Data(repeating: 0x78, count: count).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(date)], ofItemAtPath: file.path)
  }

  @Test("a run that changes nothing writes nothing")
  func unchanged() throws {
    try withPage { tool in
      try forge("artifacts/k/index.html", in: tool)
      try tool.run("run", "pipelines/k.json")
      #expect(
        try tool.read("artifacts/k/index.html").hasPrefix("xxx"),
        "size and time are those of the page that was written, so nobody looks inside")
    }
  }

  @Test(
    "what was removed or changed comes back",
    arguments: ["k/index.html", "k/figures/f.png", "k/figures/f.csv", "index.html"])
  func repaired(path: String) throws {
    try withPage { tool in
      let file = tool.folder.appendingPathComponent("artifacts/\(path)")
      let before = try Data(contentsOf: file)
      try FileManager.default.removeItem(at: file)
      try tool.run("run", "pipelines/k.json")
      #expect(try Data(contentsOf: file) == before)
      try Data("other".utf8).write(to: file)
      try tool.run("run", "pipelines/k.json")
      #expect(try Data(contentsOf: file) == before)
    }
  }

  @Test("a new caption and a new result of a stage are shown")
  func changed() throws {
    try withPage { tool in
      try tool.write(
        pipeline.replacingOccurrences(of: "A curve.", with: "Other words."), to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json")
      #expect(try tool.read("artifacts/k/index.html").contains("Other words."))
      let page = try tool.read("artifacts/k/index.html")
      try tool.write(
        pipeline.replacingOccurrences(of: "41]", with: "99]"), to: "pipelines/k.json")
      try tool.run("run", "pipelines/k.json")
      #expect(try tool.read("artifacts/k/index.html") != page)
    }
  }

  @Test("a damaged figure in the store is found and drawn again")
  func damaged() throws {
    try withPage { tool in
      let page = try tool.read("artifacts/k/index.html")
      try tool.shell(
        "for f in $(find artifacts/store/objects -name '*.png' | tr ' ' '?'); do "
          + "printf x | dd of=\"$f\" bs=1 seek=60 conv=notrunc 2>/dev/null; done")
      let outcome = try tool.run("run", "pipelines/k.json")
      let again = try tool.run("run", "pipelines/k.json")
      #expect(again.exitCode == 0, "\(outcome.errors)\n\(again.errors)")
      #expect(try tool.run("cache", "verify").exitCode == 0)
      #expect(try tool.read("artifacts/k/index.html").count == page.count)
    }
  }
}
