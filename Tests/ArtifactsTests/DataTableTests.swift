import Testing

@testable import Artifacts

@Suite("Tables and their numbers")
struct DataTableTests {
  @Test(
    "fixed decimals are rounded half away from zero and never show a negative zero",
    arguments: [
      (0.125, 2, "0.13"), (2.5, 0, "3"), (-0.004, 2, "0.00"), (1890.4236, 2, "1890.42"),
      (0.05, 1, "0.1"), (-1.25, 1, "-1.3"), (12, 3, "12.000"), (0.0005, 4, "0.0005"),
    ])
  func fixed(value: Double, digits: Int, text: String) {
    #expect(DecimalText.fixed(value, digits: digits) == text)
  }

  @Test("numbers that are not finite have names, huge ones their shortest form")
  func special() {
    #expect(DecimalText.fixed(.nan, digits: 2) == "NaN")
    #expect(DecimalText.fixed(-.infinity, digits: 2) == "-infinity")
    #expect(DecimalText.fixed(1e300, digits: 2) == "1e+300")
    #expect(DecimalText.shortest(3.0) == "3")
    #expect(DecimalText.display(-2.5, digits: nil) == "\u{2212}2.5")
  }

  @Test(
    "scientific numbers have a factor in [1, 10) once it is rounded",
    arguments: [
      (-1.25e-7, 2, "−1.25 × 10⁻⁷"), (9.996, 2, "1.00 × 10¹"), (3.5, 1, "3.5"), (0, 2, "0.00"),
      (.leastNonzeroMagnitude, 1, "4.9 × 10⁻³²⁴"), (1.7e308, 1, "1.7 × 10³⁰⁸"),
      (1e22, 0, "1 × 10²²"),
    ])
  func scientific(value: Double, digits: Int, text: String) {
    let narrow = text.replacing(" ", with: "\u{202F}")
    #expect(DecimalText.scientific(value, digits: digits) == narrow)
    #expect(DecimalText.scientific(.infinity, digits: digits) == "infinity")
  }

  @Test("a column marks its numbers from a threshold on, and Markdown shows them in bold")
  func marks() {
    var table = DataTable(columns: [.init("a", digits: 3, markedFrom: 0.97), .init("b")])
    for value in [0.9699, 0.97, 0.99] { table.append([.number(value), .number(1)]) }
    table.append([.missing, .text("x")])
    #expect(
      table.rows.indices.map { table.isMarked(row: $0, column: 0) } == [false, true, true, false])
    #expect(!table.isMarked(row: 1, column: 1))
    #expect(table.markdown.contains("| 0.970 | 1 |\n| **0.970** | 1 |\n| **0.990** | 1 |"))
  }

  @Test("a table survives the way through JSON")
  func roundTrip() throws {
    var table = DataTable(columns: [
      .init("a", isScientific: true), .init("b", digits: 3, markedFrom: 0.5),
    ])
    table.append([.text("x"), .number(0.1)])
    table.append([.missing, .number(-4)])
    let text = try table.json.canonicalText()
    #expect(DataTable(json: try JSONValue(parsing: text)) == table)
  }

  @Test("CSV quotes what has to be quoted, Markdown escapes bars")
  func formats() {
    var table = DataTable(columns: [.init("a,b"), .init("c")])
    table.append([.text("say \"hi\""), .text("x|y")])
    #expect(table.csv == "\"a,b\",c\n\"say \"\"hi\"\"\",x|y\n")
    #expect(table.markdown.contains("x\\|y"))
  }
}
