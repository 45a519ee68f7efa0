import Ink

/// Breaks and shortens texts so that they fit, measured with the real font.
struct TextFitting {
  let fonts: FontSet

  /// From one baseline to the next, in logical pixels.
  static func lineHeight(_ size: Double) -> Double { (size * 1.35).rounded() }

  /// The text, or as much of it as fits in `width` with an ellipsis.
  func elided(
    _ text: String, width: Double, size: Double, face: FontSet.Face = .regular
  ) throws -> String {
    if try fonts.width(of: text, size: size, face: face) <= width { return text }
    let characters = Array(text)
    var (fits, tooLong) = (0, characters.count)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      let candidate = Self.shortened(characters, to: middle)
      if try fonts.width(of: candidate, size: size, face: face) <= width {
        fits = middle
      } else {
        tooLong = middle
      }
    }
    return Self.shortened(characters, to: fits)
  }

  private static func shortened(_ characters: [Character], to count: Int) -> String {
    var kept = characters.prefix(count)
    while kept.last == " " { kept.removeLast() }
    return String(kept) + "\u{2026}"
  }

  /// The text in at most `limit` lines no longer than `width`, broken between words.
  func wrapped(
    _ text: String, width: Double, size: Double, face: FontSet.Face = .regular, limit: Int
  ) throws -> [String] {
    var lines: [String] = []
    let words = text.split(whereSeparator: \.isWhitespace)
    for (index, word) in words.enumerated() {
      let longer = (lines.last.map { $0 + " " } ?? "") + word
      if try lines.isEmpty || fonts.width(of: longer, size: size, face: face) <= width {
        lines = lines.dropLast() + [longer]
      } else if lines.count == limit {
        // What is left must not vanish without a sign.
        lines[limit - 1] += " " + words[index...].joined(separator: " ")
        break
      } else {
        lines.append(String(word))
      }
    }
    return try lines.map { try elided($0, width: width, size: size, face: face) }
  }
}
