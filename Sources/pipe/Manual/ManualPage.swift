/// The manual page, in the troff macros that `man` reads (groff_man(7)).
///
/// It is made from the commands themselves, so that it cannot say anything else than `--help`.
struct ManualPage {
  private let tree: CommandTree

  init(_ tree: CommandTree) { self.tree = tree }

  var text: String {
    var lines = [
      ".TH PIPE 1 \"\" \"pipe \(pipeVersion)\" \"User Commands\"", ".SH NAME",
      "pipe \\- \(Self.escaped(tree.abstract))", ".SH SYNOPSIS", ".B pipe", ".I command",
      "[\\fIargument\\fR ...]", ".SH DESCRIPTION",
    ]
    lines += Self.body(Pipe.introduction)
    lines.append(".SH COMMANDS")
    for command in tree.leaves { lines += Self.section(command) }
    lines.append(".SH ENVIRONMENT")
    for variable in Self.environment { lines += Self.item(variable.name, variable.meaning) }
    lines.append(".SH EXIT STATUS")
    for code in Failure.Code.allCases { lines += Self.item("\(code.rawValue)", code.meaning) }
    lines.append(".SH FILES")
    for file in Self.files { lines += Self.item(file.name, file.meaning) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let environment: [(name: String, meaning: String)] = [
    ("PIPE_STORE", "The folder of the store, where --store does not name one."),
    ("PIPE_DATA", "Folders with data sets, separated by colons, searched after those of --data."),
    (
      "PIPE_ISA",
      "The kernels to use: scalar, fma128, avx2, avx512 or neon. No result depends on it."
    ),
    ("PIPE_FONTS", "The folder with DejaVuSans.ttf and DejaVuSans-Bold.ttf."),
    ("NO_COLOR", "If it is set, nothing is written in colour."),
    ("TMPDIR", "Where pipe check and pipe doctor keep what is thrown away afterwards."),
  ]

  private static let files: [(name: String, meaning: String)] = [
    ("artifacts/store", "The store."),
    ("artifacts/data", "Data sets that are found without being named."),
    ("artifacts/NAME/index.html", "The page of the pipeline NAME."),
    ("NAME.lock.json", "The lock of the pipeline NAME.json, in the same folder."),
  ]

  private static func section(_ command: CommandTree) -> [String] {
    var lines = [".SS \(escaped(command.name))", escaped(command.abstract)]
    if !command.discussion.isEmpty { lines += [".PP"] + body(command.discussion) }
    for argument in command.arguments { lines += item(argument.synopsis, argument.help) }
    return lines
  }

  private static func item(_ term: String, _ text: String) -> [String] {
    [".TP", "\\fB\(escaped(term))\\fR", escaped(text)]
  }

  /// Paragraphs are filled; indented lines, which are examples, stay as they are.
  private static func body(_ text: String) -> [String] {
    var lines: [String] = []
    var isExample = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(" "), !isExample {
        lines.append(".nf")
        isExample = true
      } else if !line.hasPrefix(" "), isExample {
        lines.append(".fi")
        isExample = false
      }
      lines.append(line.isEmpty ? ".PP" : escaped(String(line)))
    }
    return isExample ? lines + [".fi"] : lines
  }

  /// A line as text: no backslash, leading dot or quote is taken for a request, and a hyphen can be
  /// copied as one.
  private static func escaped(_ line: String) -> String {
    var escaped = line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : ""
    for character in line {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
