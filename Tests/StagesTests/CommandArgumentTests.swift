import Testing

@testable import Stages

@Suite("Arguments of commands")
struct CommandArgumentTests {
  @Test("are read into text and placeholders")
  func reading() throws {
    #expect(try CommandArgument("plain").pieces == [.text("plain")])
    #expect(try CommandArgument("").pieces == [.text("")])
    #expect(
      try CommandArgument("--data={input:a/b},{output:x}!").pieces == [
        .text("--data="), .input(.init(slot: "a", output: "b")), .text(","), .output("x"),
        .text("!"),
      ])
    #expect(
      try CommandArgument("{input:a}{file:p/q.py}{parameter:n}{parameters}").pieces == [
        .input(.init(slot: "a", output: nil)), .file("p/q.py"), .parameter("n"), .parameters,
      ])
  }

  @Test("have doubled braces for braces")
  func braces() throws {
    #expect(
      try CommandArgument("{{print $1}} {{{output:x}}}").pieces == [
        .text("{print $1} {"), .output("x"), .text("}"),
      ])
  }

  @Test(
    "with what is no placeholder are refused",
    arguments: ["{", "}", "a } b", "{input:}", "{input}", "{}", "{parameters:x}", "{ output:x}"])
  func refusal(text: String) {
    #expect(throws: CommandArgument.Problem.self) { try CommandArgument(text) }
  }

  @Test("output is cut into lines, however it comes")
  func lines() {
    var lines = OutputLines()
    var seen: [String] = []
    for piece in ["fir", "st\nsec", "ond\r\n\n  \nthi", "rd"] {
      lines.append(Array(piece.utf8)[...]) { seen.append($0) }
    }
    #expect(seen == ["first", "second"])
    lines.finish { seen.append($0) }
    #expect(seen == ["first", "second", "third"])
    for number in 0..<100 { lines.append(Array("\(number)\n".utf8)[...]) { _ in } }
    #expect(lines.last == (80..<100).map(String.init))
    lines.append(Array(repeating: UInt8(ascii: "x"), count: 100_000)[...]) { _ in }
    lines.finish { #expect($0.count == OutputLines.longestLine) }
  }
}
