/// A word of an expression.
struct ExpressionToken: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    /// An operator, bracket or separator.
    case sign(Character)
    case end
  }

  let kind: Kind
  /// Where it begins and what follows it, in characters from 0.
  let range: Range<Int>

  /// As a message calls it.
  func description(in text: [Character]) -> String {
    kind == .end ? "the end" : "'\(String(text[range]))'"
  }

  /// Splits a text.
  ///
  /// - Throws: ``ExpressionError/unexpected(found:expected:column:)`` for a character that has no place
  ///   in an expression.
  static func all(in text: [Character]) throws(ExpressionError) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    var place = 0
    func end(while isPart: (Character) -> Bool, from start: Int) -> Int {
      text[start...].firstIndex { !isPart($0) } ?? text.count
    }
    while place < text.count {
      let start = place
      let character = text[start]
      let kind: Kind
      if character.isWhitespace {
        place += 1
        continue
      } else if isDigit(character) || character == "." {
        place = numberEnd(in: text, from: start)
        let digits = String(text[start..<place])
        // An exponent beyond the range of numbers gives infinity.
        guard let value = Double(digits), value.isFinite else {
          throw .unexpected(found: "'\(digits)'", expected: "a number", column: start + 1)
        }
        kind = .number(value)
      } else if isLetter(character) {
        place = end(while: { isLetter($0) || isDigit($0) || $0 == "_" }, from: start)
        kind = .name(String(text[start..<place]))
      } else if "+-*/^(),;=".contains(character) {
        place += 1
        kind = .sign(character)
      } else {
        throw .unexpected(
          found: "'\(character)'", expected: "a number, a name, or one of + - * / ^ ( ) , ; =",
          column: start + 1)
      }
      tokens.append(ExpressionToken(kind: kind, range: start..<place))
    }
    tokens.append(ExpressionToken(kind: .end, range: text.count..<text.count))
    return tokens
  }

  /// Behind the digits, the point and the exponent of a number.
  private static func numberEnd(in text: [Character], from start: Int) -> Int {
    func digitsEnd(_ place: Int) -> Int {
      text[place...].firstIndex { !isDigit($0) } ?? text.count
    }
    var place = digitsEnd(start)
    if place < text.count, text[place] == "." { place = digitsEnd(place + 1) }
    if place < text.count, text[place] == "e" || text[place] == "E" {
      var exponent = place + 1
      if exponent < text.count, text[exponent] == "-" || text[exponent] == "+" { exponent += 1 }
      let end = digitsEnd(min(exponent, text.count))
      if end > exponent { place = end }
    }
    return place
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func isLetter(_ character: Character) -> Bool {
    ("a"..."z").contains(character) || ("A"..."Z").contains(character)
  }
}
