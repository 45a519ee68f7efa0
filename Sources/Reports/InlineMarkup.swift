/// The small markup of texts and captions: `**strong**`, `*emphasis*`, `` `code` `` and paragraphs.
enum InlineMarkup {
  /// The paragraphs of a text, which blank lines separate, as HTML.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    let all: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in all + [""] {
      if line.allSatisfy(\.isWhitespace) {
        if !lines.isEmpty { paragraphs.append(html(lines.joined(separator: " "))) }
        lines = []
      } else {
        lines.append(line)
      }
    }
    return paragraphs
  }

  /// One run of text as HTML. Everything that is not markup is escaped; a mark without its partner
  /// stands for itself.
  static func html(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    scanning: while let character = rest.first {
      for (mark, tag) in [("**", "strong"), ("*", "em"), ("`", "code")] {
        guard rest.hasPrefix(mark) else { continue }
        let inside = rest.dropFirst(mark.count)
        guard let end = inside.firstRange(of: mark), end.lowerBound != inside.startIndex else {
          continue
        }
        let content = String(inside[..<end.lowerBound])
        result += "<\(tag)>" + (tag == "code" ? escaped(content) : html(content)) + "</\(tag)>"
        rest = inside[end.upperBound...]
        continue scanning
      }
      result += escaped(String(character))
      rest.removeFirst()
    }
    return result
  }

  /// Stands in a text for something that is HTML already.
  static let object: Character = "\u{FFFC}"

  /// HTML with the next of `objects` at each place that was left for one.
  static func filling(_ html: String, with objects: inout ArraySlice<String>) -> String {
    html.reduce(into: "") { result, character in
      result += character == object ? objects.popFirst() ?? "" : String(character)
    }
  }

  /// Text made safe for HTML content and attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    // By scalar: a combining mark would hide the character it follows.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
