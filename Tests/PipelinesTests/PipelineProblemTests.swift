import Testing

@testable import Pipelines

@Suite("What is wrong with a pipeline file")
struct PipelineProblemTests {
  @Test("an unknown parameter is named with its place and the nearest known one")
  func unknownParameter() {
    let found = problems(
      "{\"stages\": {\n \"a\": {\"uses\": \"number\", \"with\": {\"valeu\": 1}}}}")
    #expect(
      found == [
        "p.json:2:34: stage 'a' needs the parameter 'value': the number",
        "p.json:2:35: unknown parameter 'valeu' of stage 'a'; did you mean 'value'?",
      ])
  }

  @Test("all problems are reported at once, in file order")
  func allAtOnce() {
    let found = problems(
      """
      {"stagess": 1,
       "stages": {
        "a": {"uses": "nmber", "with": {"value": 1}},
        "b": {"uses": "number", "wiht": {"value": 1}},
        "c": {"uses": "number", "with": {"value": "much"}},
        "d": {"uses": "floor", "from": {"of": "q"}}}}
      """)
    let stages = found.dropFirst().map { $0 }
    #expect(found.first == "p.json:1:2: unknown key 'stagess'; did you mean 'stages'?")
    #expect(stages.count == 5)
    #expect(stages[0].hasPrefix("p.json:3:17: unknown stage kind 'nmber'; did you mean 'number'?"))
    #expect(stages[1].contains("needs the parameter 'value'"))
    #expect(stages[2].contains("unknown key 'wiht' in stage 'b'; did you mean 'with'?"))
    #expect(stages[3].contains("must be a number at least 0, not a string"))
    #expect(stages[4].contains("takes 'of' from the unknown stage 'q'"))
  }

  @Test(
    "a cycle is named with its members",
    arguments: [
      (#""a": {"uses": "floor", "from": {"of": "a"}}"#, "a <- a"),
      (
        #""a": {"uses": "floor", "from": {"of": "b"}}, "b": {"uses": "floor", "from": {"of": "a"}}"#,
        "a <- b <- a"
      ),
    ])
  func cycles(stages: String, cycle: String) {
    let found = problems("{\"stages\": {\(stages)}}")
    #expect(found.count == 1)
    #expect(found.first?.contains("stages form a cycle: \(cycle)") == true)
  }

  @Test("neither a cycle nor a key given twice hides what else is wrong")
  func problemsBesideACycle() {
    let found = problems(
      """
      {"stages": {
        "a": {"uses": "floor", "from": {"of": "b"}},
        "b": {"uses": "floor", "from": {"of": "a"}, "wiht": {}},
        "c": {"uses": "nmber"},
        "c": {"uses": "number"}}}
      """)
    #expect(found.count == 4, "\(found)")
    #expect(found.contains { $0.contains("stages form a cycle: a <- b <- a") })
    #expect(found.contains { $0.contains("did you mean 'with'?") })
    #expect(found.contains { $0.hasPrefix("p.json:4:17: unknown stage kind 'nmber'") })
    #expect(found.contains("p.json:5:3: the key 'c' appears twice in one object"))
  }

  @Test("sweeps that take from each other are one mistake, and not one for each pair of cells")
  func cycleOfSweeps() {
    let values = (0..<50).map(String.init).joined(separator: ",")
    let found = problems(
      """
      {"stages": {
        "a": {"uses": "floor", "matrix": {"n": [\(values)]}, "from": {"of": "b[n=${n}]"}},
        "b": {"uses": "floor", "matrix": {"n": [\(values)]}, "from": {"of": "a[n=${n}]"}}}}
      """)
    #expect(found.count == 1, "\(found.prefix(3))")
  }

  @Test(
    "a stage's name has nothing that means something in references and in paths",
    arguments: [
      "", "a[b", "a]", "a/b", "../t", ".hidden", "-n", "a=b", "a,b", "a\\\\b", "a:b", "a}", " a",
      "a ",
    ])
  func stageName(name: String) {
    let found = problems(
      "{\"stages\": {\"\(name)\": {\"uses\": \"number\", \"with\": {\"value\": 1}}}}")
    #expect(found.count == 1 && found[0].contains("a stage cannot be called"), "\(found)")
  }

  @Test("--set reaches members that are there, and no others")
  func overriddenMembers() {
    let text = """
      {"params": {"o": {"rate": 1}, "list": [1]},
       "stages": {"a": {"uses": "number", "with": {"value": "${o.rate}"}}}}
      """
    #expect(problems(text, set: ["o.rate=2"]).isEmpty)
    #expect(problems(text, set: ["o.raet=2"]).first?.contains("did you mean 'rate'?") == true)
    #expect(
      problems(text, set: ["list.0=2"]).first?.contains("'list', which is not an object")
        == true)
  }

  @Test("stages that extend each other in a circle are an error")
  func extendsCircle() {
    let found = problems(#"{"stages": {"a": {"extends": "b"}, "b": {"extends": "a"}}}"#)
    #expect(found.contains { $0.contains("extend each other in a circle: a -> b -> a") })
  }

  @Test("an unknown placeholder names the nearest parameter")
  func placeholder() {
    let found = problems(
      #"{"params": {"rate": 1}, "stages": {"a": {"uses": "number", "with": {"value": "${rat}"}}}}"#)
    #expect(found.count == 1)
    #expect(found.first?.contains("unknown parameter '${rat}'; did you mean 'rate'?") == true)
  }

  @Test("numbers outside their range say the range")
  func range() {
    let found = problems(#"{"stages": {"a": {"uses": "number", "with": {"value": -1}}}}"#)
    #expect(found.first?.contains("must be a number at least 0, not -1") == true)
  }

  @Test("a rule of the stage itself points at the parameter")
  func ownRule() {
    let found = problems(#"{"stages": {"a": {"uses": "number", "with": {"value": 13}}}}"#)
    #expect(found == ["p.json:1:55: 13 is not a number to use"])
  }

  @Test("an input that makes the wrong thing, too many cells, or nothing is an error")
  func wiring() {
    let found = problems(
      """
      {"stages": {
        "a": {"uses": "number", "matrix": {"x": [1, 2]}, "with": {"value": "${x}"}},
        "s": {"uses": "sum", "from": {"terms": "a"}},
        "t": {"uses": "floor", "from": {"of": "s"}},
        "u": {"uses": "floor", "from": {"of": "a"}},
        "v": {"uses": "floor"},
        "w": {"uses": "floor", "from": {"of": "a[x=3]"}}}}
      """)
    #expect(found.count == 4)
    #expect(found[0].contains("takes number, but 's' ('sum') makes table"))
    #expect(found[1].contains("takes one cell, but this names 2; select one, such as 'a[x=${x}]'"))
    #expect(found[2].contains("stage 'v' needs the input 'of'"))
    #expect(found[3].contains("no cell of 'a' matches 'a[x=3]'; its cells: [x=1] [x=2]"))
  }

  @Test("unknown profiles, profile parameters and --set names are errors")
  func parameters() {
    let body = #""stages": {"a": {"uses": "number", "with": {"value": 1}}}"#
    #expect(
      problems("{\"params\": {\"epochs\": 1}, \"profile\": \"q\", \(body)}").first?
        .contains("the profile 'q' is not defined") == true)
    #expect(
      problems(
        "{\"params\": {\"epochs\": 1}, \"profiles\": {\"q\": {\"epoch\": 1}}, \"profile\": \"q\", \(body)}"
      ).first?.contains("unknown parameter 'epoch'; did you mean 'epochs'?") == true)
    #expect(
      problems("{\"params\": {\"epochs\": 1}, \(body)}", set: ["epoch=2"]).first?
        .contains("--set names the unknown parameter 'epoch'; did you mean 'epochs'?") == true)
  }

  @Test("a report block that shows what is not a figure is an error")
  func report() {
    let found = problems(
      """
      {"stages": {"a": {"uses": "number", "with": {"value": 1}},
                  "s": {"uses": "sum", "from": {"terms": "a"}}},
       "report": [{"table": "s"}, {"figure": "a"}, {"figure": "zz"}, {"txt": "x"}, {}]}
      """)
    #expect(found.count == 5)
    #expect(found.contains { $0.contains("'a' ('number') makes number, not a figure") })
    #expect(found.contains { $0.contains("the unknown stage 'zz'") })
    #expect(found.contains { $0.contains("unknown key 'txt' in a block of the report") })
  }

  @Test("a profile that is not in force is checked as well, and must be an object")
  func otherProfiles() {
    let found = problems(
      """
      {"params": {"epochs": 1}, "profiles": {"a": [1], "b": {"epoch": 2}},
       "stages": {"a": {"uses": "number", "with": {"value": 1}}}}
      """)
    #expect(found.count == 2)
    #expect(found[0].contains("profile 'a' must be an object, not a list"))
    #expect(found[1].contains("unknown parameter 'epoch'; did you mean 'epochs'?"))
  }

  @Test("a file whose name cannot be a folder is refused", arguments: ["store", "a b", ".x", "é"])
  func fileName(name: String) {
    let text = #"{"stages": {"a": {"uses": "number", "with": {"value": 1}}}}"#
    #expect(throws: SpecificationError.self) {
      try Pipeline(PipelineFile(text: text, file: "pipelines/\(name).json"), registry: .sample)
    }
  }
}
