/// The small markup of labels: `10^{−3}` raises, `x_{1}` lowers; anything else is plain text.
enum TextMarkup {
  enum Level: Equatable, Sendable {
    case baseline
    case superscript
    case `subscript`
  }

  struct Span: Equatable, Sendable {
    var text: String
    var level: Level
  }

  /// The parts of a text; a `^{` or `_{` without its `}` stands for itself.
  static func spans(of text: String) -> [Span] {
    var spans: [Span] = []
    var plain = ""
    var rest = Substring(text)
    while let character = rest.first {
      if character == "^" || character == "_", rest.dropFirst().first == "{",
        let end = rest.firstIndex(of: "}")
      {
        if !plain.isEmpty { spans.append(Span(text: plain, level: .baseline)) }
        plain = ""
        spans.append(
          Span(
            text: String(rest.dropFirst(2)[..<end]),
            level: character == "^" ? .superscript : .subscript))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { spans.append(Span(text: plain, level: .baseline)) }
    return spans
  }

  /// Characters that have a raised form of their own, drawn for small sizes.
  static let superscripts: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "\u{2070}", "1": "\u{B9}", "2": "\u{B2}", "3": "\u{B3}", "4": "\u{2074}",
    "5": "\u{2075}", "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}",
    "+": "\u{207A}", "-": "\u{207B}", "\u{2212}": "\u{207B}", "(": "\u{207D}", ")": "\u{207E}",
    "n": "\u{207F}", "i": "\u{2071}",
  ]
}
