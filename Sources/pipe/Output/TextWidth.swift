/// How many columns of a terminal a text takes, and texts made to fit.
///
/// Narrower than Unicode's tables (UAX #11): marks that combine take none, the blocks of East Asian
/// scripts and pictographs take two columns, all else takes one.
enum TextWidth {
  static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x20..<0x7f: return 1
    case 0..<0x20, 0x7f..<0xa0: return 0
    case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      return 2
    default:
      return first.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }

  /// The text without what would be beyond a column; control characters are left out.
  static func cut(_ text: some StringProtocol, to width: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let size = columns(character)
      if size == 0, character.unicodeScalars.first.map({ $0.value < 0xa0 }) == true { continue }
      guard used + size <= width else { break }
      result.append(character)
      used += size
    }
    return result
  }

  /// The text with its middle left out if it is too long: the end of a cell's name tells it from
  /// the others.
  static func shortened(_ text: String, to width: Int) -> String {
    guard columns(text) > width, width > 1 else { return cut(text, to: width) }
    let front = cut(text, to: (width - 1) / 2)
    var back = ""
    for character in text.reversed() {
      guard columns(front) + 1 + columns(back) + columns(character) <= width else { break }
      back.insert(character, at: back.startIndex)
    }
    return cut("\(front)…\(back)", to: width)
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }
}
