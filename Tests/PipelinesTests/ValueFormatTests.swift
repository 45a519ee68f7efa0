import Testing

@testable import Pipelines

@Suite("How texts write numbers")
struct ValueFormatTests {
  @Test(
    "decimal places, percentages and powers of ten",
    arguments: [
      (0.0514, "3", "0.051"), (-0.0514, "3", "\u{2212}0.051"), (12, "0", "12"),
      (0.97835, "percent1", "97.8\u{202F}%"), (0.9999, "percent", "100\u{202F}%"),
      (1.25e-7, "e2", "1.25\u{202F}×\u{202F}10⁻⁷"),
      (-31_400, "e1", "\u{2212}3.1\u{202F}×\u{202F}10⁴"),
      (9.996, "e2", "1.00\u{202F}×\u{202F}10¹"), (0, "e1", "0.0"), (3.5, "e1", "3.5"),
      (.leastNonzeroMagnitude, "e0", "5\u{202F}×\u{202F}10⁻³²⁴"),
    ])
  func formats(value: Double, format: String, text: String) throws {
    #expect(try #require(ValueFormat(format)).text(of: value) == text)
  }

  @Test(
    "without a format, whole numbers are written in full and others with up to four digits",
    arguments: [
      (763_094, "763094"), (0.97835432, "0.9784"), (2.3025851, "2.303"), (1890.4212, "1890"),
      (0.00012345678, "0.0001235"), (1.23456e-9, "1.235\u{202F}×\u{202F}10⁻⁹"),
      (-0.5, "\u{2212}0.5"), (0.05, "0.05"), (12.0004, "12"), (.infinity, "infinity"),
    ] as [(Double, String)])
  func automatic(value: Double, text: String) {
    #expect(ValueFormat.automatic.text(of: value) == text)
  }

  @Test("what is no format is none", arguments: ["", "x", "%", "percent-1", "13", "1.5", "e+1"])
  func unknown(text: String) {
    #expect(ValueFormat(text) == nil)
  }
}
