import Testing

@testable import Pipelines

@Suite("Reading a pipeline file")
struct SpecificationParserTests {
  private func parse(_ text: String) throws(SpecificationError) -> SpecificationNode {
    try SpecificationParser.parse(text, file: "p.json")
  }

  @Test("JSON values keep their types")
  func types() throws {
    let node = try parse(
      #"{"a": 1, "b": 1.5, "c": "1", "d": true, "e": null, "f": [1, "x"], "g": 1e3}"#)
    #expect(
      node.json
        == [
          "a": 1, "b": 1.5, "c": "1", "d": true, "e": nil, "f": [1, "x"], "g": 1000.0,
        ])
  }

  @Test(
    "scalars that only YAML would take for numbers or booleans stay strings",
    arguments: ["yes", "no", "on", "0x10", "1_000", "12:30", "~", ".5", "01", "1.", "2001-01-01"])
  func yamlScalars(text: String) throws {
    #expect(try parse("a: \(text)")["a"]?.string == text)
  }

  @Test("comments and YAML are read")
  func comments() throws {
    let node = try parse("# a comment\n{\n  \"a\": 1 # and another\n}\n")
    #expect(node.json == ["a": 1])
    #expect(try parse("a:\n  - 1\n  - b\n").json == ["a": [1, "b"]])
  }

  @Test("every value knows its line and column")
  func places() throws {
    let node = try parse("{\n  \"a\": {\n    \"b\": 7\n  }\n}")
    let location = try #require(node["a"]?["b"]?.location)
    #expect(location.description == "p.json:3:10")
    #expect(node["a"]?.members?["b"]?.keyLocation.description == "p.json:3:5")
  }

  @Test("tabs, escapes and file order are kept as JSON has them")
  func details() throws {
    let node = try parse("{\n\t\"z\": \"a\\n\\u00e9\\\"\",\n\t\"a\": 1\n}")
    #expect(node["z"]?.string == "a\né\"")
    #expect(node.members.map { Array($0.keys) } == ["z", "a"])
  }

  /// Texts that are plain JSON, and some that only look like it.
  private static let texts = [
    "{}", "[]", " [ ] ", "7", "-0", "1e400", "9223372036854775808", "\"a\"", "null",
    "[true, false]",
    #"{"a": {"b": [1, -2.50, "x", null, {}]}, "é": "ü", "c": "\u00e9\ud83d\ude00\/\t"}"#,
    "{\n  \"ä\": \"😀\",   \"b\":\t1,\r\n \"c\" : [\n1,\n2]}\n",
    #"{"a": "line\nbreak", "b": "\\", "c": "${x}", "d": "a # b", "": 0}"#,
    "{\"a\": \"\u{2028}\", \"b\": \"\u{85}\"}", "# comment\n{\"a\": 1}", "{\"a\": 01}", "{a: 1}",
    "{\"a\": yes}", "[1, 2,]", "{\"<<\": {\"b\": 1}}",
  ]

  @Test("plain JSON is read fast, to the same values at the same places", arguments: texts)
  func fastPath(text: String) throws {
    var collector = DiagnosticCollector()
    guard
      let fast = StrictJSONParser.parse(text, file: "p.json", maximumDepth: 64, &collector)
    else { return }
    #expect(collector.diagnostics.isEmpty)
    let slow = try SpecificationParser.parseYAML(text, file: "p.json")
    #expect("\(fast)" == "\(slow)")
  }

  @Test("the fast way is taken for JSON and for nothing else")
  func fastPathTaken() {
    func isTaken(_ text: String) -> Bool {
      var collector = DiagnosticCollector()
      return StrictJSONParser.parse(text, file: "p.json", maximumDepth: 4, &collector) != nil
    }
    #expect(isTaken("{\"a\": [1, {\"b\": \"ü\"}]}\n"))
    #expect(isTaken("{\"a\": 1, \"a\": 2}"), "so that all that is wrong is told at once")
    for text in ["{a: 1}", "[1] # x", "[[[[[]]]]]", "[1", "\"\u{1}\"", ""] {
      #expect(!isTaken(text), "\(text)")
    }
  }

  @Test("a syntax error names line and column")
  func syntaxError() {
    #expect {
      try parse("{\n  \"a\": [1, 2\n")
    } throws: { error in
      let diagnostic = (error as? SpecificationError)?.diagnostics.first
      return diagnostic?.location.line ?? 0 >= 2
        && diagnostic?.message.hasPrefix("not valid JSON or YAML") == true
    }
  }

  @Test("a key given twice is an error and not the last one wins")
  func duplicateKey() {
    #expect {
      try parse("{\n  \"a\": 1,\n  \"a\": 2\n}")
    } throws: { error in
      "\(error)".contains("the key 'a' appears twice")
    }
  }

  @Test("hostile nesting is refused")
  func depth() {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(throws: SpecificationError.self) { try parse(text) }
  }

  @Test("an empty file says what is expected")
  func empty() {
    #expect {
      try parse("")
    } throws: { "\($0)".contains("the file is empty") }
  }

  @Test(
    "characters beyond U+FFFF may be written as JSON writes them",
    arguments: [
      (#""\ud83d\ude00""#, "\u{1F600}"), (#""a\\ud83d""#, #"a\ud83d"#), (#""\u00e9""#, "é"),
    ])
  func surrogatePairs(text: String, value: String) throws {
    #expect(try parse("{\"a\": \(text)}")["a"]?.string == value)
  }
}
