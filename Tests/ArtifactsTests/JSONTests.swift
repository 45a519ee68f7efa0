import Testing

@testable import Artifacts

@Suite("JSON is read strictly and written canonically")
struct JSONTests {
  @Test(
    "what RFC 8259 allows is read, and its canonical text is a fixed point",
    arguments: [
      ("null", "null"), (" true ", "true"), ("false", "false"),
      ("0", "0"), ("-0", "-0.0"), ("-0.0", "-0.0"), ("0e5", "0"), ("1E2", "100"),
      ("-12.50", "-12.5"), ("1.0", "1"), ("1e-5", "1e-05"), ("0.0001", "0.0001"),
      ("0.00012345", "0.00012345"), ("123456.789", "123456.789"), ("1e16", "1e+16"),
      ("1e15", "1000000000000000"), ("9007199254740992.0", "9007199254740992.0"),
      ("9007199254740991.0", "9007199254740991"), ("1e22", "1e+22"), ("1.5e300", "1.5e+300"),
      ("5e-324", "5e-324"), ("1e-400", "0"), ("0.1", "0.1"),
      ("2.2250738585072014e-308", "2.2250738585072014e-308"),
      ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"),
      ("[]", "[]"), ("[1,[2, 3 ]\n]", "[1,[2,3]]"), ("{}", "{}"),
      (#"{"b":1,"a":{"d":[],"c":null}}"#, #"{"a":{"c":null,"d":[]},"b":1}"#),
      (#"{"é":1,"z":2,"𝄞":3,"ﬀ":4}"#, #"{"z":2,"é":1,"ﬀ":4,"𝄞":3}"#),
      (
        #""\u00e9\ud834\udd1e\/\"\\\b\f\n\r\t\u0001\u007f""#,
        "\"é𝄞/\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u{7f}\""
      ),
      (#"{"":""}"#, #"{"":""}"#),
    ])
  func valid(text: String, canonical: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(try value.canonicalText() == canonical)
    let again = try JSONValue(parsing: canonical)
    #expect(try again.canonicalText() == canonical)
    #expect(again == value)
    #expect(try JSONValue(parsing: try value.prettyText()) == value)
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", 1, 1), ("  ", 1, 3), ("nul", 1, 1), ("truex", 1, 5), ("[1,]", 1, 4), ("[1 2]", 1, 4),
      ("[1", 1, 3), ("{\"a\":1,}", 1, 8), ("{\"a\" 1}", 1, 6), ("{a:1}", 1, 2),
      ("{\"a\":}", 1, 6), ("{\"a\":1\n,\n \"a\":2}", 3, 2), ("01", 1, 1), ("-", 1, 2),
      ("-01", 1, 2), ("1.", 1, 3), (".5", 1, 1), ("+1", 1, 1), ("1e", 1, 3), ("1e+", 1, 4),
      ("1e400", 1, 1), ("NaN", 1, 1), ("Infinity", 1, 1), ("9223372036854775808", 1, 1),
      ("\"a", 1, 1), ("\"\\x\"", 1, 3), ("\"\\u12g4\"", 1, 6), ("\"\\ud800\"", 1, 2),
      ("\"\\ud800\\u0041\"", 1, 2), ("\"\\udc00\"", 1, 2), ("\"a\tb\"", 1, 3), ("1 2", 1, 3),
      ("[é]", 1, 2), ("\"é\" x", 1, 5), ("'a'", 1, 1), ("// x\n1", 1, 1), ("\u{FEFF}1", 1, 1),
      ("[1]]", 1, 4),
    ])
  func invalid(text: String, line: Int, column: Int) {
    do {
      _ = try JSONValue(parsing: text)
      Issue.record("\(text) was read")
    } catch .invalidText(let foundLine, let foundColumn, let problem) {
      #expect(foundLine == line && foundColumn == column, "\(foundLine):\(foundColumn) \(problem)")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(
    "bytes that are no UTF-8 are refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xE2, 0x22],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
  }

  @Test("nesting is bounded, on both sides of the bound")
  func depth() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try JSONValue(parsing: nested(256))
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(257)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(1_000_000)) }
  }

  @Test("doubles survive text, bit by bit")
  func doubles() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      let text = try JSONValue.number(value).canonicalText()
      let back = try #require(try JSONValue(parsing: text).doubleValue)
      #expect(back.bitPattern == value.bitPattern, "\(text)")
    }
  }

  @Test("a number that is not finite is refused with its place")
  func notFinite() {
    let value: JSONValue = ["loss": [1.5, .number(.nan)]]
    #expect(throws: JSONError.notFinite(place: "$.loss[1]", value: "nan")) {
      try value.canonicalText()
    }
  }

  @Test("equality follows the canonical text")
  func equality() {
    #expect(JSONValue.integer(3) == .number(3.0))
    #expect(JSONValue.number(-0.0) != .integer(0))
    #expect(JSONValue.string("e\u{301}") != .string("\u{E9}"))
    #expect(JSONValue.integer(1 << 53) != .number(9_007_199_254_740_992))
  }

  @Test("names that differ only in Unicode normalisation are two members")
  func normalisation() throws {
    let value = try JSONValue(parsing: "{\"e\u{301}\":1,\"\u{E9}\":2}")
    #expect(value.objectValue?.count == 2)
    #expect(value["\u{E9}"] == 2)
  }

  @Test("members can be read and changed in place")
  func access() {
    var value: JSONValue = ["a": [1, "two", nil, true], "b": 2.5]
    #expect(value["a"]?[1]?.stringValue == "two")
    #expect(value["a"]?[9] == nil && value["c"] == nil && value["b"]?["x"] == nil)
    value["c"] = 7
    value["b"] = nil
    #expect(value.objectValue?.names == ["a", "c"])
  }
}
