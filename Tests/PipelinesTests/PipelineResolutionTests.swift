import Artifacts
import Testing

@testable import Pipelines

@Suite("From file to graph")
struct PipelineResolutionTests {
  @Test("a placeholder alone keeps its type, inside text it becomes text")
  func substitution() throws {
    let p = try pipeline(
      """
      {"params": {"v": 2.5, "o": {"x": 7}},
       "stages": {
         "a": {"uses": "number", "label": "v = ${v}, x = ${o.x}, $${v}", "with": {"value": "${v}"}}}}
      """)
    #expect(p.cells[0].parameters["value"] == 2.5)
    #expect(p.cells[0].label == "v = 2.5, x = 7, ${v}")
  }

  @Test("defaults are filled in, so that saying a default changes no key")
  func defaults() throws {
    let implicit = try pipeline(#"{"stages": {"a": {"uses": "number", "with": {"value": 1}}}}"#)
    let explicit = try pipeline(
      #"{"stages": {"a": {"uses": "number", "with": {"step": 1, "fails": false, "value": 1}}}}"#)
    #expect(implicit.cells[0].parameters == explicit.cells[0].parameters)
  }

  @Test("a profile and then --set override parameters")
  func profiles() throws {
    let text = """
      {"params": {"v": 1, "w": 1}, "profiles": {"quick": {"v": 2}}, "profile": "quick",
       "stages": {"a": {"uses": "number", "with": {"value": "${v}", "step": "${w}"}}}}
      """
    #expect(try pipeline(text).cells[0].parameters["value"] == 2)
    let overridden = try pipeline(text, set: ["v=3", "w=4"])
    #expect(overridden.cells[0].parameters["value"] == 3)
    #expect(overridden.cells[0].parameters["step"] == 4)
    #expect(overridden.profile == "quick")
  }

  @Test("a matrix is a product in file order, the last variable fastest")
  func matrixProduct() throws {
    let p = try pipeline(
      """
      {"stages": {"a": {"uses": "number", "matrix": {"x": [1, 2], "y": [3, 4]},
                        "with": {"value": "${x}", "step": "${y}"}}}}
      """)
    #expect(p.cells.map(\.name) == ["a[x=1,y=3]", "a[x=1,y=4]", "a[x=2,y=3]", "a[x=2,y=4]"])
    #expect(p.cells.map { $0.parameters["step"] } == [3, 4, 3, 4])
  }

  @Test("a matrix of rows gives those rows")
  func matrixRows() throws {
    let p = try pipeline(
      """
      {"stages": {"a": {"uses": "number", "matrix": [{"x": 1}, {"x": 5}],
                        "with": {"value": "${x}"}}}}
      """)
    #expect(p.cells.map(\.name) == ["a[x=1]", "a[x=5]"])
  }

  @Test("references take all cells, one cell, or the matching cell")
  func references() throws {
    let p = try pipeline(
      """
      {"stages": {
        "all": {"uses": "sum", "from": {"terms": "a"}},
        "one": {"uses": "floor", "from": {"of": "a[x=0.50]"}},
        "each": {"uses": "floor", "matrix": {"x": [0.5, 2]}, "from": {"of": "a[x=${x}]"}},
        "a": {"uses": "number", "matrix": {"x": [0.5, 2]}, "with": {"value": "${x}"}}}}
      """)
    func inputs(_ name: String) throws -> [String] {
      try p.cells(matching: name).flatMap { $0.inputs.flatMap(\.cells) }.map { p[$0].name }
    }
    #expect(try inputs("all") == ["a[x=0.5]", "a[x=2]"])
    #expect(try inputs("one") == ["a[x=0.5]"])
    #expect(try inputs("each") == ["a[x=0.5]", "a[x=2]"])
    // Every cell comes after what it takes from, whatever the order of the file.
    #expect(p.cells.first?.stageName == "a")
  }

  @Test("extends merges objects, replaces lists, and null removes")
  func extends() throws {
    let p = try pipeline(
      """
      {"stages": {
        "a": {"uses": "number", "label": "first", "with": {"value": 1, "step": 5}},
        "b": {"extends": "a", "with": {"value": 2, "step": null}}}}
      """)
    let b = try #require(try p.cells(matching: "b").first)
    #expect(b.parameters["value"] == 2)
    #expect(b.parameters["step"] == 1)
    #expect(b.label == "first")
  }

  @Test("a closure holds a cell and all that it needs")
  func closure() throws {
    let p = try pipeline(
      """
      {"stages": {
        "a": {"uses": "number", "with": {"value": 1}},
        "b": {"uses": "floor", "from": {"of": "a"}},
        "c": {"uses": "number", "with": {"value": 1}}}}
      """)
    let b = try p.cells(matching: "b").map(\.id)
    #expect(Set(p.closure(of: b).map { p[$0].name }) == ["a", "b"])
  }
}
