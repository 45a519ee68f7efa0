/// The lines that a program writes, as they come; only the last ones are kept.
struct OutputLines {
  /// What a message about a failure shows.
  static let keptLines = 20
  /// Longer lines are cut: a program may write a megabyte without a line feed.
  static let longestLine = 500

  private(set) var last: [String] = []
  private var line: [UInt8] = []

  /// Adds bytes and gives every line that they complete to `body`.
  mutating func append(_ bytes: ArraySlice<UInt8>, _ body: (String) -> Void) {
    var rest = bytes
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      extend(by: rest[..<end])
      finish(body)
      rest = rest[(end + 1)...]
    }
    extend(by: rest)
  }

  /// Ends a line that has no line feed.
  mutating func finish(_ body: (String) -> Void) {
    let text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    last.append(text)
    if last.count > Self.keptLines { last.removeFirst() }
    body(text)
  }

  private mutating func extend(by bytes: ArraySlice<UInt8>) {
    line += bytes.prefix(max(0, Self.longestLine - line.count))
  }
}
