import Foundation
import Testing

@Suite("pipe graph")
struct GraphCommandTests {
  @Test("prints Graphviz with the states, the same every time")
  func dot() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "scaled")
      let first = try tool.run("graph", "pipelines/sample.json")
      #expect(first.exitCode == 0, "\(first.errors)")
      #expect(first.output.contains("\"scaled\" [label=\"scaled\\nnormalize\\ndone\""))
      #expect(first.output.contains("\"net\" [label=\"net\\ntrain × 2\\nto run\""))
      #expect(first.output.contains("\"table\" [label=\"table\\ntable\\nwaits\""))
      #expect(try tool.run("graph", "pipelines/sample.json").output == first.output)
    }
  }

  @Test("writes SVG that an XML parser reads, and takes the format from the file's ending")
  func svg() throws {
    try withProject { tool in
      let outcome = try tool.run("graph", "pipelines/sample.json", "--cells", "-o", "graph.svg")
      #expect(outcome.output == "graph.svg\n")
      let text = try tool.read("graph.svg")
      #expect(text.contains("<text x=") && text.contains("net[p=0.5]"))
      let parsed = try tool.shell(
        "python3 -c 'import sys, xml.etree.ElementTree as t; print(t.parse(\"graph.svg\").getroot().tag)'"
      )
      #expect(parsed.output == "{http://www.w3.org/2000/svg}svg\n")
      #expect(try tool.run("graph", "pipelines/sample.json", "-o", "graph.jpeg").exitCode == 64)
      #expect(try tool.run("graph", "pipelines/sample.json", "--format", "gif").exitCode == 64)
    }
  }

  @Test("draws a PNG, light and dark, into a file that has to be named")
  func png() throws {
    try withProject { tool in
      let light = try tool.run("graph", "pipelines/sample.json", "--plain", "-o", "graph.png")
      #expect(light.output == "graph.png\n", "\(light.errors)")
      try tool.run("graph", "pipelines/sample.json", "--plain", "-o", "dark.png", "--dark")
      let pictures = try ["graph.png", "dark.png"].map {
        try Data(contentsOf: tool.path($0))
      }
      #expect(pictures.allSatisfy { $0.starts(with: [0x89, 0x50, 0x4e, 0x47]) })
      #expect(pictures[0] != pictures[1])
      let unnamed = try tool.run("graph", "pipelines/sample.json", "--plain", "--format", "png")
      #expect(unnamed.exitCode == 64)
      #expect(unnamed.errors.contains("give --output"))
    }
  }

  @Test("--plain needs neither data nor store")
  func plain() throws {
    try withProject { tool in
      try FileManager.default.removeItem(at: tool.path("artifacts/data"))
      let outcome = try tool.run(
        "graph", "pipelines/sample.json", "--plain", "--format", "mermaid")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("flowchart LR\n  n0[\"images<br/>dataset\"]\n"))
      #expect(try tool.run("graph", "pipelines/sample.json").exitCode == 66)
    }
  }

  @Test("--json has nodes with their cells, sources and states")
  func json() throws {
    try withProject { tool in
      let document = try tool.run("graph", "pipelines/sample.json", "--json").json()
      #expect(document["schema"] as? String == "pipe.graph/1")
      let nodes = document["nodes"] as? [[String: Any]] ?? []
      let net = try #require(nodes.first { $0["name"] as? String == "net" })
      #expect(net["cells"] as? [String] == ["net[p=0]", "net[p=0.5]"])
      #expect(net["from"] as? [String] == ["scaled"])
      #expect(net["state"] as? String == "waits")
    }
  }
}
