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
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while let brace = rest.utf8.firstIndex(where: { $0 == Self.opening || $0 == Self.closing }) {
      plain += rest[..<brace]
      let after = rest[rest.index(after: brace)...]
      if after.first == rest[brace] {
        plain.append(rest[brace])
        rest = after.dropFirst()
        continue
      }
      guard rest[brace] == "{", let end = after.utf8.firstIndex(of: Self.closing) else {
        throw Problem(
          description: "a single '\(rest[brace])' in \"\(text)\"; write it twice if you mean it")
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(try Self.piece(String(after[..<end])))
      rest = after[after.index(after: end)...]
    }
    plain += rest
    if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  private static func piece(_ text: String) throws(Problem) -> Piece {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.count > 1 ? String(parts[1]) : ""
    switch (parts[0], name.isEmpty) {
    case ("parameters", true) where parts.count == 1: return .parameters
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

  /// The inputs that it names.
  var inputs: [InputReference] {
    pieces.compactMap { if case .input(let reference) = $0 { reference } else { nil } }
  }
}
