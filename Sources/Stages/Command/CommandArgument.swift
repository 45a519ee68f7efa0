/// An argument of a command with its placeholders: `--data={input:data}`.
///
/// `{{` and `}}` stand for braces.
struct CommandArgument: Equatable {
  enum Piece: Equatable {
    case text(String)
    /// The path of a file of an input.
    case input(InputReference)
    /// The path at which an output is expected.
    case output(String)
    /// The path of a program file.
    case file(String)
    /// The path of a JSON file with all parameters.
    case parameters
    /// The value of a parameter as text.
    case parameter(String)
  }

  /// `{input:slot}` or `{input:slot/output}`.
  struct InputReference: Hashable {
    var slot: String
    /// Nil for the only output.
    var output: String?

    var description: String { "{input:\(slot)\(output.map { "/\($0)" } ?? "")}" }
  }

  /// Why a text is not an argument.
  struct Problem: Error, Equatable {
    let description: String
  }

  static let placeholders =
    "{input:SLOT}, {input:SLOT/OUTPUT}, {output:NAME}, {file:NAME}, {parameter:NAME}, {parameters}"

  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  let pieces: [Piece]

  init(_ text: String) throws(Problem) {
    guard text.utf8.contains(where: { $0 == Self.opening || $0 == Self.closing }) else {
      pieces = [.text(text)]
      return
    }
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let brace = rest.firstIndex(where: { $0 == Self.opening || $0 == Self.closing }) {
      plain += rest[..<brace]
      let after = rest[(brace + 1)...]
      if after.first == rest[brace] {
        plain.append(rest[brace])
        rest = after.dropFirst()
        continue
      }
      guard rest[brace] == Self.opening, let end = after.firstIndex(of: Self.closing) else {
        let sign = Character(Unicode.Scalar(rest[brace]))
        throw Problem(
          description: "a single '\(sign)' in \"\(text)\"; write it twice if you mean it")
      }
      if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
      plain = []
      pieces.append(try Self.piece(String(decoding: after[..<end], as: UTF8.self)))
      rest = after[(end + 1)...]
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
    self.pieces = pieces
  }

  private static func piece(_ text: String) throws(Problem) -> Piece {
    let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
    let name = colon.map { String(text[text.utf8.index(after: $0)...]) } ?? ""
    switch (text[..<(colon ?? text.endIndex)], name.isEmpty) {
    case ("parameters", true) where colon == nil: return .parameters
    case ("parameter", false): return .parameter(name)
    case ("output", false): return .output(name)
    case ("file", false): return .file(name)
    case ("input", false):
      let path = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      return .input(
        InputReference(slot: String(path[0]), output: path.count > 1 ? String(path[1]) : nil))
    default:
      throw Problem(
        description: "unknown placeholder '{\(text)}'; known: \(placeholders); "
          + "write '{{' for a brace")
    }
  }

  /// Whether it names an input of this slot.
  func names(_ slot: String) -> Bool {
    pieces.contains { if case .input(let reference) = $0 { reference.slot == slot } else { false } }
  }

  /// The inputs that it names.
  var inputs: [InputReference] {
    pieces.compactMap { if case .input(let reference) = $0 { reference } else { nil } }
  }
}
