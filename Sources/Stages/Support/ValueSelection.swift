/// A name with a selection behind it: `history/percentiles[:,2]`.
struct ValueSelection {
  let name: String
  /// Along the first axis; nil for all. Negative ones count from the end.
  let row: Int?
  /// Along the second axis; nil for all.
  let column: Int?

  /// - Returns: nil for a name without a selection, or with one that cannot be read.
  init?(_ text: String) {
    guard text.hasSuffix("]"), let start = text.lastIndex(of: "[") else { return nil }
    name = String(text[..<start])
    let parts = text[text.index(after: start)...].dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != " " } }
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ $0 == ":" || Int($0) != nil }), parts.contains(where: { $0 != ":" })
    else { return nil }
    row = Int(parts[0])
    column = parts.count > 1 ? Int(parts[1]) : nil
  }

  /// A position among `count` elements; nil where there is none.
  func index(_ position: Int?, count: Int) -> Int? {
    guard let position else { return nil }
    let index = position < 0 ? count + position : position
    return (0..<count).contains(index) ? index : nil
  }
}
