import ArgumentParser
import Artifacts

/// A command with its arguments and subcommands, as ArgumentParser describes it in JSON.
struct CommandTree {
  struct Argument {
    /// `--only <stage>`, `-n, --dry-run`, `<file> ...`
    let synopsis: String
    let help: String
  }

  /// The words that a person types: `pipe cache ls`.
  let name: String
  let abstract: String
  let discussion: String
  let arguments: [Argument]
  let subcommands: [CommandTree]

  /// The whole tree below a command, without the help that every command has.
  ///
  /// - Throws: `JSONError` if the description is not JSON.
  init(of root: any ParsableCommand.Type) throws(JSONError) {
    let document = try JSONValue(parsing: Array(root._dumpHelp().utf8))
    self.init(document["command"] ?? .null, prefix: "")
  }

  private init(_ document: JSONValue, prefix: String) {
    let name = prefix + (document["commandName"]?.stringValue ?? "")
    self.name = name
    abstract = document["abstract"]?.stringValue ?? ""
    discussion = document["discussion"]?.stringValue ?? ""
    arguments = (document["arguments"]?.arrayValue ?? []).filter(Self.isSpecific)
      .map(Argument.init)
    subcommands = (document["subcommands"]?.arrayValue ?? [])
      .filter { $0["commandName"]?.stringValue != "help" }
      .map { CommandTree($0, prefix: name + " ") }
  }

  private static func isSpecific(_ argument: JSONValue) -> Bool {
    let name = argument["preferredName"]?["name"]?.stringValue
    return argument["shouldDisplay"]?.boolValue == true && name != "help" && name != "version"
  }

  /// The commands of the tree that do something, in the order in which help lists them.
  var leaves: [CommandTree] {
    subcommands.isEmpty ? [self] : subcommands.flatMap(\.leaves)
  }
}

extension CommandTree.Argument {
  fileprivate init(_ document: JSONValue) {
    let value = "<\(document["valueName"]?.stringValue ?? "value")>"
    let names = (document["names"]?.arrayValue ?? []).map { name in
      (name["kind"]?.stringValue == "short" ? "-" : "--") + (name["name"]?.stringValue ?? "")
    }
    switch document["kind"]?.stringValue {
    case "positional":
      let isRepeating = document["isRepeating"]?.boolValue == true
      synopsis = isRepeating ? "\(value) ..." : value
    case "option": synopsis = names.joined(separator: ", ") + " \(value)"
    default: synopsis = names.joined(separator: ", ")
    }
    let help = document["abstract"]?.stringValue ?? ""
    let standard = document["defaultValue"]?.stringValue.map { " (default: \($0))" } ?? ""
    self.help = help + standard
  }
}
